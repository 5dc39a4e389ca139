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

/** "No", with the rule that says so. An expected answer, never thrown. @stable */
export interface Rejection {
  /** kebab-case, stable: `skip-command`, `branch-excluded`. */
  readonly rule: string;
  /** For people: why, and the way out. */
  readonly message: string;
}

/** Why a job has to wait, as people read it: `limit owner 5/5`. @stable */
export interface LimitReason {
  /** `owner`, `repository`, `queue`, `stage`, or a plugin's own. */
  readonly limit: string;
  /** For people: `5 of 5 jobs of ada run`. */
  readonly message: string;
}

/** A request before anything of it is fetched. @stable */
export interface RequestContext {
  /** The request as it was stored. */
  readonly request: BuildRequest;
  /** The repository that it is for. */
  readonly repository: Repository;
}
/** A request with what its configuration became, before the build is stored. @stable */
export interface ApproveContext extends RequestContext {
  /** What will be built; it has no id yet. */
  readonly commit: Omit<Commit, 'id'>;
  /** Jobs, stages and findings. */
  readonly compiled: CompileResult;
}
/** A configuration file that is wanted. @stable */
export interface ConfigFetch {
  /** The repository that it is of. */
  readonly repo: RepoRef;
  /** `.travis.yml`, or of an import. */
  readonly path: string;
  /** Commit, branch or tag. */
  readonly ref: string;
}
/** Jobs that a configuration was expanded to. @stable */
export interface MatrixContext {
  /** Whose it is. */
  readonly repo: RepoRef;
  /** The configuration that they come from. */
  readonly config: Readonly<Record<string, unknown>>;
  /** In the order in which they will be numbered. */
  readonly jobs: readonly JobConfig[];
}
/** A configuration after merging, before the matrix. @stable */
export interface ConfigContext {
  /** Whose it is. */
  readonly repo: RepoRef;
  /** Normalized. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What came with an API request. */
  readonly configs: readonly ApiConfig[];
}
/** A waiting job that might be queued now. @stable */
export interface LimitContext {
  /** The job. */
  readonly job: Job;
  /** Jobs of the owner, the repository and the queue that run or were accepted in this step. */
  readonly running: { readonly owner: number; readonly repository: number; readonly queue: number };
  /** Where it would go. */
  readonly queue: string;
}
/** A job that needs a queue. @stable */
export interface RouteContext {
  /** The job. */
  readonly job: Job;
  /** Slug of its repository. */
  readonly slug: string;
  /** What its worker must offer. */
  readonly needs: JobNeeds;
}
/** What a worker is about to be told. @stable */
export interface PayloadContext {
  /** The job that was claimed. */
  readonly job: Job;
  /** Its build. */
  readonly build: Build;
  /** Its repository. */
  readonly repository: Repository;
  /** With secrets, as far as the tap declares that it is shown them. */
  readonly payload: JobPayload;
}
/** An instance that is there. @stable */
export interface InstanceContext {
  /** Which run it belongs to. */
  readonly run: { readonly jobId: number; readonly run: number };
  /** As its executor names it: `pid 4711`. */
  readonly instanceId: string;
}
/** A block of a job's log. @stable */
export interface LogFilterContext {
  /** Whose log it is. */
  readonly run: { readonly jobId: number; readonly run: number };
  /** Whole bytes as they would be stored, masked; may end within a line. */
  readonly bytes: Uint8Array;
}
/** Somebody wants a job to end or to begin again. @stable */
export interface JobCommandContext {
  /** What is wanted. */
  readonly command: 'cancel' | 'restart' | 'debug';
  /** As it is now. */
  readonly job: Job;
  /** Its last attempt; null: it never ran. */
  readonly latestRun: JobRun | null;
  /** Who wants it; null: the platform. */
  readonly user: User | null;
}
/** A notification that is about to be sent. @stable */
export interface NotificationContext {
  /** Its row. */
  readonly notification: Notification;
  /** What it tells of. */
  readonly notice: BuildNotice;
}
/** Who wants to do what with a repository. @stable */
export interface AccessContext {
  /** Who asks. */
  readonly principal: Principal;
  /** What for. */
  readonly action: 'read' | 'write' | 'admin';
  /** Which one; null: none in particular. */
  readonly repository: Repository | null;
}
/** A stage of a script that is being written. @stable */
export interface ScriptStageContext {
  /** Adds lines to it. */
  readonly sh: ShellBuilder;
  /** What may be read about the job. */
  readonly build: BuildContext;
}

