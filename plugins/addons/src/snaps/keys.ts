import type { KeyNode } from '@turnpike/sdk';
import { any, flag, list, text } from '@turnpike/sdk/yml';
import { named } from '../shared/keys.js';

const snap = named({ classic: flag, channel: text });

/** What may stand under `addons.snaps`. */
export const keys: KeyNode = any([list(any([snap, text])), snap, text]);
