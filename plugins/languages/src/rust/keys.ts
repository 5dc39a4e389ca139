import type { LanguageKeys } from '@turnpike/sdk';
import { axis, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    rust: axis(text, { summary: 'Toolchains of Rust.' }),
  },
};
