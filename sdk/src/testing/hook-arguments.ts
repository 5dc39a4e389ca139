/** What each hook is asked with, whole; a test names only what matters to it. */
import type {
  AccessContext,
  ApproveContext,
  BuildContext,
  ConfigContext,
  ConfigFetch,
  Delivery,
  HookName,
  InstanceContext,
  JobCommandContext,
  LimitContext,
  LogFilterContext,
  MatrixContext,
  NotificationContext,
  PayloadContext,
  RepoEvent,
  RepoRef,
  RequestContext,
  RouteContext,
  ScriptStageContext,
} from '@turnpike/core/contracts';
import { Shell } from '../shell/index.js';
import { buildNotice, buildRecord, commitRecord, jobRecord } from './build-notice.js';
import { jobPayload, userPrincipal } from './job-records.js';
import { deliveryRecord, notificationRecord, requestContext, userRecord } from './records.js';
import { repositoryRecord } from './repository.js';
import { pushEvent } from './vcs-records.js';

const REPO: RepoRef = { id: 1, slug: 'owner/repo', private: false, defaultBranch: 'main' };

/** Of `request.approve`: a request of one job. @stable */
export function approveContext(patch: Partial<ApproveContext> = {}): ApproveContext {
  const config = { language: 'shell', script: ['true'] };
  const { id: _id, ...commit } = commitRecord();
  return {
    ...requestContext(),
    commit,
    compiled: {
      rawConfigs: [],
      config,
      jobs: [config],
      origins: [{ from: 'root', index: 0 }],
      stages: [],
      messages: [],
    },
    ...patch,
  };
}

/** Of `config.fetch`: `.travis.yml` of `main`. @stable */
export function configFetch(patch: Partial<ConfigFetch> = {}): ConfigFetch {
  return { repo: REPO, path: '.travis.yml', ref: 'main', ...patch };
}

/** Of `config.normalize`. @stable */
export function configContext(patch: Partial<ConfigContext> = {}): ConfigContext {
  return { repo: REPO, config: { language: 'shell' }, configs: [], ...patch };
}

/** Of `matrix.expand`: one job. @stable */
export function matrixContext(patch: Partial<MatrixContext> = {}): MatrixContext {
  const config = { language: 'shell' };
  return { repo: REPO, config, jobs: [config], ...patch };
}

/** Of `job.limit`: a waiting job of an owner of whom nothing runs. @stable */
export function limitContext(patch: Partial<LimitContext> = {}): LimitContext {
  const running = { owner: 0, repository: 0, queue: 0 };
  return { job: jobRecord({ state: 'created', run: 0 }), running, queue: 'default', ...patch };
}

/** Of `job.route`. @stable */
export function routeContext(patch: Partial<RouteContext> = {}): RouteContext {
  const job = patch.job ?? jobRecord({ state: 'created', run: 0, queue: null });
  return { job, slug: 'owner/repo', needs: job.needs, ...patch };
}

/** Of `job.payload`: nothing in it is secret. @stable */
export function payloadContext(patch: Partial<PayloadContext> = {}): PayloadContext {
  const records = { job: jobRecord(), build: buildRecord(), repository: repositoryRecord() };
  return { ...records, payload: jobPayload(), ...patch };
}

/** Of `instance.started` and `instance.stopping`. @stable */
export function instanceContext(patch: Partial<InstanceContext> = {}): InstanceContext {
  return { run: { jobId: 1, run: 1 }, instanceId: 'fake 1.1', ...patch };
}

/** Of `log.filter`; `text` in place of bytes. @stable */
export function logFilterContext(
  patch: Partial<LogFilterContext> & { readonly text?: string } = {},
): LogFilterContext {
  const { text = 'hello\n', ...rest } = patch;
  return { run: { jobId: 1, run: 1 }, bytes: new TextEncoder().encode(text), ...rest };
}

/** Of `job.command`: Ada cancels a job that runs. @stable */
export function jobCommandContext(patch: Partial<JobCommandContext> = {}): JobCommandContext {
  const job = jobRecord({ state: 'started', finishedAt: null });
  return { command: 'cancel', job, latestRun: null, user: userRecord(), ...patch };
}

