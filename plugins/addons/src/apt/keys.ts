import type { KeyNode } from '@turnpike/sdk';
import { alias, any, flag, list, map, switchable, text } from '@turnpike/sdk/yml';
import { named, packaged, packages } from '../shared/keys.js';

const source = named({ sourceline: text, key_url: text });
const sources = any([list(any([source, text])), source, text]);

/** What may stand under `addons.apt`. */
export const keys: KeyNode = packaged(
  switchable(
    {
      packages,
      sources: alias(sources, 'source'),
      dist: text,
      update: flag,
      config: map({ retries: flag }),
    },
    'packages',
  ),
);
