import { defineDaemon } from '../shared/daemon.js';

/** memcached, a cache in memory. */
export const memcached = defineDaemon({
  id: 'memcached',
  summary: 'memcached, a cache in memory.',
  yml: { value: 'memcached', aliases: ['memcache'] },
  aliases: ['memcache'],
  port: 11211,
  command: ['memcached', '-l', '127.0.0.1', '-u', 'nobody'],
  sidecar: { image: 'memcached:1', ports: [11211] },
});

/** For whoever installs it alone. @alias */
export const plugin = memcached;
