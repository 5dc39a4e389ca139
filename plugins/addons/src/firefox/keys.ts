import type { KeyNode } from '@turnpike/sdk';
import { text } from '@turnpike/sdk/yml';

/** What may stand under `addons.firefox`. */
export const keys: KeyNode = text;
