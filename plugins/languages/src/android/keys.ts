import type { LanguageKeys } from '@turnpike/sdk';
import { map, shared, texts } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    jdk: shared,
    android: map(
      { components: texts, licenses: texts },
      { summary: 'Parts of the SDK, and licenses to accept.' },
    ),
  },
};
