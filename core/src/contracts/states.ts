/**
 * States of requests, builds, stages and jobs, and which changes are legal.
 * The tables are data so that the store, the property tests and the documentation read the same rule.
 * Source of the names: travis-hub `lib/travis/hub/model/job.rb`, travis-services facts 4.1.
 * @stable
 */

export const JOB_STATES = [
  'created',
  'queued',
  'received',
  'started',
  'passed',
  'failed',
  'errored',
  'canceled',
] as const;
/** State of a job. @stable */
export type JobState = (typeof JOB_STATES)[number];

/** States in which something has ended. @stable */
export const FINAL_STATES = ['passed', 'failed', 'errored', 'canceled'] as const;
/** A state in which something has ended. @stable */
export type FinalState = (typeof FINAL_STATES)[number];

/** Builds and stages have no `queued` and no `received`: their jobs have. @stable */
export const BUILD_STATES = ['created', 'started', ...FINAL_STATES] as const;
/** State of a build. @stable */
export type BuildState = (typeof BUILD_STATES)[number];
/** State of a stage. @stable */
export type StageState = BuildState;

/** `created`: stored, waits for a gatekeeper. `processing`: claimed by one. `finished`: see `result`. @stable */
export const REQUEST_STATES = ['created', 'processing', 'finished'] as const;
/** State of a request. @stable */
export type RequestState = (typeof REQUEST_STATES)[number];
/** What became of a request. @stable */
export type RequestResult = 'approved' | 'rejected';

/** By state: which it may change to. @experimental */
export type TransitionTable<S extends string> = Readonly<Record<S, readonly S[]>>;

/**
 * Legal changes of a job. Back to `created` from a running state is a reset (the run was lost);
 * from a final state it is a restart. Everything else moves forward.
 * @experimental
 */
export const JOB_TRANSITIONS = {
  created: ['queued', 'errored', 'canceled'],
  queued: ['created', 'received', 'errored', 'canceled'],
  received: ['created', 'started', 'passed', 'failed', 'errored', 'canceled'],
  started: ['created', 'passed', 'failed', 'errored', 'canceled'],
  passed: ['created'],
  failed: ['created'],
  errored: ['created'],
  canceled: ['created'],
} as const satisfies TransitionTable<JobState>;

/** Legal changes of a build and of a stage. Back to `created` happens when one of its jobs restarts. @experimental */
export const BUILD_TRANSITIONS = {
  created: ['started', 'passed', 'failed', 'errored', 'canceled'],
  started: ['created', 'passed', 'failed', 'errored', 'canceled'],
  passed: ['created', 'started', 'failed', 'errored', 'canceled'],
  failed: ['created', 'started', 'passed', 'errored', 'canceled'],
  errored: ['created', 'started', 'passed', 'failed', 'canceled'],
  canceled: ['created', 'started', 'passed', 'failed', 'errored'],
} as const satisfies TransitionTable<BuildState>;

/** States in which a job occupies a worker or is about to: what concurrency limits count. @experimental */
export const RUNNING_JOB_STATES = ['queued', 'received', 'started'] as const satisfies JobState[];

/** Has something in this state ended? @stable */
export function isFinal(state: string): state is FinalState {
  return (FINAL_STATES as readonly string[]).includes(state);
}

/** Does the table allow the change? @experimental */
export function mayBecome<S extends string>(table: TransitionTable<S>, from: S, to: S): boolean {
  return table[from].includes(to);
}
