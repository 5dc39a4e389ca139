/**
 * Hooks: questions asked in one process and awaited; a tap may veto or change.
 * Names are `noun.verb`; the table in `HOOK_KINDS` says how each is called and what a failing tap means.
 */
import type {
  AsyncSeriesBailHook,
  AsyncSeriesHook,
  AsyncSeriesWaterfallHook,
  HookMap,
  SyncBailHook,
  SyncHook,
  SyncWaterfallHook,
} from 'tapable';
import type { ApiConfig, CompileResult, JobConfig, RepoRef } from './config-compiler.js';
import type {
  Build,
  BuildRequest,
  Commit,
  Delivery,
  Job,
  JobNeeds,
  JobRun,
  Notification,
  Repository,
  User,
} from './domain.js';
import type { RepoEvent } from './vcs.js';
import type { JobPayload } from './payload.js';
import type { Principal } from './http.js';
import type { BuildContext, ShellBuilder } from './script.js';
import type { BuildNotice } from './notifier.js';

/** "No", with the rule that says so. An expected answer, never thrown. */
export interface Rejection {
  /** kebab-case, stable: `skip-command`, `branch-excluded`. */
  readonly rule: string;
  /** For people: why, and the way out. */
  readonly message: string;
}

/** Why a job has to wait, as people read it: `limit owner 5/5`. */
export interface LimitReason {
  /** `owner`, `repository`, `queue`, `stage`, or a plugin's own. */
  readonly limit: string;
  readonly message: string;
}

export interface RequestContext {
  readonly request: BuildRequest;
  readonly repository: Repository;
}
export interface ApproveContext extends RequestContext {
  readonly commit: Omit<Commit, 'id'>;
  readonly compiled: CompileResult;
}
export interface ConfigFetch {
  readonly repo: RepoRef;
  readonly path: string;
  readonly ref: string;
}
export interface MatrixContext {
  readonly repo: RepoRef;
  readonly config: Readonly<Record<string, unknown>>;
  readonly jobs: readonly JobConfig[];
}
export interface ConfigContext {
  readonly repo: RepoRef;
  readonly config: Readonly<Record<string, unknown>>;
  readonly configs: readonly ApiConfig[];
}
export interface LimitContext {
  readonly job: Job;
  /** Jobs of the owner, the repository and the queue that run or were accepted in this step. */
  readonly running: { readonly owner: number; readonly repository: number; readonly queue: number };
  readonly queue: string;
}
export interface RouteContext {
  readonly job: Job;
  readonly slug: string;
  readonly needs: JobNeeds;
}
export interface PayloadContext {
  readonly job: Job;
  readonly build: Build;
  readonly repository: Repository;
  readonly payload: JobPayload;
}
export interface InstanceContext {
  readonly run: { readonly jobId: number; readonly run: number };
  readonly instanceId: string;
}
export interface LogFilterContext {
  readonly run: { readonly jobId: number; readonly run: number };
  /** Whole bytes as they would be stored, masked; may end within a line. */
  readonly bytes: Uint8Array;
}
export interface JobCommandContext {
  readonly command: 'cancel' | 'restart' | 'debug';
  readonly job: Job;
  readonly latestRun: JobRun | null;
  readonly user: User | null;
}
export interface NotificationContext {
  readonly notification: Notification;
  readonly notice: BuildNotice;
}
export interface AccessContext {
  readonly principal: Principal;
  readonly action: 'read' | 'write' | 'admin';
  readonly repository: Repository | null;
}
export interface ScriptStageContext {
  readonly sh: ShellBuilder;
  readonly build: BuildContext;
}

/** All hooks of the platform, by room. Made by core, one set a process. */
export interface Hooks {
  readonly delivery: {
    readonly accept: AsyncSeriesBailHook<[Delivery, RepoEvent | undefined], Rejection | undefined>;
  };
  readonly request: {
    /** Before anything is fetched. */
    readonly accept: AsyncSeriesBailHook<[RequestContext], Rejection | undefined>;
    /** Sees the compiled jobs. */
    readonly approve: AsyncSeriesBailHook<[ApproveContext], Rejection | undefined>;
  };
  readonly config: {
    readonly fetch: AsyncSeriesBailHook<[ConfigFetch], string | undefined>;
    readonly normalize: AsyncSeriesWaterfallHook<[ConfigContext]>;
  };
  readonly matrix: { readonly expand: AsyncSeriesWaterfallHook<[MatrixContext]> };
  readonly job: {
    readonly limit: AsyncSeriesBailHook<[LimitContext], LimitReason | undefined>;
    readonly route: SyncBailHook<[RouteContext], string | undefined>;
    readonly payload: AsyncSeriesWaterfallHook<[PayloadContext]>;
    readonly command: AsyncSeriesBailHook<[JobCommandContext], Rejection | undefined>;
  };
  readonly script: { readonly stage: HookMap<SyncHook<[ScriptStageContext]>> };
  readonly instance: {
    readonly started: AsyncSeriesHook<[InstanceContext]>;
    readonly stopping: AsyncSeriesHook<[InstanceContext]>;
  };
  readonly log: { readonly filter: SyncWaterfallHook<[LogFilterContext]> };
  readonly notification: {
    readonly filter: AsyncSeriesBailHook<[NotificationContext], string | undefined>;
  };
  readonly access: {
    readonly decide: AsyncSeriesBailHook<[AccessContext], 'allow' | 'deny' | undefined>;
  };
  readonly host: { readonly ready: AsyncSeriesHook<[]>; readonly stopping: AsyncSeriesHook<[]> };
}

