/**
 * Facts that are already committed. Any number of hearers, no answer; may be lost or repeated.
 * An event carries ids, state, row version and byte counts; never configuration, log text or secrets.
 * Only the role that committed a fact publishes it, after the commit.
 */
import type { BuildState, JobState } from './states.js';

export interface RepositoryRef {
  readonly repositoryId: number;
}
interface RequestEvent extends RepositoryRef {
  readonly requestId: number;
}
interface BuildEvent extends RepositoryRef {
  readonly buildId: number;
  readonly ownerId: number;
  readonly number: number;
  readonly state: BuildState;
  readonly version: number;
}
interface StageEvent extends RepositoryRef {
  readonly stageId: number;
  readonly buildId: number;
  readonly state: BuildState;
  readonly version: number;
}
interface JobEvent extends RepositoryRef {
  readonly jobId: number;
  readonly buildId: number;
  readonly ownerId: number;
  readonly number: string;
  readonly state: JobState;
  readonly run: number;
  readonly version: number;
}

/** Name → payload. The part before the colon is the kind of thing, after it what happened to it. */
export interface Events {
  'delivery:received': { readonly deliveryId: number; readonly repositoryId: number | null };
  'request:received': RequestEvent;
  'request:finished': RequestEvent & {
    readonly result: 'approved' | 'rejected';
    readonly buildId: number | null;
  };
  'build:created': BuildEvent;
  'build:started': BuildEvent;
  'build:finished': BuildEvent;
  'build:canceled': BuildEvent;
  'build:restarted': BuildEvent;
  'stage:started': StageEvent;
  'stage:finished': StageEvent;
  'job:created': JobEvent;
  'job:queued': JobEvent;
  'job:received': JobEvent;
  'job:started': JobEvent;
  'job:finished': JobEvent;
  'job:canceled': JobEvent;
  'job:restarted': JobEvent;
  /** The platform lost its run; it waits again. */
  'job:reset': JobEvent;
  /** The reason why a job waits has changed. */
  'job:waiting': JobEvent;
  /** For the worker that holds it. */
  'job:cancel-requested': JobEvent;
  /** Run `run` of the job's log reaches byte `end`; at most every 20 ms. */
  'job:log': RepositoryRef & {
    readonly jobId: number;
    readonly run: number;
    readonly end: number;
    readonly sealed: boolean;
  };
  'notification:created': {
    readonly notificationId: number;
    readonly buildId: number;
    readonly repositoryId: number;
  };
  'notification:finished': {
    readonly notificationId: number;
    readonly buildId: number;
    readonly repositoryId: number;
  };
  'repository:changed': RepositoryRef;
  'worker:changed': { readonly worker: string };
}

export type EventName = keyof Events;

/** What a hearer gets: the fact and who told it. */
export interface TurnpikeEvent<N extends EventName = EventName> {
  readonly name: N;
  readonly data: Events[N];
  /** Unique by publication; repeats of one publication share it. */
  readonly id: string;
  /** Process that published it. */
  readonly origin: string;
}

/** Which member of the payload names the thing in the topic. */
export const EVENT_IDS = {
  'delivery:received': 'deliveryId',
  'request:received': 'requestId',
  'request:finished': 'requestId',
  'build:created': 'buildId',
  'build:started': 'buildId',
  'build:finished': 'buildId',
  'build:canceled': 'buildId',
  'build:restarted': 'buildId',
  'stage:started': 'stageId',
  'stage:finished': 'stageId',
  'job:created': 'jobId',
  'job:queued': 'jobId',
  'job:received': 'jobId',
  'job:started': 'jobId',
  'job:finished': 'jobId',
  'job:canceled': 'jobId',
  'job:restarted': 'jobId',
  'job:reset': 'jobId',
  'job:waiting': 'jobId',
  'job:cancel-requested': 'jobId',
  'job:log': 'jobId',
  'notification:created': 'notificationId',
  'notification:finished': 'notificationId',
  'repository:changed': 'repositoryId',
  'worker:changed': 'worker',
} as const satisfies Record<EventName, string>;

export const EVENT_NAMES = Object.keys(EVENT_IDS) as EventName[];

export type EventHandler<N extends EventName> = (event: TurnpikeEvent<N>) => void | Promise<void>;

/** The event bus as a plugin sees it: it may only listen. Publishing is done by the store, after a commit. */
export interface EventSource {
  /** Returns the undo. Hearers in this process hear at once, others through the broker. */
  on<N extends EventName>(name: N, handler: EventHandler<N>): () => void;
  /** false while the broker is away: sweeps run every 2 s then. */
  readonly connected: boolean;
}

/** What core's own rooms use. `publish` resolves when the broker has it (QoS 1), or at once while it is away. */
export interface EventBus extends EventSource {
  publish<N extends EventName>(name: N, data: Events[N]): Promise<void>;
  close(): Promise<void>;
}
