import { randomUUID } from 'node:crypto';
import { definePlugin, type Notification } from '@turnpike/sdk';
import { createLanes, type Lanes } from '@turnpike/sdk/platform';
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
    claim: async () =>
      (await ctx.deps.store.notifications.claim(claimer, able, ctx.config.leaseSeconds, 1))[0],
    work: (row) => handleNotification(ctx, row, claimer),
  });
  lanes.set(ctx.signal, made);
  return made;
}

/** There may be rows: those that can be sent go to the lanes. */
async function look(ctx: Context): Promise<void> {
  lanesOf(ctx).wake();
  await endUnconfigured(ctx);
}

export const plugin = definePlugin({
  id: 'tasks',
  summary: 'Sends claimed notifications with retry and backoff.',
  config,
  requires,
  on: { 'notification:created': (_event, ctx) => look(ctx) },
  sweep: { everySeconds: 5, run: look },
  drain: (ctx) => lanesOf(ctx).drain(),
});
