import type {
  Branch,
  BuildRequest,
  Cron,
  Delivery,
  EnvVar,
  JobRun,
  Notification,
  Owner,
  PullRequest,
  Repository,
  RequestContext,
  Stage,
  User,
  WorkerInfo,
} from '@turnpike/core/contracts';
import { repositoryRecord } from './repository.js';

const AT = Date.UTC(2026, 10, 23, 12, 0, 0);
const SHA = '0123456789abcdef0123456789abcdef01234567';

/** An owner record with every field set: the user `owner`, who may use what the scheduler gives. @stable */
export function ownerRecord(patch: Partial<Owner> = {}): Owner {
  return {
    id: 1,
    type: 'user',
    host: 'git',
    login: 'owner',
    name: null,
    scheduleVersion: 0,
    maxJobs: null,
    suspendedAt: null,
    ...patch,
  };
}

/** A user record with every field set: Ada, no administrator. @stable */
export function userRecord(patch: Partial<User> = {}): User {
  return {
    id: 1,
    login: 'ada',
    name: 'Ada',
    email: 'ada@example.com',
    admin: false,
    suspendedAt: null,
    createdAt: AT,
    ...patch,
  };
}

/** A request record with every field set: a push to `main` that nobody has decided about. @stable */
export function requestRecord(patch: Partial<BuildRequest> = {}): BuildRequest {
  const branch = patch.branch ?? 'main';
  return {
    id: 1,
    repositoryId: 1,
    ownerId: 1,
    deliveryId: null,
    guid: null,
    eventType: 'push',
    state: 'created',
    result: null,
    rule: null,
    message: null,
    ref: `refs/heads/${branch}`,
    branch,
    tag: null,
    sha: SHA,
    beforeSha: null,
    commitMessage: 'Make it work',
    compareUrl: null,
    pullRequest: null,
    sender: 'ada',
    configs: [],
    mergeMode: null,
    commitId: null,
    buildId: null,
    attempts: 0,
    version: 1,
    createdAt: AT,
    finishedAt: null,
    ...patch,
  };
}

/** What `request.accept` asks about: a request of `repositoryRecord()`. @stable */
export function requestContext(
  patch: Partial<BuildRequest> = {},
  repository: Partial<Repository> = {},
): RequestContext {
  return { request: requestRecord(patch), repository: repositoryRecord(repository) };
}

/** A pull request with every field set: number 7, of the same repository, open. @stable */
export function pullRequestRecord(patch: Partial<PullRequest> = {}): PullRequest {
  return {
    number: 7,
    title: 'Make it work',
    state: 'open',
    draft: false,
    fork: false,
    headSlug: 'owner/repo',
    headVcsId: null,
    headRef: 'topic',
    headSha: SHA,
    headUrl: null,
    baseRef: 'main',
    baseSlug: 'owner/repo',
    baseVcsId: null,
    mergeable: true,
    htmlUrl: null,
    ...patch,
  };
}

/** A delivery record with every field set: an accepted push. @stable */
export function deliveryRecord(patch: Partial<Delivery> = {}): Delivery {
  return {
    id: 1,
    provider: 'git',
    guid: '1',
    event: 'push',
    repositoryId: 1,
    headers: {},
    body: '{}',
    outcome: 'accepted',
    reason: null,
    requestId: null,
    receivedAt: AT,
    ...patch,
  };
}

/** A branch record with every field set: `main`, not built yet. @stable */
export function branchRecord(patch: Partial<Branch> = {}): Branch {
  return { id: 1, repositoryId: 1, name: 'main', lastBuildId: null, exists: true, ...patch };
}

/** A stage record with every field set: the first one, passed. @stable */
export function stageRecord(patch: Partial<Stage> = {}): Stage {
  return {
    id: 1,
    buildId: 1,
    number: 1,
    name: 'Test',
    state: 'passed',
    version: 1,
    startedAt: AT,
    finishedAt: AT + 60_000,
    ...patch,
  };
}

/** A run of a job with every field set: the first one, passed, its log sealed. @stable */
export function jobRunRecord(patch: Partial<JobRun> = {}): JobRun {
  return {
    jobId: 1,
    run: 1,
    worker: 'worker-1',
    claimId: 'claim-1',
    state: 'passed',
    blame: null,
    reason: null,
    seq: 3,
    renewals: 0,
    logBytes: 0,
    logLines: 0,
    logSealed: true,
    logRemovedBy: null,
    logRemovedAt: null,
    logRemovedReason: null,
    instance: null,
    receivedAt: AT,
    startedAt: AT,
    finishedAt: AT + 60_000,
    ...patch,
  };
}

/** A worker with every field set: one free slot, Linux, as executor-local has it. @stable */
export function workerRecord(patch: Partial<WorkerInfo> = {}): WorkerInfo {
  return {
    name: 'worker-1',
    queues: ['default'],
    offers: { os: ['linux'], arch: ['amd64'], labels: [] },
    executor: 'local',
    isolation: 'none',
    slots: 1,
    busy: 0,
    version: '0.1.0',
    seenAt: AT,
    ...patch,
  };
}

/** A variable of a repository's settings with every field set: public, for all branches. @stable */
export function envVarRecord(patch: Partial<EnvVar> = {}): EnvVar {
  return {
    id: 1,
    repositoryId: 1,
    name: 'NAME',
    value: 'value',
    public: true,
    branch: null,
    form: 'text',
    ...patch,
  };
}

/** A notification with every field set: of a finished build, not sent yet. @stable */
export function notificationRecord(patch: Partial<Notification> = {}): Notification {
  return {
    id: 1,
    buildId: 1,
    repositoryId: 1,
    event: 'finished',
    notifier: 'webhook',
    entry: 0,
    config: {},
    target: 'https://example.com/',
    state: 'created',
    attempts: 0,
    nextAttemptAt: AT,
    reason: null,
    createdAt: AT,
    sentAt: null,
    ...patch,
  };
}

/** A cron with every field set: daily, on `main`. @stable */
export function cronRecord(patch: Partial<Cron> = {}): Cron {
  return {
    id: 1,
    repositoryId: 1,
    branch: 'main',
    interval: 'daily',
    timeZone: 'UTC',
    skipIfRecent: false,
    active: true,
    nextRunAt: AT,
    lastRunAt: null,
    ...patch,
  };
}
