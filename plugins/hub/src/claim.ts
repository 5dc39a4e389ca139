import { isTurnpikeError, type Claim, type Job, type JobRun, type Leases } from '@turnpike/sdk';
import type { Hub } from './context.js';
import { endRunningJob } from './end-job.js';
import { jobFact } from './facts.js';
import { loseRun } from './lose-run.js';
import { assemblePayload } from './payload/assemble-payload.js';

type Query = Parameters<Leases['claim']>[0];

/**
 * Gives a worker the next job that fits it, with everything to run it. The same `claimId` gets the same answer
 * while its run is open. A job whose payload cannot be made does not block the line: it is errored with the
 * reason (or tried again where the fault passes), and the next one is looked at.
 */
export async function claim(hub: Hub, query: Query): Promise<Claim | null> {
  for (let tries = 0; tries < MAX_FAULTY; tries += 1) {
    const taken = await take(hub, query, tries);
    if (!taken) return null;
    const answer = await answerTo(hub, taken.job, taken.run);
    if (answer) return answer;
  }
  return null;
}

const MAX_FAULTY = 5;

async function take(hub: Hub, query: Query, tries: number) {
  // Behind a faulty job the claim goes on under a name of its own: one claim id, one run.
  const claimId = tries === 0 ? query.claimId : `${query.claimId}#${tries}`;
  const taken = await hub.claims.take({ ...query, claimId });
  // Whoever has heard of a claim's id gets nothing by it: the answer is for the worker that asked first.
  if (taken && taken.run.worker !== query.worker) return undefined;
  if (taken && !taken.repeated) {
    hub.meter.claimed(taken.job);
    await hub.store.emit('job:received', jobFact(taken.job));
  }
  return taken;
}

async function answerTo(hub: Hub, job: Job, { run }: JobRun): Promise<Claim | undefined> {
  const ref = { jobId: job.id, run };
  try {
    const payload = await assemblePayload(hub, job);
    const runToken = await hub.deps.tokenIssuer.runToken(ref);
    return { ...ref, runToken, leaseSeconds: hub.config.leaseSeconds, payload };
  } catch (error) {
    hub.log.error({ ...ref, error: String(error) }, 'a payload could not be made');
    const reason = `The job could not be prepared: ${messageOf(error)}`;
    if (isTurnpikeError(error) && error.retryable) await loseRun(hub, { run: ref, reason });
    else await failRun(hub, job, run, reason);
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function failRun(hub: Hub, job: Job, run: number, reason: string): Promise<void> {
  await hub.store.transaction(async (tx) => {
    const build = await tx.builds.lock(job.buildId);
    const known = await tx.runs.get(job.id, run);
    if (!build || !known) return;
    const seq = known.seq + 1;
    const ended = { seq, state: 'errored', blame: 'platform', reason } as const;
    if (!(await tx.runs.report(job.id, run, ended))) return;
    await endRunningJob(tx, hub, build, job, { state: 'errored', reason, run });
  });
}
