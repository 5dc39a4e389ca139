import type { KeyNode } from '@turnpike/sdk';
import { switchable, text } from '@turnpike/sdk/yml';
import { packaged, packages } from '../shared/keys.js';

/** What may stand under `addons.pkg`. */
export const keys: KeyNode = packaged(switchable({ packages, branch: text }, 'packages'));
