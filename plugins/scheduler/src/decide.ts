import type { Job, Owner, Repository } from '@turnpike/sdk';
import type { Store, WaitingJob } from '@turnpike/sdk/store';
import type { Scheduling } from './context.js';
import { isOverdue } from './give-up.js';
import type { KnownWorkers } from './known-workers.js';
import { ownerLimit, queueLimit, repositoryLimit, suspended } from './limits.js';
import { queueOf } from './queue-of.js';
import type { RunningJobs } from './running-jobs.js';
import { stageGate } from './stage-gate.js';
import { noWorkerReason } from './worker-fit.js';

/** What becomes of one waiting job in this step. */
export type Decision =
  | { readonly kind: 'queue'; readonly job: WaitingJob; readonly queue: string }
  | { readonly kind: 'wait'; readonly job: WaitingJob; readonly reason: string }
  /** No worker could take it for too long. */
  | { readonly kind: 'give up'; readonly job: WaitingJob; readonly reason: string };

export interface Step {
  readonly owner: Owner;
  readonly running: RunningJobs;
  readonly workers: KnownWorkers;
  /** Repositories that this step has looked at. */
  readonly repositories: Map<number, Repository | undefined>;
}

/**
 * Decides for a page of waiting jobs, in their order, most specific reason first: stage, workers, repository,
 * queue, owner, then the plugins that tap `job.limit`. Changes nothing but the step's own count.
 */
export async function decide(
  scheduling: Scheduling,
  step: Step,
  page: readonly WaitingJob[],
): Promise<readonly Decision[]> {
  const { store } = scheduling.deps;
  const builds = [...new Set(page.map((job) => job.buildId))];
  const gate = stageGate(await store.jobs.unfinished(builds));
  const decisions: Decision[] = [];
  for (const job of page) {
    const decision = await decideOne(scheduling, step, job, gate(job));
    if (!decision) continue;
    if (decision.kind === 'queue') step.running.add(job.repositoryId, decision.queue);
    decisions.push(decision);
  }
  return decisions;
}

async function decideOne(
  scheduling: Scheduling,
  step: Step,
  job: WaitingJob,
  blocked: string | undefined,
): Promise<Decision | undefined> {
  if (blocked) return { kind: 'wait', job, reason: blocked };
  const repository = await repositoryOf(scheduling.deps.store, step, job.repositoryId);
  if (!repository) return undefined; // deleted meanwhile, and its jobs with it
  const queue = routeOf(scheduling, job, repository);
  const absent = withoutWorker(step.workers, queue, job);
  if (absent && isOverdue(scheduling.config, job, step.workers.now))
    return { kind: 'give up', job, reason: absent };
  const reason = absent ?? (await limitOf(scheduling, step, job, repository, queue));
  return reason ? { kind: 'wait', job, reason } : { kind: 'queue', job, queue };
}

async function repositoryOf(
  store: Store,
  { repositories }: Step,
  id: number,
): Promise<Repository | undefined> {
  if (!repositories.has(id)) repositories.set(id, await store.repositories.get(id));
  return repositories.get(id);
}

/** A job as hooks see it: of its configuration, what routing may look at. */
function asJob({ routeConfig, ...job }: WaitingJob): Job {
  return { ...job, config: routeConfig };
}

function routeOf({ config, hooks }: Scheduling, job: WaitingJob, repository: Repository): string {
  const context = { job: asJob(job), slug: repository.slug, needs: job.needs };
  return hooks.job.route.call(context) ?? queueOf(config, job, repository);
}

/**
 * Where workers are known and none of them fits, the job does not take up its owner's share. While none at all
 * is known it is queued: the first one that comes may take it.
 */
function withoutWorker(workers: KnownWorkers, queue: string, job: WaitingJob): string | undefined {
  if (workers.recent.length === 0) return undefined;
  return noWorkerReason(workers.recent, queue, job.needs);
}

async function limitOf(
  { config, hooks }: Scheduling,
  { owner, running }: Step,
  job: WaitingJob,
  repository: Repository,
  queue: string,
): Promise<string | undefined> {
  const own =
    suspended(owner) ??
    repositoryLimit(repository, running) ??
    queueLimit(config, queue, running) ??
    ownerLimit(config, owner, running);
  if (own) return own.message;
  const counts = {
    owner: running.total,
    repository: running.ofRepository(repository.id),
    queue: running.ofQueue(queue),
  };
  const reason = await hooks.job.limit.promise({ job: asJob(job), running: counts, queue });
  return reason?.message;
}
