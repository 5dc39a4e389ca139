import { defineDaemon } from '../shared/daemon.js';

/** Cassandra, a wide-column store. */
export const cassandra = defineDaemon({
  id: 'cassandra',
  summary: 'Cassandra, a wide-column store.',
  yml: { value: 'cassandra' },
  port: 9042,
  sidecar: { image: 'cassandra:4', ports: [9042], ready: 'cqlsh -e "describe cluster"' },
});

/** For whoever installs it alone. @alias */
export const plugin = cassandra;
