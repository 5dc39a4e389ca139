import type { LanguageKeys } from '@turnpike/sdk';
import { axis, shared, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    jdk: shared,
    scala: axis(text, { summary: 'Versions of Scala.' }),
    sbt_args: { ...text, summary: 'Arguments of sbt.' },
  },
};
