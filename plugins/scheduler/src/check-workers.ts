import type { JobBrief } from '@turnpike/sdk/store';
import type { Scheduling } from './context.js';
import { giveUp, isOverdue } from './give-up.js';
import { jobFact } from './job-fact.js';
import { readWorkers, type KnownWorkers } from './known-workers.js';
import { noWorkerReason } from './worker-fit.js';

/** A job that is not taken within this time gets a reason. */
const UNEXPLAINED_SECONDS = 3;
const BATCH = 500;

/** Says of queued jobs what they wait for, and gives up those whose workers have gone away for good. */
export async function checkWorkers(scheduling: Scheduling): Promise<void> {
  const { store } = scheduling.deps;
  const queued = await store.jobs.queuedLongerThan(UNEXPLAINED_SECONDS, BATCH);
  if (queued.length === 0) return;
  const workers = await readWorkers(store, scheduling.config.noWorkerMinutes);
  for (const job of queued) await checkQueued(scheduling, job, workers);
}

async function checkQueued(
  scheduling: Scheduling,
  job: JobBrief,
  { present, recent, now }: KnownWorkers,
): Promise<void> {
  const queue = job.queue ?? '';
  const absent = noWorkerReason(present, queue, job.needs);
  const hopeless = noWorkerReason(recent, queue, job.needs);
  if (absent && hopeless && isOverdue(scheduling.config, job, now))
    await giveUp(scheduling, job, absent);
  else await explain(scheduling, job, absent ?? `waits for a free worker of queue ${queue}`);
}

async function explain({ deps }: Scheduling, job: JobBrief, reason: string): Promise<void> {
  if (job.reason === reason || !(await deps.store.jobs.setWaiting(job.id, reason))) return;
  await deps.store.emit('job:waiting', jobFact({ ...job, version: job.version + 1 }));
}
