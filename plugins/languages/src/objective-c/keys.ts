import type { LanguageKeys } from '@turnpike/sdk';
import { axis, shared, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  aliases: ['objective_c', 'swift'],
  keys: {
    rvm: shared,
    gemfile: shared,
    bundler_args: shared,
    xcode_scheme: axis(text, { summary: 'Schemes to test.' }),
    xcode_sdk: axis(text, { summary: 'SDKs to test with.' }),
    podfile: { ...text, summary: 'Path of the Podfile.' },
    xcode_destination: { ...text, summary: 'Where tests run.' },
    xcode_project: { ...text, summary: 'Project to test.' },
    xcode_workspace: { ...text, summary: 'Workspace to test.' },
    xctool_args: { ...text, summary: 'Arguments of xctool.' },
  },
};
