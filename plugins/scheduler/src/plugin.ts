import { definePlugin, provide, tokens, type Events } from '@turnpike/sdk';
import { checkWorkers } from './check-workers.js';
import { Config } from './config.js';
import { requires, type Context } from './context.js';
import { forgetWorkers } from './known-workers.js';
import { OwnerLine } from './owner-line.js';
import { showQueues } from './queue-metrics.js';
import { scheduleOwner } from './schedule-owner.js';
import { workersFact } from './workers-fact.js';

/** Owners that a sweep looks at, those that have waited longest first. */
const SWEPT_OWNERS = 1000;

const lines = new WeakMap<object, OwnerLine>();

type JobEvent = { readonly data: Events['job:created'] };
const wakeOwner = ({ data }: JobEvent, ctx: Context): void => lineOf(ctx).add(data.ownerId);

export const plugin = definePlugin({
  id: 'scheduler',
  summary: 'Decides which jobs may be queued, and says why the others wait.',
  config: Config,
  requires,
  offers: [tokens.factSources],
  provides: ({ deps, config }: Context) => [
    provide(tokens.factSources, workersFact(deps.store, config.noWorkerMinutes)),
  ],
  on: {
    'build:created': ({ data }, ctx) => lineOf(ctx).add(data.ownerId),
    'job:created': wakeOwner,
    'job:finished': wakeOwner,
    'job:canceled': wakeOwner,
    'job:restarted': wakeOwner,
    'job:reset': wakeOwner,
    // Somebody may have come who can take what waits.
    'worker:changed': (_event, ctx) => {
      forgetWorkers(ctx.deps.store);
      ctx.wake();
    },
  },
  sweep: [
    { everySeconds: 5, run: sweepOwners },
    { name: 'workers', everySeconds: 5, run: checkWorkers },
    { name: 'queues', everySeconds: 5, run: showQueues },
  ],
  drain: (ctx) => lineOf(ctx).close(),
  stop: (ctx) => lineOf(ctx).close(),
});

async function sweepOwners(ctx: Context): Promise<void> {
  for (const ownerId of await ctx.deps.store.owners.withWaitingJobs(SWEPT_OWNERS))
    lineOf(ctx).add(ownerId);
  await lineOf(ctx).idle();
}

function lineOf(ctx: Context): OwnerLine {
  const known = lines.get(ctx.deps);
  if (known) return known;
  const queued = ctx.metrics.counter('scheduler_queued_jobs', 'Jobs that were queued.');
  const look = async (ownerId: number): Promise<void> => {
    const count = await scheduleOwner(ctx, ownerId);
    if (count > 0) queued.inc({}, count);
  };
  const line = new OwnerLine(look, ctx.log);
  lines.set(ctx.deps, line);
  return line;
}
