import { defineAddon } from '@turnpike/sdk';
import { shellEscape, text } from '@turnpike/sdk/shell';
import { keys } from './keys.js';

const asserted = { assert: true, echo: true, timing: true } as const;

/** MariaDB of a version from its maker's archive, in place of the MySQL that is there. */
export const mariadb = defineAddon({
  id: 'mariadb',
  summary: 'Installs and starts a version of MariaDB.',
  yml: keys,
  withoutSudo: true,
  hooks: {
    after_prepare: (sh, options) => {
      const version = shellEscape(text(options));
      sh.fold('mariadb', () => {
        sh.echo(`Installing MariaDB version ${version}`, { ansi: 'yellow' });
        sh.cmd('sudo service mysql stop', { echo: true, timing: true });
        const setup = 'https://r.mariadb.com/downloads/mariadb_repo_setup';
        sh.cmd(
          `curl -fsSL ${setup} | sudo bash -s -- --mariadb-server-version=${version} --skip-maxscale`,
          {
            ...asserted,
            retry: true,
          },
        );
        sh.cmd(
          'sudo -E DEBIAN_FRONTEND=noninteractive apt-get -yq install mariadb-server',
          asserted,
        );
        sh.cmd('sudo service mariadb start || sudo service mysql start', {
          echo: true,
          timing: true,
        });
        sh.export('TRAVIS_MARIADB_VERSION', version);
        sh.cmd('mysql --version', { echo: true });
      });
    },
  },
});

/** For whoever installs it alone. @alias */
export const plugin = mariadb;
