import { defineDaemon } from '../shared/daemon.js';

/** RabbitMQ, a message broker. */
export const rabbitmq = defineDaemon({
  id: 'rabbitmq-server',
  summary: 'RabbitMQ, a message broker.',
  yml: { value: 'rabbitmq', aliases: ['rabbitmq-server'] },
  aliases: ['rabbitmq'],
  port: 5672,
  command: ['rabbitmq-server'],
  sidecar: { image: 'rabbitmq:3', ports: [5672], ready: 'rabbitmq-diagnostics -q ping' },
});

/** For whoever installs it alone. @alias */
export const plugin = rabbitmq;
