/**
 * Facts that are already committed. Any number of hearers, no answer; may be lost or repeated.
 * An event carries ids, state, row version and byte counts; never configuration, log text or secrets.
 * Only the role that committed a fact publishes it, after the commit; plugins tell their own topics by `ctx.publish`.
 */
import type { BuildState, JobState } from './states.js';

/** An event that is about a repository. @stable */
export interface RepositoryRef {
  /** Id of the repository. */
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

/** Name → payload. The part before the colon is the kind of thing, after it what happened to it. @stable */
export interface Events {
  /** A message of a code host was stored. */
  'delivery:received': { readonly deliveryId: number; readonly repositoryId: number | null };
  /** Something asked for a build, and waits for gatekeeper. */
  'request:received': RequestEvent;
  /** Gatekeeper has decided; `buildId` is null where it was rejected. */
  'request:finished': RequestEvent & {
    readonly result: 'approved' | 'rejected';
    readonly buildId: number | null;
  };
  /** A build was stored with its jobs. */
  'build:created': BuildEvent;
  /** The first of its jobs has started. */
  'build:started': BuildEvent;
  /** All jobs that count have ended: passed, failed or errored. */
  'build:finished': BuildEvent;
  /** It was canceled. */
  'build:canceled': BuildEvent;
  /** One or all of its jobs begin again. */
  'build:restarted': BuildEvent;
  /** The first of its jobs has started. */
  'stage:started': StageEvent;
  /** All of its jobs that count have ended. */
  'stage:finished': StageEvent;
  /** It was stored and waits for the scheduler. */
  'job:created': JobEvent;
  /** The scheduler gave it to a queue. */
  'job:queued': JobEvent;
  /** A worker has claimed it. */
  'job:received': JobEvent;
  /** Its instance runs the script. */
  'job:started': JobEvent;
  /** It passed, failed or errored; its log is sealed. */
  'job:finished': JobEvent;
  /** It was canceled. */
  'job:canceled': JobEvent;
  /** It begins again, by somebody's wish. */
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
  /** A build's notification waits to be sent. */
  'notification:created': {
    readonly notificationId: number;
    readonly buildId: number;
    readonly repositoryId: number;
  };
  /** It was sent, skipped or given up. */
  'notification:finished': {
    readonly notificationId: number;
    readonly buildId: number;
    readonly repositoryId: number;
  };
  /** Its name, settings, branches or members have changed. */
  'repository:changed': RepositoryRef;
  /** A worker came, went, or offers something else. */
  'worker:changed': { readonly worker: string };
  /** A plugin told one of its live topics (`ctx.publish`). `payload` fits the topic's schema. */
  'plugin:published': {
    readonly plugin: string;
    readonly topic: string;
    readonly repositoryId: number | null;
    readonly payload: unknown;
  };
}

/** Name of an event: `build:finished`. @stable */
export type EventName = keyof Events;

/** What a hearer gets: the fact and who told it. @stable */
export interface TurnpikeEvent<N extends EventName = EventName> {
  /** Which event. */
  readonly name: N;
  /** Its payload: ids, states and counts, never configuration, log text or secrets. */
  readonly data: Events[N];
  /** Unique by publication; repeats of one publication share it. */
  readonly id: string;
  /** Process that published it. */
  readonly origin: string;
}

/** Which member of the payload names the thing in the topic. @stable */
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
  'plugin:published': 'plugin',
} as const satisfies Record<EventName, string>;

/** All events, in the order of the life of a push. @stable */
export const EVENT_NAMES = Object.keys(EVENT_IDS) as EventName[];

/** Hears one kind of event. What it throws is logged with its plugin's name; nobody waits for it. @stable */
export type EventHandler<N extends EventName> = (event: TurnpikeEvent<N>) => void | Promise<void>;

/** The event bus as a plugin sees it: it may only listen. Publishing is done by the store, after a commit. @stable */
export interface EventSource {
  /** Returns the undo. Hearers in this process hear at once, others through the broker. */
  on<N extends EventName>(name: N, handler: EventHandler<N>): () => void;
  /** false while the broker is away: sweeps run every 2 s then. */
  readonly connected: boolean;
}

/** What core's own rooms use. `publish` resolves when the broker has it (QoS 1), or at once while it is away. @experimental */
export interface EventBus extends EventSource {
  /** Tells a fact. Never inside a transaction: throws TURNPIKE_STORE_TRANSACTION. */
  publish<N extends EventName>(name: N, data: Events[N]): Promise<void>;
  /** Nobody hears anything any more. */
  close(): Promise<void>;
}
