import type { LanguageKeys } from '@turnpike/sdk';
import { inert, map, shared, texts } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    jdk: shared,
    android: map(
      { components: texts, licenses: inert(texts, 'all licenses are accepted') },
      { summary: 'Parts of the SDK, and licenses to accept.' },
    ),
  },
};
