import type { Owner } from '@turnpike/sdk';
import type { StoreTransaction } from '@turnpike/sdk/store';
import type { Scheduling } from './context.js';
import type { Decision } from './decide.js';
import { jobFact } from './job-fact.js';

type Queueing = Extract<Decision, { kind: 'queue' }>;
type Waiting = Extract<Decision, { kind: 'wait' }>;

/** More than these are not told one by one: whoever looks at a thousand waiting jobs reads them anew. */
const TOLD_WAITING = 50;

/** Ends a transaction without a trace: the owner's jobs were changed while this step was deciding. */
class StaleStep extends Error {}

/**
 * Writes a step's decisions. Jobs are queued only if the owner's `scheduleVersion` has not moved since the step
 * began to read; false: it has, begin again.
 */
export async function commitStep(
  { deps: { store } }: Pick<Scheduling, 'deps'>,
  owner: Owner,
  decisions: readonly Decision[],
): Promise<boolean> {
  const queueing = decisions.filter((decision) => decision.kind === 'queue');
  const waiting = decisions.filter(
    (decision) => decision.kind === 'wait' && decision.reason !== decision.job.reason,
  ) as Waiting[];
  if (queueing.length === 0 && waiting.length === 0) return true;
  try {
    await store.transaction(async (tx) => {
      await enqueue(tx, owner, queueing);
      await explain(tx, waiting);
      // Last: hub, too, changes jobs first and their owner then.
      if (queueing.length > 0 && !(await tx.owners.advance(owner.id, owner.scheduleVersion)))
        throw new StaleStep();
    });
    return true;
  } catch (error) {
    if (error instanceof StaleStep) return false;
    throw error;
  }
}

async function enqueue(
  tx: StoreTransaction,
  owner: Owner,
  queueing: readonly Queueing[],
): Promise<void> {
  const places = new Map<string, number>();
  for (const { job, queue } of requiredFirst(queueing)) {
    const queueTag = places.get(queue) ?? (await firstPlace(tx, owner.id, queue));
    const from = ['created'] as const;
    const queued = await tx.jobs.transition(job.id, { from, to: 'queued', queue, queueTag });
    if (!queued) continue;
    places.set(queue, queueTag + 1);
    tx.emit('job:queued', jobFact(queued));
  }
}

/** Behind the owner's own jobs, and not before where the line stands: owners take turns. */
async function firstPlace(tx: StoreTransaction, ownerId: number, queue: string): Promise<number> {
  const { head, own } = await tx.jobs.queueTags(ownerId, queue);
  return own === null ? head : Math.max(head, own + 1);
}

/** Jobs whose result counts come before those that are allowed to fail (travis-services facts 3.2). */
function requiredFirst(queueing: readonly Queueing[]): readonly Queueing[] {
  return [...queueing].sort((a, b) => Number(a.job.allowFailure) - Number(b.job.allowFailure));
}

async function explain(tx: StoreTransaction, waiting: readonly Waiting[]): Promise<void> {
  let told = 0;
  for (const { job, reason } of waiting) {
    if (!(await tx.jobs.setWaiting(job.id, reason)) || told >= TOLD_WAITING) continue;
    told += 1;
    tx.emit('job:waiting', jobFact({ ...job, version: job.version + 1 }));
  }
}
