import { isFinal, type Build, type Stage } from '@turnpike/sdk';
import type { JobBrief, StoreTransaction } from '@turnpike/sdk/store';
import { buildFact, jobFact, stageFact } from './facts.js';
import { notifyBuild, type NotifiersFor } from './notify-build.js';
import { buildState, matrixState, sumDurations } from './roll-up.js';

const OPEN = ['created', 'started'] as const;

/**
 * After a job has started: its stage and build start with it, once. Returns the build as it is now.
 * Only with the build's row locked.
 */
export async function startBuild(
  tx: StoreTransaction,
  build: Build,
  stageId: number | null,
  notifiers: NotifiersFor,
): Promise<Build> {
  if (stageId !== null) {
    const stage = await tx.stages.transition(stageId, { from: ['created'], to: 'started' });
    if (stage) tx.emit('stage:started', stageFact(stage, build.repositoryId));
  }
  const started = await tx.builds.transition(build.id, { from: ['created'], to: 'started' });
  if (!started) return build;
  await tx.repositories.setCurrentBuild(build.repositoryId, build.id);
  tx.emit('build:started', buildFact(started));
  await notifyBuild(tx, started, 'started', notifiers);
  return started;
}

/**
 * After jobs have ended: ends their stages, cancels what a stage that did not pass keeps from running, and ends
 * the build (travis-services facts 4.3, 4.4). Only with the build's row locked. Repeatable.
 */
export async function settleBuild(
  tx: StoreTransaction,
  build: Build,
  notifiers: NotifiersFor,
): Promise<void> {
  await endStages(tx, build);
  const jobs = await tx.jobs.briefsOfBuild(build.id);
  const stages = await tx.stages.ofBuild(build.id);
  const state = buildState(jobs, stages, build.fastFinish);
  if (!state) return;
  const durationMs = sumDurations(jobs);
  const ended = await tx.builds.transition(build.id, { from: OPEN, to: state, durationMs });
  if (!ended) {
    await tx.builds.setDuration(build.id, durationMs);
    return;
  }
  const event = state === 'canceled' ? 'canceled' : 'finished';
  tx.emit(`build:${event}`, buildFact(ended));
  await notifyBuild(tx, ended, event, notifiers);
}

async function endStages(tx: StoreTransaction, build: Build): Promise<void> {
  for (const stage of await tx.stages.ofBuild(build.id)) {
    if (isFinal(stage.state)) continue;
    const jobs = await tx.jobs.briefsOfBuild(build.id);
    const own = jobs.filter((job) => job.stageId === stage.id);
    const state = matrixState(own, build.fastFinish);
    if (own.length === 0 || !state) continue;
    const ended = await tx.stages.transition(stage.id, { from: OPEN, to: state });
    if (!ended) continue;
    tx.emit('stage:finished', stageFact(ended, build.repositoryId));
    if (state !== 'passed') await cancelOutside(tx, build, ended, jobs);
  }
}

/** Jobs that wait in other stages never run: first all rows, then the events, which go out after the commit. */
async function cancelOutside(
  tx: StoreTransaction,
  build: Build,
  stage: Stage,
  jobs: readonly JobBrief[],
): Promise<void> {
  const reason = `stage ${JSON.stringify(stage.name)} ${stage.state}`;
  const stages = new Set<number>();
  for (const job of jobs) {
    if (job.stageId === stage.id || !['created', 'queued'].includes(job.state)) continue;
    const from = ['created', 'queued'] as const;
    const canceled = await tx.jobs.transition(job.id, { from, to: 'canceled', reason });
    if (!canceled) continue;
    tx.emit('job:canceled', jobFact(canceled));
    if (job.stageId !== null) stages.add(job.stageId);
  }
  const all = await tx.jobs.briefsOfBuild(build.id);
  for (const id of stages) {
    if (!all.filter((job) => job.stageId === id).every((job) => isFinal(job.state))) continue;
    const canceled = await tx.stages.transition(id, { from: OPEN, to: 'canceled' });
    if (canceled) tx.emit('stage:finished', stageFact(canceled, build.repositoryId));
  }
}
