import type { WaitingJob } from '@turnpike/sdk/store';
import { commitStep } from './commit-step.js';
import type { Scheduling } from './context.js';
import { decide, type Decision, type Step } from './decide.js';
import { giveUp } from './give-up.js';
import { knownWorkers } from './known-workers.js';
import { ownerLimit } from './limits.js';
import { RunningJobs } from './running-jobs.js';

const PAGE = 200;
const ATTEMPTS = 8;

/**
 * One owner's step: reads its waiting and running jobs, asks limits and routes, queues what may run and writes
 * down why the rest waits. A pure function of the database: events only say when. Begins again when the owner's
 * jobs change meanwhile. Answers how many jobs were queued.
 */
export async function scheduleOwner(scheduling: Scheduling, ownerId: number): Promise<number> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const queued = await tryStep(scheduling, ownerId);
    if (queued !== 'stale') return queued;
  }
  scheduling.log.warn({ ownerId }, 'an owner changes faster than it can be scheduled');
  return 0;
}

async function tryStep(scheduling: Scheduling, ownerId: number): Promise<number | 'stale'> {
  const { store } = scheduling.deps;
  const owner = await store.owners.get(ownerId);
  const first = await store.jobs.waiting(ownerId, PAGE);
  if (!owner || first.length === 0) return 0;
  const step: Step = {
    owner,
    running: new RunningJobs(await store.jobs.running(ownerId)),
    workers: await knownWorkers(store, scheduling.config.noWorkerMinutes),
    repositories: new Map(),
  };
  const decisions = await walk(scheduling, step, first);
  if (!(await commitStep(scheduling, owner, decisions))) return 'stale';
  for (const { kind, job, reason } of decisions.filter((decision) => decision.kind !== 'queue'))
    if (kind === 'give up') await giveUp(scheduling, job, reason);
  return decisions.filter((decision) => decision.kind === 'queue').length;
}

/** Page after page, until the owner's share is used up: behind that all wait for the same reason. */
async function walk(
  scheduling: Scheduling,
  step: Step,
  first: readonly WaitingJob[],
): Promise<readonly Decision[]> {
  const { store } = scheduling.deps;
  const decisions: Decision[] = [];
  for (let page = first; page.length > 0;) {
    decisions.push(...(await decide(scheduling, step, page)));
    const last = page.at(-1)!;
    if (page.length < PAGE) break;
    const full = ownerLimit(scheduling.config, step.owner, step.running);
    if (full) {
      await store.jobs.setWaitingBehind(step.owner.id, last, full.message);
      break;
    }
    page = await store.jobs.waiting(step.owner.id, PAGE, last);
  }
  return decisions;
}
