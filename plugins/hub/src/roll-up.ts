import { isFinal, type FinalState, type Job, type Stage } from '@turnpike/sdk';

/** As much of a job as its build's result depends on. */
export type MatrixJob = Pick<Job, 'id' | 'stageId' | 'state' | 'allowFailure'>;

/**
 * State of a set of jobs: `undefined` while it is unfinished. Only required jobs count; the worst of them wins,
 * canceled before errored before failed; without required jobs it has passed (travis-services facts 4.3, after
 * travis-hub `lib/travis/hub/model/build/matrix.rb`).
 */
export function matrixState(
  jobs: readonly MatrixJob[],
  fastFinish: boolean,
): FinalState | undefined {
  const required = jobs.filter((job) => !job.allowFailure);
  const awaited = fastFinish && required.length > 0 ? required : jobs;
  if (!awaited.every((job) => isFinal(job.state))) return undefined;
  const worst = (['canceled', 'errored', 'failed'] as const).find((state) =>
    required.some((job) => job.state === state),
  );
  return worst ?? 'passed';
}

/** State of a build: that of its first stage that did not pass, else that of all its jobs. */
export function buildState(
  jobs: readonly MatrixJob[],
  stages: readonly Pick<Stage, 'number' | 'state'>[],
  fastFinish: boolean,
): FinalState | undefined {
  const state = matrixState(jobs, fastFinish);
  if (!state) return undefined;
  const ended = [...stages].sort((a, b) => a.number - b.number).map((stage) => stage.state);
  return ended.filter(isFinal).find((stage) => stage !== 'passed') ?? state;
}

/** Sum of the jobs' own durations, in milliseconds. */
export function sumDurations(jobs: readonly Pick<Job, 'startedAt' | 'finishedAt'>[]): number {
  return jobs.reduce(
    (sum, { startedAt, finishedAt }) =>
      sum + (startedAt !== null && finishedAt !== null ? Math.max(0, finishedAt - startedAt) : 0),
    0,
  );
}
