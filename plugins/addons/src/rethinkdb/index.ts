import { defineAddon } from '@turnpike/sdk';
import { q, shellEscape, text } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

/** RethinkDB of a version, from its maker's archive. */
export const rethinkdb = defineAddon({
  id: 'rethinkdb',
  summary: 'Installs and starts a version of RethinkDB.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    after_prepare: (sh, options) => {
      const version = text(options);
      sh.fold('rethinkdb', () => {
        sh.echo(`Installing RethinkDB version ${shellEscape(version)}`, { ansi: 'yellow' });
        sh.raw(
          `travis_rethinkdb="$(apt-cache show rethinkdb 2>/dev/null | sed -n 's/^Version: //p' | grep -F -m 1 ${shellEscape(version)})"`,
        );
        sh.cmd('sudo -E apt-get -yq install "rethinkdb=$travis_rethinkdb"', {
          assert: true,
          echo: true,
          timing: true,
        });
        sh.export('TRAVIS_RETHINKDB_VERSION', q`${version}`);
        sh.export('TRAVIS_RETHINKDB_PACKAGE_VERSION', '"$travis_rethinkdb"');
        sh.cmd('travis_start_service rethinkdb 28015 rethinkdb --bind 127.0.0.1', {
          echo: 'start rethinkdb',
        });
        sh.cmd('rethinkdb --version', { echo: true });
      });
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = rethinkdb;
