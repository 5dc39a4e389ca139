import { defineAddon } from '@turnpike/sdk';
import { sonarcloud } from '../sonarcloud/index.js';

/** The former name of the add-on sonarcloud. */
export const sonarqube = defineAddon({
  id: 'sonarqube',
  summary: 'The former name of sonarcloud.',
  withoutSudo: true,
  hooks: {
    after_install: (sh) =>
      sh.echo('sonarqube addon has been renamed to sonarcloud. Please update your configuration.', {
        ansi: 'yellow',
      }),
    before_before_script: (sh, options, ctx) =>
      sonarcloud.hooks.before_before_script?.(sh, options, ctx),
  },
});

/** For whoever installs it alone. @alias */
export const plugin = sonarqube;
