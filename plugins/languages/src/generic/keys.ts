import type { LanguageKeys } from '@turnpike/sdk';

/** What `.travis.yml` may say: two names without keys. */
export const keys: readonly LanguageKeys[] = [
  {},
  { value: 'shell', aliases: ['bash', 'minimal', 'sh'] },
];
