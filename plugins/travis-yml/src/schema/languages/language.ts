import type { KeyChoice, KeyNode, StringNode } from '@turnpike/sdk';
import { downcased, oneOf } from '../nodes.js';

const internalLanguages = [
  'connie',
  'amethyst',
  'garnet',
  'stevonnie',
  'opal',
  'sardonyx',
  'onion',
  'cookiecat',
];

/** Names of the stacks, for `stack` and the internal languages. */
export const stacks: readonly string[] = internalLanguages;

const aliased: readonly KeyChoice[] = [
  { value: 'cpp', aliases: ['c++'] },
  { value: 'go', aliases: ['golang'] },
  { value: 'java', aliases: ['jvm'] },
  { value: 'node_js', aliases: ['javascript', 'js', 'node'] },
  { value: 'objective-c', aliases: ['objective_c', 'swift'] },
  { value: 'shell', aliases: ['bash', 'minimal', 'sh'] },
];

const internal: readonly KeyChoice[] = internalLanguages.map((name) => ({
  value: `__${name}__`,
  flags: ['internal'],
  deprecated: 'experimental stack language',
}));

const plain =
  'android c clojure crystal csharp d dart elixir elm erlang generic groovy hack haskell haxe julia matlab nix perl perl6 php python r ruby rust scala smalltalk';

/** `language` of a job; `more` are those that plugins add. */
export function languageValue(more: readonly KeyChoice[] = []): StringNode {
  const values = [...aliased, ...internal, ...plain.split(' '), ...more];
  return downcased(oneOf(...values));
}

/** `language` of the whole file, with its default. */
export function languageRoot(more: readonly KeyChoice[] = []): KeyNode {
  const osx = { os: ['osx'] };
  const defaults = [
    { value: 'ruby', except: osx },
    { value: 'objective-c', only: osx },
  ];
  return { ...languageValue(more), defaults };
}
