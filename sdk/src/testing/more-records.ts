/** Builders of the records that plugins meet less often. */
import type {
  Activation,
  ApiToken,
  AuditEntry,
  BrowserSession,
  ConfigMessageRow,
  HookLeft,
  HostFault,
  HostAppRow,
  Identity,
  Member,
  Move,
  Permission,
  Preference,
  RawConfigRow,
  RemovedRepository,
  RightOrigin,
  Sync,
  Team,
  Withheld,
  WorkerToken,
} from '@turnpike/core/contracts';
import { userRecord } from './records.js';

const AT = Date.UTC(2026, 10, 23, 12, 0, 0);

/** Rights of a user on a repository: to write. @stable */
export function permissionRecord(patch: Partial<Permission> = {}): Permission {
  return { userId: 1, repositoryId: 1, level: 'write', ...patch };
}

/** Why a code host cannot be asked: it is away. @stable */
export function hostFaultRecord(patch: Partial<HostFault> = {}): HostFault {
  return {
    since: AT,
    code: 'TURNPIKE_HOST_UNAVAILABLE',
    message: 'The code host cannot be reached.',
    wayOut: null,
    ...patch,
  };
}

/** A finding about a configuration: an unknown key in its first line. @stable */
export function configMessageRecord(patch: Partial<ConfigMessageRow> = {}): ConfigMessageRow {
  return {
    requestId: 1,
    level: 'warn',
    key: 'root',
    code: 'unknown_key',
    args: { key: 'foo', value: 'bar' },
    src: 'owner/repo:.travis.yml@main',
    line: 1,
    ...patch,
  };
}

/** A configuration as it was fetched: `.travis.yml` of `main`. @stable */
export function rawConfigRecord(patch: Partial<RawConfigRow> = {}): RawConfigRow {
  return { source: 'owner/repo:.travis.yml@main', mode: null, config: 'script: true', ...patch };
}

/** A browser that is logged in, used a minute ago. @stable */
export function browserSessionRecord(patch: Partial<BrowserSession> = {}): BrowserSession {
  return {
    id: 'session-1',
    userId: 1,
    createdAt: AT,
    usedAt: AT + 60_000,
    expiresAt: AT + 86_400_000,
    agent: 'Firefox',
    address: '192.0.2.1',
    ...patch,
  };
}

/** A token of a user that may do everything and does not expire. @stable */
export function apiTokenRecord(patch: Partial<ApiToken> = {}): ApiToken {
  return {
    id: 1,
    userId: 1,
    name: 'token',
    scopes: ['*'],
    createdAt: AT,
    usedAt: null,
    expiresAt: null,
    ...patch,
  };
}

/** A worker's own token, good for all queues. @stable */
export function workerTokenRecord(patch: Partial<WorkerToken> = {}): WorkerToken {
  return { id: 1, name: 'worker-1', queues: null, createdAt: AT, usedAt: null, ...patch };
}

/** A row of the audit log: Ada suspended Grace. @stable */
export function auditRecord(patch: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: 1,
    at: AT,
    userId: 1,
    who: 'ada',
    via: 'session',
    address: '192.0.2.1',
    action: 'user.suspend',
    target: 'user/grace',
    repositoryId: null,
    before: null,
    after: null,
    outcome: 'done',
    ...patch,
  };
}

/** How a repository was switched on: by the first identity, without a key. @experimental */
export function activationRecord(patch: Partial<Activation> = {}): Activation {
  return { identityId: 1, sshUrl: null, ...patch };
}

/** Where a repository was before: `owner/old`. @experimental */
export function moveRecord(patch: Partial<Move> = {}): Move {
  return { from: 'owner/old', at: AT, ...patch };
}

/** What became of a hook at its host: it was taken away. @experimental */
export function hookLeftRecord(patch: Partial<HookLeft> = {}): HookLeft {
  const url = 'https://ci.example.com/hooks/github/1';
  return { state: 'gone', url, message: 'The hook was taken away.', ...patch };
}

/** A repository that was removed, with nothing left at its host. @experimental */
export function removedRepositoryRecord(patch: Partial<RemovedRepository> = {}): RemovedRepository {
  return {
    id: 1,
    slug: 'owner/repo',
    private: false,
    vcsProvider: 'github',
    vcsId: '1',
    cloneUrl: 'https://github.com/owner/repo.git',
    htmlUrl: null,
    hook: hookLeftRecord(),
    credential: null,
    removedAt: AT,
    ...patch,
  };
}

/** Who Ada is at GitHub, with a token that does not end. @experimental */
export function identityRecord(patch: Partial<Identity> = {}): Identity {
  return {
    id: 1,
    userId: 1,
    host: 'github',
    hostUserId: '7',
    login: 'ada',
    name: 'Ada',
    avatarUrl: null,
    scopes: [],
    expiresAt: null,
    syncedAt: null,
    revokedAt: null,
    createdAt: AT,
    ...patch,
  };
}

/** A sync that has seen 3 repositories of one owner. @experimental */
export function syncRecord(patch: Partial<Sync> = {}): Sync {
  return {
    identityId: 1,
    number: 1,
    state: 'done',
    repositories: 3,
    owners: 1,
    withheld: [],
    message: null,
    wayOut: null,
    failures: 0,
    doubtedAt: null,
    startedAt: AT,
    finishedAt: AT + 1_000,
    nextAt: AT + 86_400_000,
    ...patch,
  };
}

/** An app of `github` that was made from the system page. @experimental */
export function hostAppRecord(patch: Partial<HostAppRow> = {}): HostAppRow {
  return {
    host: 'github',
    appId: '4711',
    slug: 'turnpike-of-acme',
    url: 'https://github.com/apps/turnpike-of-acme',
    clientId: 'Iv23liAcme',
    sealedSecrets: 'sealed',
    createdAt: AT,
    ...patch,
  };
}

/** An organization that a host leaves out. @experimental */
export function withheldRecord(patch: Partial<Withheld> = {}): Withheld {
  return { account: 'acme', reason: 'It asks for single sign-on.', url: null, ...patch };
}

/** A way by which somebody has a right: it was given. @experimental */
export function rightOriginRecord(patch: Partial<RightOrigin> = {}): RightOrigin {
  return { source: 'direct', via: null, level: 'write', ...patch };
}

/** Ada, who may write. @experimental */
export function memberRecord(patch: Partial<Member> = {}): Member {
  return { user: userRecord(), level: 'write', origins: [rightOriginRecord()], ...patch };
}

/** A team of an owner, which may write what is named. @experimental */
export function teamRecord(patch: Partial<Team> = {}): Team {
  return {
    ...{ id: 1, ownerId: 1, name: 'core', description: null, level: null, createdAt: AT },
    ...patch,
  };
}

/** What a user prefers: no mail about builds. @experimental */
export function preferenceRecord(patch: Partial<Preference> = {}): Preference {
  return { userId: 1, repositoryId: null, name: 'build_emails', value: false, ...patch };
}
