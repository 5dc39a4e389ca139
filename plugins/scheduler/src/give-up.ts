import type { JobBrief } from '@turnpike/sdk/store';
import type { SchedulerConfig } from './config.js';
import type { Scheduling } from './context.js';

const MINUTE_MS = 60_000;

/**
 * Has a job waited so long that no worker can be hoped for? Only asked where no worker that was seen within the
 * same time fits, so a worker that restarts costs no job.
 */
export function isOverdue(
  { noWorkerMinutes }: Pick<SchedulerConfig, 'noWorkerMinutes'>,
  job: Pick<JobBrief, 'queuedAt' | 'restartedAt' | 'createdAt'>,
  now: number,
): boolean {
  const since = job.queuedAt ?? job.restartedAt ?? job.createdAt;
  return now - since >= noWorkerMinutes * MINUTE_MS;
}

/** Hub ends it: only hub writes results. */
export async function giveUp(
  { deps, config, log }: Pick<Scheduling, 'deps' | 'config' | 'log'>,
  job: Pick<JobBrief, 'id'>,
  reason: string,
): Promise<void> {
  const words = `${reason} for ${config.noWorkerMinutes} minutes`;
  const { accepted } = await deps.commands.errorJob({ jobId: job.id, reason: words });
  if (accepted) log.warn({ jobId: job.id, reason }, 'a job was given up');
}
