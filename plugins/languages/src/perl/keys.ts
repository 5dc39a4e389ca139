import type { LanguageKeys } from '@turnpike/sdk';
import { axis, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    perl: axis(text, { summary: 'Versions of Perl.' }),
  },
};
