import type { LanguageKeys } from '@turnpike/sdk';
import { shared } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    jdk: shared,
  },
};
