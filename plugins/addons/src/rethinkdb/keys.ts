import type { KeyNode } from '@turnpike/sdk';
import { text } from '@turnpike/sdk/yml';

/** What may stand under `addons.rethinkdb`. */
export const keys: KeyNode = text;
