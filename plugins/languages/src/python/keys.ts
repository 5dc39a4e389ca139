import type { LanguageKeys } from '@turnpike/sdk';
import { axis, flag, map, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    python: axis(text, { summary: 'Versions of Python.' }),
    virtualenv: map(
      { system_site_packages: flag },
      { strict: false, aliases: ['virtual_env'], summary: 'How the virtual environment is made.' },
    ),
  },
};
