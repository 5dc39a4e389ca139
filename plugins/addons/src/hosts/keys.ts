import type { KeyNode } from '@turnpike/sdk';
import { texts } from '@turnpike/sdk/yml';

/** What may stand under `addons.hosts`. */
export const keys: KeyNode = texts;
