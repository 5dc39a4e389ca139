import { defineAddon } from '@turnpike/sdk';
import { q, text } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** PostgreSQL of a version that the machine has. */
export const postgresql = defineAddon({
  id: 'postgresql',
  summary: 'Starts a version of PostgreSQL.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    after_prepare: (sh, options, ctx) => {
      if (ctx.os !== 'linux') {
        sh.echo('Addon PostgreSQL is not supported on this operating system', { ansi: 'red' });
        return;
      }
      sh.fold('postgresql', () =>
        sh.cmd(q`travis_setup_postgresql ${text(options)}`, { echo: true, timing: true }),
      );
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = postgresql;