/** All hooks of the platform, by room. Made by core, one set a process. @stable */
export interface Hooks {
  /** Asked by listener. */
  readonly delivery: {
    readonly accept: AsyncSeriesBailHook<[Delivery, RepoEvent | undefined], Rejection | undefined>;
  };
  /** Asked by gatekeeper. */
  readonly request: {
    /** Before anything is fetched. */
    readonly accept: AsyncSeriesBailHook<[RequestContext], Rejection | undefined>;
    /** Sees the compiled jobs. */
    readonly approve: AsyncSeriesBailHook<[ApproveContext], Rejection | undefined>;
  };
  /** Asked by whoever compiles a configuration. */
  readonly config: {
    readonly fetch: AsyncSeriesBailHook<[ConfigFetch], string | undefined>;
    readonly normalize: AsyncSeriesWaterfallHook<[ConfigContext]>;
  };
  /** Asked by whoever compiles a configuration. */
  readonly matrix: { readonly expand: AsyncSeriesWaterfallHook<[MatrixContext]> };
  /** Asked by scheduler (`limit`, `route`) and hub (`payload`, `command`). */
  readonly job: {
    readonly limit: AsyncSeriesBailHook<[LimitContext], LimitReason | undefined>;
    readonly route: SyncBailHook<[RouteContext], string | undefined>;
    readonly payload: AsyncSeriesWaterfallHook<[PayloadContext]>;
    readonly command: AsyncSeriesBailHook<[JobCommandContext], Rejection | undefined>;
  };
  /** By stage: `script.stage.for('install')`. Asked where scripts are compiled. */
  readonly script: { readonly stage: HookMap<SyncHook<[ScriptStageContext]>> };
  /** Asked by worker. */
  readonly instance: {
    readonly started: AsyncSeriesHook<[InstanceContext]>;
    readonly stopping: AsyncSeriesHook<[InstanceContext]>;
  };
  /** Asked by worker, for each block of a log before it leaves the machine. */
  readonly log: { readonly filter: SyncWaterfallHook<[LogFilterContext]> };
  /** Asked by tasks. */
  readonly notification: {
    readonly filter: AsyncSeriesBailHook<[NotificationContext], string | undefined>;
  };
  /** Asked by api, live and storage. */
  readonly access: {
    readonly decide: AsyncSeriesBailHook<[AccessContext], 'allow' | 'deny' | undefined>;
  };
  /** Asked in every process. */
  readonly host: { readonly ready: AsyncSeriesHook<[]>; readonly stopping: AsyncSeriesHook<[]> };
}

/** Name of a hook: `request.accept`. @stable */
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

/** How a hook is asked. @stable */
export interface HookKind {
  /** Of tapable. Bail: the first answer ends it. Waterfall: each tap gets what the one before answered. */
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
  /** What a tap answers, in words. */
  readonly answer: string;
}

/** How each hook is asked, by whom, and what a failing tap means. @stable */
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

/** One tap, as the system page shows it. @stable */
export interface TapInfo {
  /** Which hook. */
  readonly hook: HookName;
  /** Whose tap. */
  readonly plugin: string;
  /** Stage of a script hook; else absent. */
  readonly key?: string;
  /** How often it was asked in this process. */
  readonly calls: number;
  /** How often it threw, took too long or answered nonsense. */
  readonly failures: number;
  /** Milliseconds of all calls together. */
  readonly totalMs: number;
  /** Milliseconds of the longest call. */
  readonly maxMs: number;
}
