import { definePlugin, provide, tokens } from '@turnpike/sdk';
import { config } from './config.js';
import { requires } from './context.js';
import { createDeliveries } from './redeliver.js';
import { hookRoutes } from './routes.js';

export const plugin = definePlugin({
  id: 'listener',
  summary: 'Receives deliveries from code hosts and stores them with their request.',
  config,
  requires,
  offers: [tokens.deliveries],
  provides: (ctx) => [provide(tokens.deliveries, createDeliveries(ctx))],
  routes: hookRoutes,
  sweep: {
    name: 'purge',
    everySeconds: 3600,
    run: async ({ deps, config: { keepDays } }) => {
      await deps.store.deliveries.purge(keepDays);
    },
  },
});
