import { isFinal, type CommandAnswer, type Commands, type Job } from '@turnpike/sdk';
import type { JobBrief, StoreTransaction } from '@turnpike/sdk/store';
import { askCommand, byWhom, refusal, type Asked } from './command.js';
import type { Hub } from './context.js';
import { jobFact } from './facts.js';
import { settleBuild } from './settle-build.js';

/** Cancels a waiting job at once; a running one when its worker hears of it. */
export async function cancelJob(
  hub: Hub,
  input: Parameters<Commands['cancelJob']>[0],
): Promise<CommandAnswer> {
  const job = await hub.store.jobs.get(input.jobId);
  if (!job) return refusal('not-found', 'There is no such job.');
  const asked = await askCommand(hub, 'cancel', [job], input);
  if ('refused' in asked) return asked.refused;
  return hub.store.transaction(async (tx) => {
    const build = await tx.builds.lock(job.buildId);
    const current = await tx.jobs.get(job.id);
    if (!build || !current) return refusal('not-found', 'There is no such job.');
    if (isFinal(current.state)) return refusal('finished', 'The job has already finished.');
    await cancelOne(tx, current, reasonOf(asked, input.reason));
    await settleBuild(tx, build, hub.notifiers);
    await tx.owners.touch(build.ownerId);
    return { accepted: true };
  });
}

export function reasonOf(asked: Asked, reason: string | undefined): string {
  return reason ?? `canceled by ${byWhom(asked)}`;
}

/** One job within a transaction that has locked its build. */
export async function cancelOne(
  tx: StoreTransaction,
  job: Job | JobBrief,
  reason: string,
): Promise<void> {
  const from = ['created', 'queued'] as const;
  const canceled = await tx.jobs.transition(job.id, { from, to: 'canceled', reason });
  if (canceled) {
    tx.emit('job:canceled', jobFact(canceled));
    return;
  }
  const asked = await tx.jobs.requestCancel(job.id, reason);
  if (asked) tx.emit('job:cancel-requested', jobFact(asked));
}
