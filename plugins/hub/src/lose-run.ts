import type { Build, Job, JobRun } from '@turnpike/sdk';
import type { StoreTransaction } from '@turnpike/sdk/store';
import type { Hub } from './context.js';
import { endRunningJob } from './end-job.js';
import { jobFact } from './facts.js';

export interface Loss {
  readonly run: Pick<JobRun, 'jobId' | 'run'>;
  /** For people: why the platform gave this run up. */
  readonly reason: string;
  /** The report's own number; absent where hub itself decides. */
  readonly seq?: number;
  readonly instance?: string;
  /** Only if nobody has renewed the lease since. */
  readonly renewals?: number;
}

/**
 * Gives a run up: the job waits again, up to `maxResets` times, then it is errored; a job that was to be canceled
 * is canceled. false: the run had ended, or was renewed, before.
 */
export async function loseRun(hub: Hub, loss: Loss): Promise<boolean> {
  const job = await hub.store.jobs.get(loss.run.jobId);
  if (!job) return false;
  return hub.store.transaction(async (tx) => {
    const build = await tx.builds.lock(job.buildId);
    const current = await tx.jobs.get(job.id);
    return build && current ? giveUp(tx, hub, build, current, loss) : false;
  });
}

/** The same within a transaction that has locked the build. */
export async function giveUp(
  tx: StoreTransaction,
  hub: Hub,
  build: Build,
  job: Job,
  loss: Loss,
): Promise<boolean> {
  const { run, reason, renewals, instance } = loss;
  const known = await tx.runs.get(run.jobId, run.run);
  if (!known) return false;
  const ended = await tx.runs.report(run.jobId, run.run, {
    seq: loss.seq ?? known.seq + 1,
    state: 'lost',
    blame: 'platform',
    reason,
    ...(renewals === undefined ? {} : { renewals }),
    ...(instance === undefined ? {} : { instance }),
  });
  if (!ended) return false;
  hub.meter.lost();
  await afterLoss(tx, hub, build, job, loss);
  return true;
}

async function afterLoss(
  tx: StoreTransaction,
  hub: Hub,
  build: Build,
  job: Job,
  { run, reason }: Loss,
): Promise<void> {
  const end = { run: run.run };
  if (job.cancelRequestedAt !== null) {
    await endRunningJob(tx, hub, build, job, { ...end, state: 'canceled', reason: job.reason });
    return;
  }
  if (job.resets >= hub.config.maxResets) {
    const words = `${reason.replace(/\.$/, '')}; given up after ${job.resets + 1} tries`;
    await endRunningJob(tx, hub, build, job, { ...end, state: 'errored', reason: words });
    return;
  }
  const reset = await tx.jobs.transition(job.id, {
    from: ['received', 'started'],
    to: 'created',
    kind: 'reset',
    reason,
    run: run.run,
  });
  if (!reset) return;
  tx.emit('job:reset', jobFact(reset));
  await tx.owners.touch(reset.ownerId);
}