export type HookName =
  | 'delivery.accept'
  | 'request.accept'
  | 'request.approve'
  | 'config.fetch'
  | 'config.normalize'
  | 'matrix.expand'
  | 'job.limit'
  | 'job.route'
  | 'job.payload'
  | 'job.command'
  | 'script.stage'
  | 'instance.started'
  | 'instance.stopping'
  | 'log.filter'
  | 'notification.filter'
  | 'access.decide'
  | 'host.ready'
  | 'host.stopping';

export interface HookKind {
  readonly type:
    | 'AsyncSeriesBail'
    | 'AsyncSeriesWaterfall'
    | 'AsyncSeries'
    | 'SyncBail'
    | 'SyncWaterfall'
    | 'SyncMap';
  /**
   * `refuse`: a tap that throws or overruns its time is a refusal that names the plugin.
   * `skip`: it is logged and left out.
   */
  readonly onFailure: 'refuse' | 'skip';
  /** Plugin whose process asks; taps elsewhere are listed as skipped at boot. `null`: every process. */
  readonly askedBy: readonly string[] | null;
  readonly answer: string;
}

export const HOOK_KINDS = {
  'delivery.accept': {
    type: 'AsyncSeriesBail',
    onFailure: 'refuse',
    askedBy: ['listener'],
    answer: 'first rejection',
  },
  'request.accept': {
    type: 'AsyncSeriesBail',
    onFailure: 'refuse',
    askedBy: ['gatekeeper'],
    answer: 'first rejection',
  },
  'request.approve': {
    type: 'AsyncSeriesBail',
    onFailure: 'refuse',
    askedBy: ['gatekeeper'],
    answer: 'first rejection',
  },
  'config.fetch': {
    type: 'AsyncSeriesBail',
    onFailure: 'skip',
    askedBy: ['gatekeeper', 'api'],
    answer: 'first that has the file',
  },
  'config.normalize': {
    type: 'AsyncSeriesWaterfall',
    onFailure: 'refuse',
    askedBy: ['gatekeeper', 'api'],
    answer: 'changed copy',
  },
  'matrix.expand': {
    type: 'AsyncSeriesWaterfall',
    onFailure: 'refuse',
    askedBy: ['gatekeeper', 'api'],
    answer: 'changed copy',
  },
  'job.limit': {
    type: 'AsyncSeriesBail',
    onFailure: 'refuse',
    askedBy: ['scheduler'],
    answer: 'first limit reason',
  },
  'job.route': {
    type: 'SyncBail',
    onFailure: 'skip',
    askedBy: ['scheduler'],
    answer: 'first queue',
  },
  'job.payload': {
    type: 'AsyncSeriesWaterfall',
    onFailure: 'refuse',
    askedBy: ['hub'],
    answer: 'payload with secrets',
  },
  'job.command': {
    type: 'AsyncSeriesBail',
    onFailure: 'refuse',
    askedBy: ['hub'],
    answer: 'first refusal',
  },
  'script.stage': {
    type: 'SyncMap',
    onFailure: 'refuse',
    askedBy: ['build', 'worker'],
    answer: 'adds nodes',
  },
  'instance.started': {
    type: 'AsyncSeries',
    onFailure: 'skip',
    askedBy: ['worker'],
    answer: 'none',
  },
  'instance.stopping': {
    type: 'AsyncSeries',
    onFailure: 'skip',
    askedBy: ['worker'],
    answer: 'none',
  },
  'log.filter': {
    type: 'SyncWaterfall',
    onFailure: 'skip',
    askedBy: ['worker'],
    answer: 'changed bytes, already masked',
  },
  'notification.filter': {
    type: 'AsyncSeriesBail',
    onFailure: 'refuse',
    askedBy: ['tasks'],
    answer: 'first reason to skip',
  },
  'access.decide': {
    type: 'AsyncSeriesBail',
    onFailure: 'refuse',
    askedBy: ['api', 'live', 'storage'],
    answer: 'allow or deny',
  },
  'host.ready': { type: 'AsyncSeries', onFailure: 'skip', askedBy: null, answer: 'none' },
  'host.stopping': { type: 'AsyncSeries', onFailure: 'skip', askedBy: null, answer: 'none' },
} as const satisfies Record<HookName, HookKind>;

/** One tap, as the system page shows it. */
export interface TapInfo {
  readonly hook: HookName;
  readonly plugin: string;
  /** Stage of a script hook; else absent. */
  readonly key?: string;
  readonly calls: number;
  readonly failures: number;
  readonly totalMs: number;
  readonly maxMs: number;
}
