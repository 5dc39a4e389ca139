import { defineDaemon } from '../shared/daemon.js';

/** Riak, a key-value store. */
export const riak = defineDaemon({
  id: 'riak',
  summary: 'Riak, a key-value store.',
  yml: { value: 'riak' },
  port: 8087,
});

/** For whoever installs it alone. @alias */
export const plugin = riak;
