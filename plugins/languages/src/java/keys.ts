import type { LanguageKeys } from '@turnpike/sdk';
import { axis, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  aliases: ['jvm'],
  keys: {
    jdk: axis(text, { summary: 'Java development kits.' }),
  },
};
