import type { LanguageKeys } from '@turnpike/sdk';
import { axis, shared, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  keys: {
    jdk: shared,
    rvm: axis(text, { aliases: ['ruby', 'rbenv'], summary: 'Versions of Ruby.' }),
    gemfile: axis(text, { aliases: ['gemfiles'], summary: 'Gemfiles to install.' }),
    bundler_args: { ...text, summary: 'Arguments of bundle install.' },
  },
};
