import type { KeyNode } from '@turnpike/sdk';
import { alias, text } from '@turnpike/sdk/yml';

/** What may stand under `addons.postgresql`. */
export const keys: KeyNode = alias(text, 'postgres');
