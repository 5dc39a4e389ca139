import { defineService } from '@turnpike/sdk';
import { startUnit } from '../shared/daemon.js';

const ping = `travis_mysql_ping() {
  local tries=100
  until mysql -e 'select 1' &>/dev/null || mysql -u root -e 'select 1' &>/dev/null; do
    tries=$((tries - 1))
    if [[ $tries -le 0 ]]; then
      echo 'MySQL did not start within 10 seconds'
      return 1
    fi
    sleep 0.1
  done
}`;

/** MySQL or MariaDB; waits until it answers. */
export const mysql = defineService({
  id: 'mysql',
  summary: 'MySQL or MariaDB.',
  yml: { value: 'mysql' },
  aliases: ['mariadb'],
  start: (sh) => {
    sh.raw(ping);
    startUnit(sh, 'mysql', 3306, ['mysqld_safe']);
  },
  ready: (sh) => sh.cmd('travis_mysql_ping'),
  sidecar: {
    image: 'mysql:8',
    ports: [3306],
    env: { MYSQL_ALLOW_EMPTY_PASSWORD: 'yes' },
    ready: 'mysqladmin ping -h 127.0.0.1',
  },
});

/** For whoever installs it alone. @alias */
export const plugin = mysql;
