import type { LanguageKeys } from '@turnpike/sdk';
import { axis, flag, inert, map, text } from '@turnpike/sdk/yml';

/** What `.travis.yml` may say of it. */
export const keys: LanguageKeys = {
  aliases: ['golang'],
  keys: {
    go: axis(text, { summary: 'Versions of Go.' }),
    gobuild_args: { ...text, summary: 'Arguments of go get and go test.' },
    go_import_path: { ...text, summary: 'Import path that the repository is checked out under.' },
    gimme_config: inert(
      map(
        { url: text, force_reinstall: flag },
        { summary: 'Where gimme, which installs Go, comes from.' },
      ),
      'a version manager of the worker installs Go',
    ),
  },
};
