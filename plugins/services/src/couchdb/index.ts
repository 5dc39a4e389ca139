import { defineDaemon } from '../shared/daemon.js';

/** CouchDB, a document store. */
export const couchdb = defineDaemon({
  id: 'couchdb',
  summary: 'CouchDB, a document store.',
  yml: { value: 'couchdb' },
  port: 5984,
  sidecar: {
    image: 'couchdb:3',
    ports: [5984],
    env: { COUCHDB_USER: 'travis', COUCHDB_PASSWORD: 'travis' },
    ready: 'curl -fs http://127.0.0.1:5984/_up',
  },
});

/** For whoever installs it alone. @alias */
export const plugin = couchdb;
