import { defineDaemon } from '../shared/daemon.js';

/** Redis, a store of data structures in memory. */
export const redis = defineDaemon({
  id: 'redis-server',
  summary: 'Redis, a store of data structures in memory.',
  yml: { value: 'redis', aliases: ['redis-server'] },
  aliases: ['redis'],
  port: 6379,
  command: ['redis-server', '--save', '', '--appendonly', 'no'],
  sidecar: { image: 'redis:7', ports: [6379], ready: 'redis-cli ping' },
});

/** For whoever installs it alone. @alias */
export const plugin = redis;
