import { defineDaemon } from '../shared/daemon.js';

/** RethinkDB, a document store that pushes. */
export const rethinkdb = defineDaemon({
  id: 'rethinkdb',
  summary: 'RethinkDB, a document store that pushes.',
  port: 28015,
  command: ['rethinkdb', '--bind', '127.0.0.1'],
  sidecar: { image: 'rethinkdb:2.4', ports: [28015] },
});

/** For whoever installs it alone. @alias */
export const plugin = rethinkdb;
