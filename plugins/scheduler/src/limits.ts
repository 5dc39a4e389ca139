import type { LimitReason, Owner, Repository } from '@turnpike/sdk';
import type { SchedulerConfig } from './config.js';
import type { RunningJobs } from './running-jobs.js';

type Limits = Pick<SchedulerConfig, 'ownerLimit' | 'ownerLimits' | 'queueLimits'>;

/** The repository's own limit, in spite of its name one of jobs (travis-services facts 3.2). */
export function repositoryLimit(
  repository: Pick<Repository, 'id' | 'settings'>,
  running: RunningJobs,
): LimitReason | undefined {
  const maximum = repository.settings.maximum_number_of_builds;
  return reached('repository', 'limit repository', running.ofRepository(repository.id), maximum);
}

/** A suspended owner's jobs wait until an administrator lets them go on. */
export function suspended({
  login,
  suspendedAt,
}: Pick<Owner, 'login' | 'suspendedAt'>): LimitReason | undefined {
  if (suspendedAt === null) return undefined;
  return { limit: 'suspended', message: `owner ${login} is suspended` };
}

export function queueLimit(
  { queueLimits }: Limits,
  queue: string,
  running: RunningJobs,
): LimitReason | undefined {
  return reached('queue', `limit queue ${queue}`, running.ofQueue(queue), queueLimits[queue] ?? 0);
}

/** What an administrator set for the owner, else the configuration for it, else that for all. */
export function ownerLimit(
  config: Limits,
  owner: Pick<Owner, 'login' | 'maxJobs'>,
  running: RunningJobs,
): LimitReason | undefined {
  const configured = config.ownerLimits[owner.login] ?? config.ownerLimit;
  return reached('owner', 'limit owner', running.total, owner.maxJobs ?? configured);
}

/** 0: no limit. */
function reached(
  limit: string,
  words: string,
  running: number,
  maximum: number,
): LimitReason | undefined {
  if (maximum === 0 || running < maximum) return undefined;
  return { limit, message: `${words} ${running}/${maximum}` };
}
