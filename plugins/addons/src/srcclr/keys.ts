import type { KeyNode } from '@turnpike/sdk';
import { any, flag, map, normal } from '@turnpike/sdk/yml';

/** What may stand under `addons.srcclr`. */
export const keys: KeyNode = any([normal(map({}, { strict: false })), normal(flag)]);
