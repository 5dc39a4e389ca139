/** What one job may reach. The token names the job; all else is read from the store. */
import {
  NotAllowedError,
  TurnpikeError,
  type Build,
  type Job,
  type Principal,
  type Repository,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

/** Whose a cache is. A branch may be called `PR.7`; it is never taken for the pull request. */
export interface CacheGroup {
  readonly kind: 'branch' | 'pull';
  /** As in addresses and lists: the branch, or `PR.7`. */
  readonly label: string;
}
export interface JobScope {
  readonly job: Job;
  readonly build: Build;
  readonly repository: Repository;
  /** The one that it writes. */
  readonly own: CacheGroup;
  /** Those that it reads, its own first. */
  readonly reads: readonly CacheGroup[];
}

const ALIVE: readonly string[] = ['received', 'started'];

/** Throws TURNPIKE_RUN_GONE unless this run goes on; a token of an ended or repeated run is worth nothing. */
export async function scopeOf(store: Store, principal: Principal): Promise<JobScope> {
  if (principal.kind !== 'job') throw new NotAllowedError('TURNPIKE_ACCESS_DENIED');
  const job = await store.jobs.get(principal.jobId);
  const isIt =
    job?.run === principal.run &&
    job.buildId === principal.buildId &&
    job.repositoryId === principal.repositoryId &&
    ALIVE.includes(job.state);
  const build = isIt ? await store.builds.get(job.buildId) : undefined;
  const repository = isIt ? await store.repositories.get(job.repositoryId) : undefined;
  if (!job || !build || !repository) throw new TurnpikeError('TURNPIKE_RUN_GONE');
  return { job, build, repository, ...groupsOf(build, repository) };
}

/** A pull request reads what it is to be merged into, and everybody the default branch (travis-build facts 10). */
function groupsOf(
  { branch, pullRequest }: Pick<Build, 'branch' | 'pullRequest'>,
  { defaultBranch }: Pick<Repository, 'defaultBranch'>,
): Pick<JobScope, 'own' | 'reads'> {
  const ofBranch = (label: string): CacheGroup => ({ kind: 'branch', label });
  const own: CacheGroup = pullRequest
    ? { kind: 'pull', label: `PR.${pullRequest.number}` }
    : ofBranch(branch);
  const reads = [own, ofBranch(branch), ofBranch(defaultBranch)];
  const isFirst = (one: CacheGroup, at: number): boolean =>
    at === reads.findIndex(({ kind, label }) => kind === one.kind && label === one.label);
  return { own, reads: reads.filter(isFirst) };
}
