import type { KeyNode } from '@turnpike/sdk';
import { alias, any, flag, inert, list, map, switchable, text } from '@turnpike/sdk/yml';
import { named, packaged, packages } from '../shared/keys.js';

const source = named({ sourceline: text, key_url: text });
const sources = any([list(any([source, text])), source, text]);

/** What may stand under `addons.apt`. */
export const keys: KeyNode = packaged(
  switchable(
    {
      packages,
      sources: alias(sources, 'source'),
      dist: inert(text, 'packages are those of the system that the worker has'),
      update: flag,
      config: map({ retries: flag }),
    },
    'packages',
  ),
);
