import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { purgeAll } from '@turnpike/sdk/store';
import { config } from './config.js';
import { requires } from './context.js';
import { operations } from './operations.js';
import { createDeliveries } from './redeliver.js';
import { hookRoutes } from './routes.js';

export const plugin = definePlugin({
  id: 'listener',
  summary: 'Receives deliveries from code hosts and stores them with their request.',
  config,
  requires,
  offers: [tokens.deliveries],
  provides: (ctx) => [provide(tokens.deliveries, createDeliveries(ctx))],
  operations,
  routes: hookRoutes,
  sweep: {
    name: 'purge',
    everySeconds: 3600,
    run: async ({ deps, config: { keepDays, keepBytes }, log, signal }) => {
      const old = { olderThanDays: keepDays, beyond: keepBytes };
      const removed = await purgeAll(
        (limit) => deps.store.deliveries.purge({ ...old, limit }),
        signal,
      );
      if (removed > 0) log.info({ removed, keepDays, keepBytes }, 'old deliveries were removed');
    },
  },
});
