import { isFinal, type Build, type Stage } from '@turnpike/sdk';
import type { JobBrief, StoreTransaction } from '@turnpike/sdk/store';
import { buildFact, jobFact } from './facts.js';

const FINAL = ['passed', 'failed', 'errored', 'canceled'] as const;

export interface Restart {
  readonly build: Build;
  readonly jobs: readonly JobBrief[];
  readonly stages: readonly Stage[];
  readonly wanted: readonly JobBrief[];
  readonly userId: number | null;
}

/**
 * Puts finished jobs back to `created`, and with them their stages and the build. Jobs of later stages that were
 * canceled before they ran wait again too, because what stood in their way is being done anew.
 * Only with the build's row locked.
 */
export async function restartJobs(tx: StoreTransaction, restart: Restart): Promise<void> {
  const { build, stages, userId } = restart;
  const chosen = withLaterStages(restart);
  for (const job of chosen) {
    const restarted = await tx.jobs.transition(job.id, {
      from: FINAL,
      to: 'created',
      kind: 'restart',
      restartedBy: userId,
    });
    if (restarted) tx.emit('job:restarted', jobFact(restarted));
  }
  const touched = new Set(chosen.map((job) => job.stageId));
  for (const stage of stages)
    if (touched.has(stage.id)) await tx.stages.transition(stage.id, { from: FINAL, to: 'created' });
  await reopen(tx, build);
  await tx.owners.touch(build.ownerId);
}

function withLaterStages({ jobs, stages, wanted }: Restart): readonly JobBrief[] {
  const numbers = new Map(stages.map((stage) => [stage.id, stage.number]));
  const stageOf = (job: JobBrief): number => numbers.get(job.stageId ?? 0) ?? 1;
  const first = Math.min(...wanted.map(stageOf));
  const chosen = new Set(wanted.map((job) => job.id));
  return jobs.filter(
    (job) => chosen.has(job.id) || (stageOf(job) > first && wasKeptFromRunning(job)),
  );
}

function wasKeptFromRunning(job: JobBrief): boolean {
  return job.state === 'canceled' && job.startedAt === null;
}

/** A build that some of its jobs keep running stays started; else it begins again. */
async function reopen(tx: StoreTransaction, build: Build): Promise<void> {
  const unfinished = await tx.jobs.unfinished([build.id]);
  const runs = unfinished.some((job) => job.state === 'received' || job.state === 'started');
  const from = isFinal(build.state) ? FINAL : (['started'] as const);
  if (!isFinal(build.state) && runs) return;
  const reopened = await tx.builds.transition(build.id, {
    from,
    to: runs ? 'started' : 'created',
    restarted: true,
  });
  if (reopened) tx.emit('build:restarted', buildFact(reopened));
}
