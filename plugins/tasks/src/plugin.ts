import { randomUUID } from 'node:crypto';
import { createLanes, definePlugin, type Lanes, type Notification } from '@turnpike/sdk';
import { config } from './config.js';
import { requires, type Context } from './context.js';
import { endUnconfigured, handleNotification } from './handle-notification.js';

const lanes = new WeakMap<AbortSignal, Lanes>();

/** The lanes of this plugin's scope. */
function lanesOf(ctx: Context): Lanes {
  const known = lanes.get(ctx.signal);
  if (known) return known;
  const claimer = randomUUID();
  const able = ctx.deps.notifiers.filter(({ unavailable }) => !unavailable).map(({ id }) => id);
  const made = createLanes<Notification>({
    ...ctx,
    slots: ctx.config.slots,
    claim: async () => {
      await endUnconfigured(ctx);
      const { notifications } = ctx.deps.store;
      return (await notifications.claim(claimer, able, ctx.config.leaseSeconds, 1))[0];
    },
    work: (row) => handleNotification(ctx, row, claimer),
  });
  lanes.set(ctx.signal, made);
  return made;
}

export const plugin = definePlugin({
  id: 'tasks',
  summary: 'Sends claimed notifications with retry and backoff.',
  config,
  requires,
  on: { 'notification:created': (_event, ctx) => lanesOf(ctx).wake() },
  sweep: { everySeconds: 5, run: async (ctx) => lanesOf(ctx).wake() },
  drain: (ctx) => lanesOf(ctx).drain(),
});
