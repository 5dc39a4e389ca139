/** How much waits and runs in each queue: what scales workers looks at this. */
import type { Context } from './context.js';

type Gauge = ReturnType<Context['metrics']['gauge']>;
interface Shown {
  readonly gauge: Gauge;
  /** A queue that is empty now says 0, not what it last had. */
  readonly queues: Set<string>;
}
const shown = new WeakMap<object, Shown>();

export async function showQueues(ctx: Pick<Context, 'deps' | 'metrics'>): Promise<void> {
  const { gauge, queues } = shownOf(ctx);
  const found = new Map((await ctx.deps.store.jobs.queues()).map((one) => [one.queue, one]));
  for (const queue of found.keys()) queues.add(queue);
  for (const queue of queues) {
    gauge.set(found.get(queue)?.queued ?? 0, { queue, state: 'queued' });
    gauge.set(found.get(queue)?.running ?? 0, { queue, state: 'running' });
  }
}

function shownOf({ deps, metrics }: Pick<Context, 'deps' | 'metrics'>): Shown {
  const known = shown.get(deps);
  if (known) return known;
  const gauge = metrics.gauge(
    'queue_jobs',
    'Jobs of a queue that wait for a worker, or have one.',
    ['queue', 'state'],
  );
  const made = { gauge, queues: new Set<string>() };
  shown.set(deps, made);
  return made;
}
