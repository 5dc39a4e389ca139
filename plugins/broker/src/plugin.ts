import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { createBroker } from './broker.js';
import { brokerConfig } from './config.js';
import { listen } from './listen.js';

export const plugin = definePlugin({
  id: 'broker',
  summary:
    'The bundled MQTT broker: in memory for its own process, over TCP where it is told to listen.',
  config: brokerConfig,
  offers: [tokens.embeddedBroker],
  // Everything happens here, not in `start`: the bus connects before plugins start.
  async provides({ config, log, signal }) {
    const broker = await createBroker(config, log);
    const port = config.listen ? await listen(broker, config.listen) : undefined;
    if (port) log.info({ host: config.listen?.host, port: port.port }, 'The broker listens');
    signal.addEventListener('abort', () => {
      void Promise.all([port?.close(), broker.close()]);
    });
    return [provide(tokens.embeddedBroker, { connect: () => broker.connect() })];
  },
});
