import type { KeyChoice, KeyNode, StringNode } from '@turnpike/sdk';
import { acts, downcased, oneOf } from '@turnpike/sdk/yml';

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

const internal: readonly KeyChoice[] = internalLanguages.map((name) => ({
  value: `__${name}__`,
  flags: ['internal'],
  deprecated: 'experimental stack language',
  inert: { why: 'there are no images in stacks, and no builder of its own', how: 'refused' },
}));

/** `language` of a job: those that plugins bring, and the platform's own. */
export function languageValue(languages: readonly KeyChoice[]): StringNode {
  const isPlain = ({ value: _value, inert: _inert, ...rest }: KeyChoice): boolean =>
    Object.keys(rest).length === 0;
  const values = [
    ...languages.filter((one) => !isPlain(one)),
    ...internal,
    ...languages.filter(isPlain),
  ];
  return acts(downcased(oneOf(...values)), 'build/language');
}

/** `language` of the whole file, with its default. */
export function languageRoot(languages: readonly KeyChoice[]): KeyNode {
  const osx = { os: ['osx'] };
  const defaults = [
    { value: 'ruby', except: osx },
    { value: 'objective-c', only: osx },
  ];
  return { ...languageValue(languages), defaults };
}
