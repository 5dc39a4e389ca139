import type { LanguageKeys } from '@turnpike/sdk';
import { axis, shared, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    elixir: axis(text, { summary: 'Versions of Elixir.' }),
    otp_release: shared,
  },
};
