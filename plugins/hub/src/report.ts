import { isFinal, type Build, type Job, type Leases } from '@turnpike/sdk';
import type { StoreTransaction } from '@turnpike/sdk/store';
import type { Hub } from './context.js';
import { endRunningJob } from './end-job.js';
import { jobFact } from './facts.js';
import { giveUp } from './lose-run.js';
import { startBuild } from './settle-build.js';

type Report = Parameters<Leases['report']>[0];
type Answer = Awaited<ReturnType<Leases['report']>>;

/**
 * Takes a worker's word on its run. A report is a fact: nothing vetoes it. What is late or repeated (not above
 * the stored `seq`, or after the run's end) changes nothing; `gone` only where the run was given up.
 */
export async function report(hub: Hub, input: Report): Promise<Answer> {
  const job = await hub.store.jobs.get(input.jobId);
  if (!job) return 'gone';
  return hub.store.transaction(async (tx) => {
    const build = await tx.builds.lock(job.buildId);
    const current = await tx.jobs.get(job.id);
    if (!build || !current) return 'gone';
    return (await take(tx, hub, build, current, input)) ? 'ok' : answerToDropped(tx, input);
  });
}

/** false: dropped. */
async function take(
  tx: StoreTransaction,
  hub: Hub,
  build: Build,
  job: Job,
  { run, seq, state, reason, instance, sealed }: Report,
): Promise<boolean> {
  const more = instance === undefined ? {} : { instance };
  if (state === 'lost') {
    const words = reason ?? 'the worker lost this run';
    return giveUp(tx, hub, build, job, {
      run: { jobId: job.id, run },
      seq,
      reason: words,
      ...more,
    });
  }
  const taken = await tx.runs.report(job.id, run, {
    seq,
    state,
    reason: reason ?? null,
    ...(isFinal(state) ? { blame: 'user', ...(sealed ? { sealed } : {}) } : {}),
    ...more,
  });
  if (!taken) return false;
  if (state === 'started') await startJob(tx, hub, build, job, run);
  else {
    const why = reason ?? (state === 'canceled' ? job.reason : null);
    await endRunningJob(tx, hub, build, job, { state, reason: why, run });
  }
  return true;
}

async function startJob(
  tx: StoreTransaction,
  hub: Hub,
  build: Build,
  job: Job,
  run: number,
): Promise<void> {
  const canceling = job.cancelRequestedAt !== null;
  const started = await tx.jobs.transition(job.id, {
    from: ['received'],
    to: 'started',
    reason: canceling ? job.reason : null,
    run,
  });
  if (!started) return;
  hub.meter.started(started);
  tx.emit('job:started', jobFact(started));
  // The first request may have come before the worker was there to hear it (travis-services facts 4.2, rule 3).
  if (canceling) tx.emit('job:cancel-requested', jobFact(started));
  await startBuild(tx, build, started.stageId, hub.notifiers);
}

async function answerToDropped(tx: StoreTransaction, { jobId, run }: Report): Promise<Answer> {
  const known = await tx.runs.get(jobId, run);
  return known && known.state !== 'lost' ? 'ok' : 'gone';
}
