import { defineService } from '@turnpike/sdk';

const flags = { echo: true, timing: true, sudo: true } as const;

/** MongoDB, whose unit was named differently over time. */
export const mongodb = defineService({
  id: 'mongodb',
  summary: 'MongoDB, a document store.',
  yml: { value: 'mongodb' },
  start: (sh) => {
    sh.if('"$TRAVIS_DIST" == precise', () => sh.cmd('service mongodb start', flags))
      .elif('"$TRAVIS_DIST" == focal && "$TRAVIS_INIT" == systemd', () =>
        sh.cmd('systemctl start mongod', flags),
      )
      .elif('"$TRAVIS_INIT" == upstart', () => sh.cmd('service mongod start', flags))
      .elif('"$TRAVIS_INIT" == systemd', () => sh.cmd('systemctl start mongod', flags))
      .else(() => {
        sh.mkdir('${TRAVIS_HOME}/mongodb', { recursive: true });
        sh.cmd(
          'travis_start_service mongod 27017 mongod --dbpath "${TRAVIS_HOME}/mongodb" --bind_ip 127.0.0.1',
          {
            echo: 'start mongod',
            timing: true,
          },
        );
      });
  },
  ready: (sh) => sh.cmd('travis_wait_port mongodb 27017', { echo: false }),
  sidecar: { image: 'mongo:7', ports: [27017], ready: 'mongosh --quiet --eval "db.stats()"' },
});

/** For whoever installs it alone. @alias */
export const plugin = mongodb;