/** Of `notification.filter`. @stable */
export function notificationContext(patch: Partial<NotificationContext> = {}): NotificationContext {
  return { notification: notificationRecord(), notice: buildNotice(), ...patch };
}

/** Of `access.decide`: Ada wants to read. @stable */
export function accessContext(patch: Partial<AccessContext> = {}): AccessContext {
  const principal = userPrincipal();
  return { principal, action: 'read', repository: repositoryRecord(), ...patch };
}

/** What steps of a script may read of the job. @stable */
export function buildContext(patch: Partial<BuildContext> = {}): BuildContext {
  const payload = patch.payload ?? jobPayload();
  return {
    payload,
    env: { now: '2026-11-23T12:00:00Z' },
    config: payload.config,
    given: payload.config,
    language: 'shell',
    os: 'linux',
    dist: 'jammy',
    arch: 'amd64',
    caches: () => false,
    cacheAdd: () => undefined,
    hasCacheStorage: false,
    warn: () => undefined,
    ...patch,
  };
}

/** Of `script.stage`: an empty stage; what a tap adds stands in `sh.nodes`. @stable */
export function scriptStageContext(
  patch: Partial<ScriptStageContext> = {},
): ScriptStageContext & { readonly sh: Shell } {
  return { sh: new Shell('before_script', {}), build: buildContext(), ...patch } as never;
}

/** What each hook is asked with, by its name. @stable */
export interface HookArguments {
  /** A stored delivery, and what the provider read in it. */
  readonly 'delivery.accept': readonly [Delivery, RepoEvent | undefined];
  /** A request. */
  readonly 'request.accept': readonly [RequestContext];
  /** A request with its jobs. */
  readonly 'request.approve': readonly [ApproveContext];
  /** A file that is wanted. */
  readonly 'config.fetch': readonly [ConfigFetch];
  /** A configuration. */
  readonly 'config.normalize': readonly [ConfigContext];
  /** Jobs. */
  readonly 'matrix.expand': readonly [MatrixContext];
  /** A waiting job. */
  readonly 'job.limit': readonly [LimitContext];
  /** A job that needs a queue. */
  readonly 'job.route': readonly [RouteContext];
  /** What a worker is about to be told. */
  readonly 'job.payload': readonly [PayloadContext];
  /** A wish about a job. */
  readonly 'job.command': readonly [JobCommandContext];
  /** A stage that is being written. */
  readonly 'script.stage': readonly [ScriptStageContext];
  /** An instance. */
  readonly 'instance.started': readonly [InstanceContext];
  /** An instance. */
  readonly 'instance.stopping': readonly [InstanceContext];
  /** A block of a log. */
  readonly 'log.filter': readonly [LogFilterContext];
  /** A notification. */
  readonly 'notification.filter': readonly [NotificationContext];
  /** Who wants what. */
  readonly 'access.decide': readonly [AccessContext];
  /** Nothing. */
  readonly 'host.ready': readonly [];
  /** Nothing. */
  readonly 'host.stopping': readonly [];
}

const ARGUMENTS: { readonly [N in HookName]: () => HookArguments[N] } = {
  'delivery.accept': () => [deliveryRecord(), pushEvent()],
  'request.accept': () => [requestContext()],
  'request.approve': () => [approveContext()],
  'config.fetch': () => [configFetch()],
  'config.normalize': () => [configContext()],
  'matrix.expand': () => [matrixContext()],
  'job.limit': () => [limitContext()],
  'job.route': () => [routeContext()],
  'job.payload': () => [payloadContext()],
  'job.command': () => [jobCommandContext()],
  'script.stage': () => [scriptStageContext()],
  'instance.started': () => [instanceContext()],
  'instance.stopping': () => [instanceContext()],
  'log.filter': () => [logFilterContext()],
  'notification.filter': () => [notificationContext()],
  'access.decide': () => [accessContext()],
  'host.ready': () => [],
  'host.stopping': () => [],
};

/** What a hook is asked with, made anew at each call; for tests that go through all of them. @stable */
export function hookArguments<N extends HookName>(name: N): HookArguments[N] {
  return ARGUMENTS[name]();
}
