import type { KeyNode } from '@turnpike/sdk';
import { any, flag, switchable, text, texts } from '@turnpike/sdk/yml';
import { packaged } from '../shared/keys.js';

/** What may stand under `addons.homebrew`. */
export const keys: KeyNode = packaged(
  switchable(
    { update: flag, packages: texts, casks: texts, taps: texts, brewfile: any([flag, text]) },
    'packages',
  ),
);
