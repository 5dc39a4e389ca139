import type { Build, FinalState, Job } from '@turnpike/sdk';
import type { JobBrief, StoreTransaction } from '@turnpike/sdk/store';
import type { Hub } from './context.js';
import { jobFact } from './facts.js';
import { settleBuild, startBuild } from './settle-build.js';

/** How an ended run leaves its job. */
export interface JobEnd {
  readonly state: FinalState;
  readonly reason: string | null;
  /** Only while this is the job's latest run. */
  readonly run: number;
}

/**
 * Ends a job that a worker has, and what hangs on it. Only with the build's row locked.
 * undefined: the job has moved on.
 */
export async function endRunningJob(
  tx: StoreTransaction,
  hub: Hub,
  build: Build,
  job: Job | JobBrief,
  { state, reason, run }: JobEnd,
): Promise<Job | undefined> {
  const from = ['received', 'started'] as const;
  const ended = await tx.jobs.transition(job.id, { from, to: state, reason, run });
  if (!ended) return undefined;
  hub.meter.ended(ended);
  const started = await startBuild(tx, build, ended.stageId, hub.notifiers);
  tx.emit(state === 'canceled' ? 'job:canceled' : 'job:finished', jobFact(ended));
  await settleBuild(tx, started, hub.notifiers);
  await tx.owners.touch(ended.ownerId);
  return ended;
}
