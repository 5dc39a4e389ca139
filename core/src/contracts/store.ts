/**
 * The shared tables, as repositories. The database is the truth.
 *
 * - Every state change is a compare-and-set: it names the states it may come from, adds 1 to `version`
 *   and stores a reason. It answers the new row, or `undefined` when the state has moved on.
 * - `transaction` gives the same repositories bound to one transaction. Nothing but SQL may be awaited
 *   in it; the store throws TURNPIKE_STORE_TRANSACTION when a hook, event, call or outer query is tried.
 * - `emit` inside a transaction publishes after the commit; a rolled back transaction publishes nothing.
 * - Times are written and compared by the database.
 */
import type { JobOrigin } from './config-compiler.js';
import type * as D from './domain.js';
import type { ProcessFacts } from './facts.js';
import type { EventName, Events } from './events.js';
import type { ActingAdministrator } from './http.js';
import type { BuildState, FinalState, JobState, StageState } from './states.js';

/** Keyset page: rows before (or after) an id, newest first unless said otherwise. @experimental */
export interface Page {
  /** At most so many. */
  readonly limit: number;
  /** Rows with a smaller id. */
  readonly before?: number;
  /** Rows with a greater id. */
  readonly after?: number;
  /** Deep offsets are turned into keysets where possible. */
  readonly offset?: number;
}
/** One page of what matches. @experimental */
export interface Paged<T> {
  /** In the order of the list. */
  readonly rows: readonly T[];
  /** All that match, from counters or an indexed count. */
  readonly total: number;
}
type New<T, Auto extends keyof T> = Omit<T, Auto>;

/** What a sweep of old data takes at once, oldest first. Never anything that is unfinished. @experimental */
export interface Retention {
  /** By the database's clock; 0: age is no reason. */
  readonly olderThanDays: number;
  /** The oldest of what is more than this goes too; absent or 0: size is no reason. */
  readonly beyond?: number;
  /** Most that one call removes. */
  readonly limit: number;
}
/** A log that has had its time. @experimental */
export interface OldLog {
  /** Id of the job. */
  readonly jobId: number;
  /** Number of the attempt, from 1. */
  readonly run: number;
  /** Its length. */
  readonly bytes: number;
  /** What makes it old. */
  readonly because: 'age' | 'size';
}

/** Owners. @experimental */
export interface OwnerStore {
  /** undefined: there is none. */
  get(id: number): Promise<D.Owner | undefined>;
  /** Whatever the case. Without a host: of several hosts' the one that was first here. */
  byLogin(login: string, host?: string): Promise<D.Owner | undefined>;
  /** Finds or makes. One whose host is not known yet becomes that of this host. */
  ensure(owner: Pick<D.Owner, 'host' | 'login' | 'type'>): Promise<D.Owner>;
  /** undefined: there is none. */
  update(
    id: number,
    patch: Partial<Pick<D.Owner, 'name' | 'maxJobs' | 'suspendedAt'>> & {
      /** By full name; others stay. */
      readonly ownerSettings?: D.PluginSettings;
    },
  ): Promise<D.Owner | undefined>;
  /** Adds 1 to `scheduleVersion`: something changed that scheduling depends on. */
  touch(id: number): Promise<void>;
  /** Compare-and-set of `scheduleVersion`: false when it has moved. */
  advance(id: number, fromVersion: number): Promise<boolean>;
  /** Owners with jobs in `created`, those that waited longest first. */
  withWaitingJobs(limit: number): Promise<readonly number[]>;
  /** By login. */
  list(): Promise<readonly D.Owner[]>;
}

/** Accounts and rights. @experimental */
export interface UserStore {
  /** undefined: there is none. */
  get(id: number): Promise<D.User | undefined>;
  /** A person, whatever the case. */
  byLogin(login: string): Promise<D.User | undefined>;
  /** People, by login. */
  list(): Promise<readonly D.User[]>;
  /** Throws ConflictError where the login is taken. */
  insert(user: Pick<D.User, 'login' | 'name' | 'email' | 'admin'>): Promise<D.User>;
  /** undefined: there is none. */
  update(
    id: number,
    patch: Partial<Pick<D.User, 'name' | 'email' | 'admin' | 'suspendedAt'>>,
  ): Promise<D.User | undefined>;
  /** With all that is only theirs: sessions, tokens, rights. */
  delete(id: number): Promise<boolean>;
  /**
   * `delete`, and what was asked for under these logins (here and at hosts) was asked for by nobody from then on. In one
   * transaction.
   */
  forget(id: number, logins: readonly string[]): Promise<boolean>;
  /** Of a user, on all repositories. */
  permissions(userId: number): Promise<readonly D.Permission[]>;
  /** Who has rights on a repository, whatever they come by, by login. */
  members(repositoryId: number): Promise<readonly D.Member[]>;
  /** undefined: no right of their own. */
  permission(userId: number, repositoryId: number): Promise<D.AccessLevel | undefined>;
  /** What was given here; null takes that away, and leaves what the host says. */
  setPermission(userId: number, repositoryId: number, level: D.AccessLevel | null): Promise<void>;
  /** Who has rights on all repositories of an owner, given here or by a team, by login. */
  ownerMembers(ownerId: number): Promise<readonly D.Member[]>;
  /** On all repositories of an owner; undefined: no such right. */
  ownerPermission(userId: number, ownerId: number): Promise<D.AccessLevel | undefined>;
  /** What was given here; null takes that away, and leaves what teams say. */
  setOwnerPermission(userId: number, ownerId: number, level: D.AccessLevel | null): Promise<void>;
}

/** One repository, or all that an owner has. @experimental */
export type BuildPlace =
  | {
      /** Id of the repository. */
      readonly repositoryId: number;
    }
  | {
      /** Id of the owner. */
      readonly ownerId: number;
    };

/** Who may have builds started: everybody from whom it was not taken. @experimental */
export interface BuildPermissionStore {
  /** From whom it was taken at this place itself, by login. */
  denied(place: BuildPlace): Promise<readonly D.User[]>;
  /** Repeatable. */
  set(place: BuildPlace, userIds: readonly number[], allowed: boolean): Promise<void>;
  /**
   * Where it was taken from whoever is called so at a host, or here (`host: null`); undefined: nowhere, or nobody here
   * is called so.
   */
  deniedBy(
    repository: { readonly repositoryId: number; readonly ownerId: number },
    who: { readonly host: string | null; readonly login: string },
  ): Promise<'repository' | 'owner' | undefined>;
}

/**
 * API tokens of owners. Each acts as an account of its own that is no person: it has a right on all that the owner has,
 * is in no list of people, and goes with the token. `SessionStore.findToken` finds them like others.
 * @experimental
 */
export interface OrganizationTokenStore {
  /** By id, with those that have ended. */
  list(ownerId: number): Promise<readonly D.ApiToken[]>;
  /** Throws ConflictError where an account is called like `login`. */
  create(token: {
    readonly ownerId: number;
    /** Of its account: what the audit log calls it. */
    readonly login: string;
    readonly name: string;
    readonly level: D.AccessLevel;
    readonly hash: string;
    readonly ttlSeconds?: number;
  }): Promise<D.ApiToken>;
  /** With its account. false: the owner has none of this id. */
  delete(ownerId: number, id: number): Promise<boolean>;
}

/** Teams. Their rights hold for repositories that are their owner's at that time. @experimental */
export interface TeamStore {
  /** undefined: there is none. */
  get(id: number): Promise<D.Team | undefined>;
  /** By name. */
  ofOwner(ownerId: number): Promise<readonly D.Team[]>;
  /** Throws ConflictError where the owner has one of this name. */
  insert(team: Pick<D.Team, 'ownerId' | 'name' | 'description' | 'level'>): Promise<D.Team>;
  /** undefined: there is none. Throws ConflictError where the name is taken. */
  update(
    id: number,
    patch: Partial<Pick<D.Team, 'name' | 'description' | 'level'>>,
  ): Promise<D.Team | undefined>;
  /** With the rights that came by it. */
  delete(id: number): Promise<boolean>;
  /** By login. */
  members(id: number): Promise<readonly D.User[]>;
  /** Repeatable. */
  addMember(id: number, userId: number): Promise<void>;
  /** false: they were none. */
  removeMember(id: number, userId: number): Promise<boolean>;
  /** Of its own on single repositories, by id of the repository. */
  permissions(id: number): Promise<ReadonlyMap<number, D.AccessLevel>>;
  /** null takes it away. */
  setPermission(id: number, repositoryId: number, level: D.AccessLevel | null): Promise<void>;
}

/** Who users are at code hosts. @experimental */
export interface IdentityStore {
  /** undefined: there is none. */
  get(id: number): Promise<D.Identity | undefined>;
  /** The only way from an account of a host to a user. undefined: nobody here has it. */
  byHostUser(host: string, hostUserId: string): Promise<D.Identity | undefined>;
  /** By id. */
  ofUser(userId: number): Promise<readonly D.Identity[]>;
  /** By id, those after `after`. */
  list(after: number, limit: number): Promise<readonly D.Identity[]>;
  /**
   * Makes it, or renews login, name and picture of the user's own. Throws ConflictError TURNPIKE_CONFLICT where another
   * user has it: it stays theirs.
   */
  link(
    identity: Pick<D.Identity, 'userId' | 'host' | 'hostUserId' | 'login' | 'name' | 'avatarUrl'>,
  ): Promise<D.Identity>;
  /** undefined: there is none. */
  update(
    id: number,
    patch: Partial<Pick<D.Identity, 'login' | 'name' | 'avatarUrl'>>,
  ): Promise<D.Identity | undefined>;
  /** Sealed; opened by the caller with the SecretBox. undefined: there is no such identity. */
  tokens(id: number): Promise<SealedTokens | undefined>;
  /** Of a sign-in or a renewal: what was revoked is good again. A sync that waited for a token is due. */
  setTokens(
    id: number,
    tokens: SealedTokens & Pick<D.Identity, 'scopes' | 'expiresAt'>,
  ): Promise<void>;
  /** The same tokens under another key. */
  reseal(id: number, tokens: SealedTokens): Promise<void>;
  /** Its host refused the token. Repeatable: the first time stays. */
  revoke(id: number): Promise<void>;
  /** What it may do is known in full now. */
  synced(id: number): Promise<void>;
  /** With its tokens and all rights that came by it. false: the user has none of this id. */
  unlink(userId: number, id: number): Promise<boolean>;
}
/** Tokens of an identity, sealed by the SecretBox. @experimental */
export interface SealedTokens {
  /** null: there is none. */
  readonly token: string | null;
  /** What a new token is got with; null: there is none. */
  readonly refresh: string | null;
}

/** What a sync came to. @experimental */
export type SyncOutcome = Pick<
  D.Sync,
  'repositories' | 'owners' | 'withheld' | 'message' | 'wayOut'
> & {
  /** How it ended. */
  readonly state: Exclude<D.SyncState, 'waiting' | 'running'>;
  /** null: none before somebody asks. */
  readonly nextInSeconds: number | null;
};
/** A right that is to be asked for at its host. @experimental */
export interface RightCheck {
  /** Of whom. */
  readonly identityId: number;
  /** On what. */
  readonly repositoryId: number;
  /** It is in use; nothing says that it has changed. */
  readonly inUse: boolean;
}
/** What hosts say that people may do. @experimental */
export interface SyncStore {
  /** undefined: the identity has none yet. */
  get(identityId: number): Promise<D.Sync | undefined>;
  /** Of a user's identities. */
  ofUser(
    userId: number,
  ): Promise<readonly (D.Sync & Pick<D.Identity, 'host' | 'login' | 'syncedAt' | 'revokedAt'>)[]>;
  /** Makes one due `inSeconds` (default: now). false: one waits to be begun or runs already. */
  ask(identityId: number, inSeconds?: number): Promise<boolean>;
  /** The same for everybody of a host who may do something with what this owner has. Answers how many. */
  askOfOwner(host: string, login: string, inSeconds: number): Promise<number>;
  /** One that is due, or whose process has gone: `number` + 1. undefined: there is none. */
  claim(claimer: string, leaseSeconds: number): Promise<D.Sync | undefined>;
  /** Renews the claim. false: a later one has begun, and this one is nothing any more. */
  progress(
    sync: Pick<D.Sync, 'identityId' | 'number'>,
    seen: Pick<D.Sync, 'repositories' | 'owners'>,
    leaseSeconds: number,
  ): Promise<boolean>;
  /** Locks it as `progress` does, for a transaction that changes rights. */
  isHeld(sync: Pick<D.Sync, 'identityId' | 'number'>): Promise<boolean>;
  /** false: a later one has begun. */
  finish(sync: Pick<D.Sync, 'identityId' | 'number'>, outcome: SyncOutcome): Promise<boolean>;
  /** By id of the repository. */
  rights(identityId: number): Promise<ReadonlyMap<number, D.AccessLevel>>;
  /** Repositories of these owners on which the identity has a right. */
  rightsAt(identityId: number, ownerLogins: readonly string[]): Promise<ReadonlySet<number>>;
  /** In place of what is there. */
  grant(
    identityId: number,
    rights: readonly { readonly repositoryId: number; readonly level: D.AccessLevel }[],
  ): Promise<void>;
  /** Without `repositoryIds`: all of them. Answers how many. */
  withdraw(identityId: number, repositoryIds?: readonly number[]): Promise<number>;
  /** All of those whose token has been dead for so long. Answers of how many identities. */
  withdrawStale(olderThanSeconds: number): Promise<number>;
  /** A right is to be asked for anew. Repeatable. */
  check(identityId: number, repositoryId: number): Promise<void>;
  /** The same for what hosts have given to a user who uses it. Those that tell of changed rights are not asked. */
  doubt(userId: number, repositoryId: number): Promise<void>;
  /** Those that are due; they are due again in `leaseSeconds` unless they are `checked`. */
  claimChecks(leaseSeconds: number, limit: number): Promise<readonly RightCheck[]>;
  /**
   * It was asked for: null takes it away; undefined: nobody could say, and what is known stays. false: it was so
   * already.
   */
  checked(
    identityId: number,
    repositoryId: number,
    level: D.AccessLevel | null | undefined,
  ): Promise<boolean>;
}

/** Browsers that are logged in, and tokens. @experimental */
export interface SessionStore {
  /** Only hashes of tokens are stored. */
  create(session: {
    readonly hash: string;
    readonly userId: number;
    readonly ttlSeconds: number;
    /** Ends when it is not used for so long; absent: never for that. */
    readonly idleSeconds?: number;
    readonly agent?: string | null;
    readonly address?: string | null;
  }): Promise<void>;
  /**
   * The user of a session that has not ended, which counts as a use of it: the one that its administrator acts as, for
   * as long as one is an administrator and the other may log in and is none.
   */
  find(hash: string): Promise<(D.User & { readonly by?: ActingAdministrator }) | undefined>;
  /** Its user acts as somebody else from now on; undefined: as themselves. false: there is no such session. */
  act(
    hash: string,
    as: { readonly userId: number; readonly seconds: number } | undefined,
  ): Promise<boolean>;
  /** Those that have not ended, the last used first. */
  list(userId: number): Promise<readonly D.BrowserSession[]>;
  /** Of `list`. false: there is none. */
  end(userId: number, id: string): Promise<boolean>;
  /** Repeatable. */
  delete(hash: string): Promise<void>;
  /** All but the one with this hash. Answers how many. */
  deleteOf(userId: number, exceptHash?: string): Promise<number>;
  /** Expired sessions and one-time links go. */
  purge(): Promise<number>;
  /** Only its hash is stored. */
  createToken(token: {
    readonly hash: string;
    readonly userId: number;
    readonly name: string;
    readonly scopes: readonly string[];
    readonly ttlSeconds?: number;
  }): Promise<D.ApiToken>;
  /** One that has not ended, which counts as a use of it. */
  findToken(
    hash: string,
  ): Promise<{ readonly token: D.ApiToken; readonly user: D.User } | undefined>;
  /** Of a user, newest first. */
  tokens(userId: number): Promise<readonly D.ApiToken[]>;
  /** false: the user has none of this id. */
  deleteToken(userId: number, id: number): Promise<boolean>;
  /** Answers how many. */
  deleteTokensOf(userId: number): Promise<number>;
}

/** Apps of code hosts that were made from the system page. @experimental */
export interface HostAppStore {
  /** Of the id of a host; undefined: none was made. */
  get(host: string): Promise<D.HostAppRow | undefined>;
  /** By host. */
  list(): Promise<readonly D.HostAppRow[]>;
  /** In place of the one that the host had. */
  set(app: Omit<D.HostAppRow, 'createdAt'>): Promise<void>;
  /** The same secrets, sealed with another key. */
  reseal(host: string, sealedSecrets: string): Promise<void>;
  /** false: there was none. */
  remove(host: string): Promise<boolean>;
}

/** What people prefer, and who wants no mail. @experimental */
export interface PreferenceStore {
  /** Of a user; those that were never set are not there. */
  list(userId: number): Promise<readonly D.Preference[]>;
  /** null: as it comes. */
  set(
    preference: D.Preference | (Omit<D.Preference, 'value'> & { readonly value: null }),
  ): Promise<void>;
  /** Mail about a repository (null: all mail) is for this address no more. Repeatable. */
  unsubscribe(address: string, repositoryId: number | null): Promise<void>;
  /** Takes `unsubscribe` back. Repeatable. */
  subscribe(address: string, repositoryId: number | null): Promise<void>;
  /**
   * Does somebody want no mail about this repository at this address? By `unsubscribe`, or as all accounts with this
   * address say: `build_emails` or, of the repository, `email_subscription` is false.
   */
  wantsNoMail(address: string, repositoryId: number): Promise<boolean>;
}

/** Which rows of the audit log. @experimental */
export interface AuditFilter {
  /** Login, whatever the case. */
  readonly who?: string;
  /** `user.suspend`; `user.` is all that begin so. */
  readonly action?: string;
  /** Not before. */
  readonly from?: D.Millis;
  /** Not after. */
  readonly to?: D.Millis;
  /** Id of the repository. */
  readonly repositoryId?: number;
  /** How the thing begins, whatever the case: `user/grace`, `repo/ada/`. */
  readonly target?: string;
}
/** The audit log. @experimental */
export interface AuditStore {
  /** The time is the database's. */
  add(entry: New<D.AuditEntry, 'id' | 'at'>): Promise<D.AuditEntry>;
  /** What became of it, and what is known by then. */
  settle(id: number, entry: New<D.AuditEntry, 'id' | 'at'>): Promise<void>;
  /** It was refused: nothing was done. */
  drop(id: number): Promise<void>;
  /** Newest first. */
  list(filter: AuditFilter, page: Page): Promise<Paged<D.AuditEntry>>;
  /** Newest first, those with a lower id than `before` (all, if absent): for reading all of it, part by part. */
  older(
    filter: AuditFilter,
    part: { readonly before?: number; readonly limit: number },
  ): Promise<readonly D.AuditEntry[]>;
  /** `beyond`: how many. Answers how many went. */
  purge(old: Retention): Promise<number>;
}

/** Repositories. @experimental */
export interface RepositoryStore {
  /** undefined: there is none. */
  get(id: number): Promise<D.Repository | undefined>;
  /** Whatever the case. Without a host: of several hosts' the active one, else that which was first here. */
  bySlug(slug: string, host?: string): Promise<D.Repository | undefined>;
  /** Its name now, else the last that had this name before it was renamed. For addresses that people keep. */
  bySlugEver(slug: string): Promise<D.Repository | undefined>;
  /** Those whose name has changed since then. */
  movedSince(at: D.Millis, limit: number): Promise<readonly D.Repository[]>;
  /** By the host's own id. */
  byVcsId(provider: string, vcsId: string): Promise<D.Repository | undefined>;
  /** The same for several; those that are there. */
  manyByVcsId(provider: string, vcsIds: readonly string[]): Promise<readonly D.Repository[]>;
  /**
   * Active first, then by last build; `search` is part of the slug; `readableBy`: only what this user may read
   * (0: public ones only).
   */
  list(
    filter: {
      readonly search?: string;
      readonly ownerLogin?: string;
      readonly active?: boolean;
      readonly readableBy?: number;
    },
    page: Page,
  ): Promise<Paged<D.Repository>>;
  /** Active ones whose host cannot be asked. */
  unreachable(limit: number): Promise<readonly D.Repository[]>;
  /** Every active repository of a provider, for polls. */
  active(provider?: string): Promise<readonly D.Repository[]>;
  /** Makes the key pair's place too: `privateKey` is sealed by the caller. */
  insert(
    repository: Pick<
      D.Repository,
      | 'ownerId'
      | 'name'
      | 'vcsProvider'
      | 'vcsId'
      | 'cloneUrl'
      | 'htmlUrl'
      | 'private'
      | 'fork'
      | 'defaultBranch'
      | 'description'
    > & {
      readonly active?: boolean;
      readonly settings?: Partial<D.RepositorySettings>;
      readonly publicKey?: string;
      readonly sealedPrivateKey?: string;
      readonly sealedWebhookSecret?: string;
      readonly sealedCredential?: string;
    },
  ): Promise<D.Repository>;
  /**
   * What is left out stays; undefined: there is none. Another name is noted as a move, and the one it had leads to
   * it from then on.
   */
  update(
    id: number,
    patch: Partial<
      Pick<
        D.Repository,
        | 'ownerId'
        | 'name'
        | 'vcsId'
        | 'cloneUrl'
        | 'htmlUrl'
        | 'private'
        | 'fork'
        | 'active'
        | 'defaultBranch'
        | 'description'
        | 'vcsCursor'
        | 'hostFault'
        | 'activation'
      >
    > & {
      readonly settings?: Partial<D.RepositorySettings>;
      /** By full name; others stay. */
      readonly pluginSettings?: D.PluginSettings;
    },
  ): Promise<D.Repository | undefined>;
  /** With all that is of it. false: there is none. */
  delete(id: number): Promise<boolean>;
  /** Sealed values; opened by the caller with the SecretBox. */
  sealed(id: number): Promise<
    | {
        readonly privateKey: string | null;
        readonly webhookSecret: string | null;
        readonly credential: string | null;
        readonly sshKey: string | null;
        /** What people wrote beside it; not sealed. */
        readonly sshKeyDescription: string | null;
      }
    | undefined
  >;
  /** What is left out stays; null takes away. */
  setSealed(
    id: number,
    patch: {
      readonly privateKey?: string;
      readonly publicKey?: string;
      readonly webhookSecret?: string | null;
      readonly credential?: string | null;
      readonly sshKey?: string | null;
      readonly sshKeyDescription?: string | null;
    },
  ): Promise<void>;
  /** The first key pair of a repository. false: it has one already, which stays. */
  setFirstKeys(
    id: number,
    keys: { readonly privateKey: string; readonly publicKey: string },
  ): Promise<boolean>;
  /** Under the row lock: takes the next build number. Only inside a transaction. */
  takeBuildNumber(id: number): Promise<number>;
  /** Moves forward only: an older build never replaces a newer one. */
  setLastBuild(id: number, buildId: number): Promise<void>;
  /** The newest build that has started. Moves forward only. */
  setCurrentBuild(id: number, buildId: number): Promise<void>;
  /** By name; values sealed unless public. */
  envVars(id: number): Promise<readonly D.EnvVar[]>;
  /** By id, else by name and branch. Without `form` an existing one keeps its own, a new one is `text`. */
  putEnvVar(
    variable: New<D.EnvVar, 'id' | 'form'> & Partial<Pick<D.EnvVar, 'id' | 'form'>>,
  ): Promise<D.EnvVar>;
  /** false: there is none. */
  deleteEnvVar(repositoryId: number, id: number): Promise<boolean>;
}

/** Repositories that were removed, with what they left at their hosts. Never anything secret. @experimental */
export interface RemovedRepositoryStore {
  /** `removedAt` is now. Throws where the id is there already: ids are never given twice. */
  add(record: Omit<D.RemovedRepository, 'removedAt'>): Promise<D.RemovedRepository>;
  /** By the id that it had; undefined: there is none. */
  get(id: number): Promise<D.RemovedRepository | undefined>;
  /** Newest first. */
  list(page: Page): Promise<Paged<D.RemovedRepository>>;
  /** Its hook was looked for again. */
  setHook(id: number, hook: D.HookLeft): Promise<void>;
  /** false: there is none. */
  forget(id: number): Promise<boolean>;
}

/** Branches. @experimental */
export interface BranchStore {
  /** Finds or makes. */
  ensure(repositoryId: number, name: string): Promise<D.Branch>;
  /** undefined: there is none. */
  get(repositoryId: number, name: string): Promise<D.Branch | undefined>;
  /** By name, those with the newest builds first. */
  list(repositoryId: number, page: Page): Promise<Paged<D.Branch>>;
  /** Does nothing where there is no such branch. */
  setExists(repositoryId: number, name: string, exists: boolean): Promise<void>;
  /** Moves forward only. */
  setLastBuild(repositoryId: number, name: string, buildId: number): Promise<void>;
}

/** What code hosts sent. @experimental */
export interface DeliveryStore {
  /** undefined: this guid was stored before. Only inside a transaction together with its request. */
  insert(
    delivery: New<D.Delivery, 'id' | 'receivedAt' | 'requestId'>,
  ): Promise<D.Delivery | undefined>;
  /** What it asked for. */
  setRequest(id: number, requestId: number): Promise<void>;
  /** undefined: there is none. */
  get(id: number): Promise<D.Delivery | undefined>;
  /** By the host's id. */
  byGuid(provider: string, guid: string): Promise<D.Delivery | undefined>;
  /** Newest first, without bodies of other repositories. */
  list(
    filter: { readonly repositoryId?: number; readonly provider?: string },
    page: Page,
  ): Promise<readonly D.Delivery[]>;
  /** `beyond`: bytes of all bodies. Those of open requests stay. Answers how many went. */
  purge(old: Retention): Promise<number>;
}

/** A request to store. @experimental */
export type NewRequest = Pick<
  D.BuildRequest,
  'repositoryId' | 'ownerId' | 'eventType' | 'ref' | 'branch'
> &
  Partial<
    Pick<
      D.BuildRequest,
      | 'deliveryId'
      | 'tag'
      | 'sha'
      | 'beforeSha'
      | 'commitMessage'
      | 'compareUrl'
      | 'pullRequest'
      | 'sender'
      | 'configs'
      | 'mergeMode'
    >
  > & {
    /** Unique by repository where given: the same push twice is one request. */
    readonly guid?: string;
  };

/** Requests. @experimental */
export interface RequestStore {
  /** undefined: a request with this guid exists. Emits nothing: the caller does. */
  insert(request: NewRequest): Promise<D.BuildRequest | undefined>;
  /** undefined: there is none. */
  get(id: number): Promise<D.BuildRequest | undefined>;
  /** Newest first. */
  list(repositoryId: number, page: Page): Promise<Paged<D.BuildRequest>>;
  /** The newest one of a ref and event type. */
  latestOf(
    repositoryId: number,
    of: Pick<D.BuildRequest, 'ref' | 'eventType'>,
  ): Promise<D.BuildRequest | undefined>;
  /**
   * The oldest open request of some repository that has none in hand: `processing` under `claimer` until
   * `leaseSeconds` from now by the database's clock. Expired claims are open again.
   */
  claim(claimer: string, leaseSeconds: number): Promise<D.BuildRequest | undefined>;
  /** Holds the claim for `leaseSeconds` from now. false: it is not this claimer's any more. */
  renew(id: number, claimer: string, leaseSeconds: number): Promise<boolean>;
  /**
   * Back to open after a failure that is worth another try, not before `delaySeconds`. `message`: what is wrong
   * meanwhile, for people.
   */
  release(id: number, claimer: string, delaySeconds: number, message?: string): Promise<void>;
  /** Compare-and-set from `processing` under this claimer. */
  finish(
    id: number,
    claimer: string,
    outcome: {
      readonly result: 'approved' | 'rejected';
      readonly rule?: string;
      readonly message?: string;
      readonly buildId?: number;
      readonly commitId?: number;
      readonly sha?: string;
    },
  ): Promise<D.BuildRequest | undefined>;
  /** API requests of the last hour, for the rate limit. */
  countRecent(repositoryId: number, eventType: D.EventType, seconds: number): Promise<number>;
  /** In place of those that were there. */
  saveMessages(
    requestId: number,
    messages: readonly New<D.ConfigMessageRow, 'requestId'>[],
  ): Promise<void>;
  /** In order. */
  messages(requestId: number): Promise<readonly D.ConfigMessageRow[]>;
  /** In place of those that were there. */
  saveRawConfigs(requestId: number, configs: readonly D.RawConfigRow[]): Promise<void>;
  /** In order of precedence. */
  rawConfigs(requestId: number): Promise<readonly D.RawConfigRow[]>;
  /** What each job came from, in the order of their numbers. */
  saveJobOrigins(requestId: number, origins: readonly JobOrigin[]): Promise<void>;
  /** Empty for builds that are older than this record. */
  jobOrigins(requestId: number): Promise<readonly JobOrigin[]>;
  /** Rejected ones, with their messages; the others go with their build. `beyond`: how many. Answers how many went. */
  purge(old: Retention): Promise<number>;
}

/** Commits. @experimental */
export interface CommitStore {
  /** undefined: there is none. */
  get(id: number): Promise<D.Commit | undefined>;
  /** By id; those that there are. */
  many(ids: readonly number[]): Promise<ReadonlyMap<number, D.Commit>>;
  /** One row a build. */
  insert(commit: New<D.Commit, 'id'>): Promise<D.Commit>;
}

/** A build to store. @experimental */
export type NewBuild = Pick<
  D.Build,
  | 'repositoryId'
  | 'ownerId'
  | 'requestId'
  | 'commitId'
  | 'number'
  | 'eventType'
  | 'branch'
  | 'tag'
  | 'pullRequest'
  | 'sender'
  | 'private'
  | 'fastFinish'
  | 'config'
  | 'previousState'
> &
  Partial<Pick<D.Build, 'configError' | 'state' | 'reason' | 'newerBuildId'>>;
/** One push of a branch or tag that became a build. @experimental */
export interface PushedBuild {
  /** Positive; of the database. */
  readonly id: number;
  /** Of the build. */
  readonly number: number;
  /** Id of the request. */
  readonly requestId: number;
  /** What was pushed. */
  readonly sha: string;
  /** It was told late: this newer one was there first. */
  readonly newerBuildId: number | null;
}
/** Which builds. @experimental */
export interface BuildFilter {
  /** Id of the repository. */
  readonly repositoryId?: number;
  /** Name of the branch. */
  readonly branch?: string;
  /** Any of them. */
  readonly eventTypes?: readonly D.EventType[];
  /** Any of them. */
  readonly states?: readonly BuildState[];
  /** Login of who caused it; null: not known. */
  readonly sender?: string;
  /** Without those of pushes that were told late (`newerBuildId`). */
  readonly inOrder?: boolean;
  /** Only of repositories that this user may read; 0: public ones only. */
  readonly readableBy?: number;
}
/** A change of state. @experimental */
export interface Transition<S> {
  /** States that it may come from. */
  readonly from: readonly S[];
  /** State that it comes to. */
  readonly to: S;
  /** Why, for people; null clears it. */
  readonly reason?: string | null;
}

/** Builds. @experimental */
export interface BuildStore {
  /** undefined: there is none. */
  get(id: number): Promise<D.Build | undefined>;
  /** As people name it. */
  byNumber(repositoryId: number, number: number): Promise<D.Build | undefined>;
  /** Newest first. */
  list(filter: BuildFilter, page: Page): Promise<Paged<D.Build>>;
  /** By id; those that there are. */
  many(ids: readonly number[]): Promise<ReadonlyMap<number, D.Build>>;
  /** Only inside the transaction that stores its jobs. */
  insert(build: NewBuild): Promise<D.Build>;
  /** Locks the build's row (siblings' reports serialise). Only inside a transaction. */
  lock(id: number): Promise<D.Build | undefined>;
  /** Compare-and-set; undefined: its state has moved on. */
  transition(
    id: number,
    change: Transition<BuildState> & {
      readonly durationMs?: number | null;
      readonly restarted?: boolean;
      readonly autoCanceledBy?: number;
    },
  ): Promise<D.Build | undefined>;
  /** Of a finished build, when a job ends that it did not wait for (`fast_finish`). No version change. */
  setDuration(id: number, durationMs: number): Promise<void>;
  /** Puts its waiting jobs before the others of its owner. Answers how many wait. Repeatable. */
  prioritize(id: number): Promise<number>;
  /** Notes which newer build replaces this one, without changing its state. */
  setAutoCanceled(id: number, byBuildId: number): Promise<void>;
  /** The newest builds of a branch's or tag's pushes, the last made first. */
  pushed(
    repositoryId: number,
    of: Pick<D.Build, 'branch' | 'tag'>,
    limit: number,
  ): Promise<readonly PushedBuild[]>;
  /** The build of a pull request that was made last. */
  latestOfPull(repositoryId: number, pullRequest: number): Promise<D.Build | undefined>;
  /** Latest final state of this branch and event type before build `beforeId`, without late pushes. */
  previousState(
    repositoryId: number,
    branch: string,
    eventType: D.EventType,
    beforeId?: number,
  ): Promise<FinalState | null>;
  /** Unfinished builds that a newer one supersedes. */
  superseded(
    build: Pick<D.Build, 'id' | 'repositoryId' | 'eventType' | 'branch' | 'pullRequest'>,
  ): Promise<readonly D.Build[]>;
  /** Latest build of a branch (badges, states cache), without late pushes. */
  latest(repositoryId: number, branch?: string): Promise<D.Build | undefined>;
}

/** Stages. @experimental */
export interface StageStore {
  /** undefined: there is none. */
  get(id: number): Promise<D.Stage | undefined>;
  /** In order. */
  ofBuild(buildId: number): Promise<readonly D.Stage[]>;
  /** By build, in order. */
  ofBuilds(buildIds: readonly number[]): Promise<readonly D.Stage[]>;
  /** Only inside the transaction that stores their build. */
  insert(
    stages: readonly Pick<D.Stage, 'buildId' | 'number' | 'name'>[],
  ): Promise<readonly D.Stage[]>;
  /** Compare-and-set; undefined: its state has moved on. */
  transition(id: number, change: Transition<StageState>): Promise<D.Stage | undefined>;
}

/** A job to store. @experimental */
export type NewJob = Pick<
  D.Job,
  | 'buildId'
  | 'stageId'
  | 'repositoryId'
  | 'ownerId'
  | 'number'
  | 'stageNumber'
  | 'name'
  | 'allowFailure'
  | 'config'
  | 'needs'
  | 'trust'
> &
  Partial<Pick<D.Job, 'priority' | 'state' | 'reason' | 'queue'>>;

/** A waiting job as the scheduler needs it: no configuration is read. @experimental */
export type WaitingJob = Omit<D.Job, 'config'> & { readonly routeConfig: D.JsonObject };

/** A job without its configuration. @experimental */
export type JobBrief = Omit<D.Job, 'config'>;

/** Jobs. @experimental */
export interface JobStore {
  /** undefined: there is none. */
  get(id: number): Promise<D.Job | undefined>;
  /** In order. */
  ofBuild(buildId: number): Promise<readonly D.Job[]>;
  /** The build's jobs in order, without reading their configurations. */
  briefsOfBuild(buildId: number): Promise<readonly JobBrief[]>;
  /** The same of many builds. */
  briefsOfBuilds(buildIds: readonly number[]): Promise<readonly JobBrief[]>;
  /**
   * Configurations by job, in the order of the ids, as far as they have no more than `characters` together: those
   * beyond are left out, and not read.
   */
  configsOf(
    ids: readonly number[],
    characters: number,
  ): Promise<ReadonlyMap<number, D.Job['config']>>;
  /** Ids alone, by build: for lists that only name the jobs. */
  idsOfBuilds(buildIds: readonly number[]): Promise<ReadonlyMap<number, readonly number[]>>;
  /** By id; those that there are. */
  many(ids: readonly number[]): Promise<ReadonlyMap<number, D.Job>>;
  /** Without their configurations: of many builds they would be too much for one answer. */
  list(
    filter: {
      readonly states?: readonly JobState[];
      readonly repositoryId?: number;
      readonly ownerId?: number;
      readonly queue?: string;
      readonly readableBy?: number;
    },
    page: Page,
  ): Promise<Paged<JobBrief>>;
  /** Only inside the transaction that stores their build. */
  insert(jobs: readonly NewJob[]): Promise<readonly D.Job[]>;
  /**
   * Compare-and-set. `started`, `finished`, `queued`, `received` times are set by the target state; going back to
   * `created` clears them and the queue (`restart` also clears `resets`, `reset` adds 1 to it).
   * `run`: only while this is the job's latest run.
   */
  transition(
    id: number,
    change: Transition<JobState> & {
      readonly run?: number;
      readonly queue?: string;
      /** Place in the line of its queue, behind priority: lower first. See `queueTags`. */
      readonly queueTag?: number;
      readonly kind?: 'restart' | 'reset';
      readonly restartedBy?: number | null;
    },
  ): Promise<D.Job | undefined>;
  /** Marks a received or started job; undefined: it is in neither. Its worker ends it. */
  requestCancel(id: number, reason: string): Promise<D.Job | undefined>;
  /** Only the reason: why a waiting job waits. No version change when it is the same; answers true when it changed. */
  setWaiting(id: number, reason: string): Promise<boolean>;
  /** The same reason for all jobs of an owner that wait behind this one and have none yet. */
  setWaitingBehind(
    ownerId: number,
    behind: { readonly priority: number; readonly id: number },
    reason: string,
  ): Promise<void>;
  /**
   * For fair lines: tag at which a queue's line stands (of any owner), and the highest tag of the owner's own jobs
   * that are queued or running in it; null: it has none. An owner's next job gets the greater of `head` and `own + 1`.
   */
  queueTags(
    ownerId: number,
    queue: string,
  ): Promise<{ readonly head: number; readonly own: number | null }>;
  /** Jobs in `created` of an owner: priority down, then id up; `after` continues behind a job of the last answer. */
  waiting(
    ownerId: number,
    limit: number,
    after?: { readonly priority: number; readonly id: number },
  ): Promise<readonly WaitingJob[]>;
  /** queued | received | started of an owner, by repository and queue. */
  running(ownerId: number): Promise<
    readonly {
      readonly repositoryId: number;
      readonly queue: string | null;
      readonly count: number;
    }[]
  >;
  /** Unfinished jobs of these builds with their stage numbers (stage gating). */
  unfinished(
    buildIds: readonly number[],
  ): Promise<readonly Pick<D.Job, 'id' | 'buildId' | 'stageNumber' | 'state'>[]>;
  /** Jobs in `queued` longer than this, for `no worker` (database clock). */
  queuedLongerThan(seconds: number, limit: number): Promise<readonly JobBrief[]>;
  /** Of unfinished states only: the others grow for ever and are in no index. */
  countsByState(): Promise<Readonly<Partial<Record<JobState, number>>>>;
  /** Those that have jobs, by name. */
  queues(): Promise<
    readonly {
      readonly queue: string;
      readonly queued: number;
      readonly running: number;
      readonly oldestQueuedAt: D.Millis | null;
    }[]
  >;
}

/** Attempts at jobs. @experimental */
export interface RunStore {
  /**
   * Takes the next fitting queued job (priority first, then place in line, then age) for a worker: job → received, `run` + 1, a row for the run,
   * in one statement or transaction. The same `claimId` answers the same run again while it is open.
   */
  claim(q: {
    readonly claimId: string;
    readonly worker: string;
    readonly queues: readonly string[];
    readonly offers: D.WorkerOffers;
  }): Promise<
    { readonly job: D.Job; readonly run: D.JobRun; readonly repeated: boolean } | undefined
  >;
  /** Those of the ids under which a run was claimed before. */
  claimed(claimIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** undefined: there is none. */
  get(jobId: number, run: number): Promise<D.JobRun | undefined>;
  /** In order. */
  ofJob(jobId: number): Promise<readonly D.JobRun[]>;
  /** Runs in `received` or `started`. */
  open(worker?: string): Promise<readonly D.JobRun[]>;
  /**
   * Counts a renewal of the lease; undefined: the run is not open. Each hub watches the count with its own clock,
   * so that it does not matter which of them a worker speaks to.
   */
  renew(jobId: number, run: number): Promise<{ readonly cancel: boolean } | undefined>;
  /** The same for several in one statement; answers in their order. A run that is named twice counts once. */
  renewMany(
    runs: readonly { readonly jobId: number; readonly run: number }[],
  ): Promise<readonly ({ readonly cancel: boolean } | undefined)[]>;
  /**
   * Takes a report if `seq` is above the stored one; undefined: dropped. `renewals`: only if nobody has renewed
   * the run since it had this count.
   */
  report(
    jobId: number,
    run: number,
    report: {
      readonly seq: number;
      readonly state: D.JobRun['state'];
      readonly blame?: D.JobRun['blame'];
      readonly reason?: string | null;
      readonly instance?: string;
      /** The run's log is sealed and has this size. */
      readonly sealed?: { readonly bytes: number; readonly lines: number };
      readonly renewals?: number;
    },
  ): Promise<D.JobRun | undefined>;
  /** Writes nothing where the row says so already; a sealed log stays sealed. */
  setLog(
    jobId: number,
    run: number,
    log: { readonly bytes: number; readonly lines: number; readonly sealed: boolean },
  ): Promise<void>;
  /** Ended runs whose log is not sealed: the logs role's sweep. */
  unsealed(limit: number): Promise<readonly D.JobRun[]>;
  /** Who removed the log of all runs of a job. */
  removeLogs(jobId: number, userId: number): Promise<void>;
  /** Sealed logs of ended runs. `beyond`: bytes of all of them. */
  oldLogs(old: Retention): Promise<readonly OldLog[]>;
  /** Runs with a sealed log that is there, behind `after`, by job and run. */
  keptLogs(
    after: Pick<D.JobRun, 'jobId' | 'run'>,
    limit: number,
  ): Promise<readonly Pick<D.JobRun, 'jobId' | 'run' | 'logBytes'>[]>;
  /** The platform removed these logs, for this reason. */
  logsRemoved(runs: readonly Pick<D.JobRun, 'jobId' | 'run'>[], reason: string): Promise<void>;
  /** Earlier runs of restarted jobs whose log is gone or empty; a job's last run stays. Answers how many went. */
  purge(old: Omit<Retention, 'beyond'>): Promise<number>;
}

/** Workers and their tokens. @experimental */
export interface WorkerStore {
  /** true: it is new, offers something else, or was away for more than `awaySeconds`. */
  hello(worker: Omit<D.WorkerInfo, 'seenAt' | 'busy'>, awaySeconds?: number): Promise<boolean>;
  /** With the number of runs each holds; seen within `withinSeconds` by the database's clock. */
  list(withinSeconds: number): Promise<readonly D.WorkerInfo[]>;
  /** Only its hash is stored. Throws ConflictError where the name has one. */
  createToken(token: {
    readonly hash: string;
    readonly name: string;
    readonly queues: readonly string[] | null;
  }): Promise<D.WorkerToken>;
  /** Counts as a use of it. */
  findToken(hash: string): Promise<D.WorkerToken | undefined>;
  /** By name. */
  tokens(): Promise<readonly D.WorkerToken[]>;
  /** false: the name has none. The runs that the worker holds are marked in the same transaction (`revokedAt`). */
  deleteToken(name: string): Promise<boolean>;
}

/** What processes say of themselves. @experimental */
export interface FactStore {
  /** In place of what this process reported before; those of processes long gone go with it. */
  report(facts: ProcessFacts): Promise<void>;
  /** Reported within `withinSeconds` by the database's clock, by name. */
  list(withinSeconds: number): Promise<readonly ProcessFacts[]>;
}

/** Notifications. @experimental */
export interface NotificationStore {
  /** Answers them with their ids. */
  insert(
    rows: readonly Pick<
      D.Notification,
      'buildId' | 'repositoryId' | 'event' | 'notifier' | 'entry' | 'config' | 'target'
    >[],
  ): Promise<readonly D.Notification[]>;
  /** Due rows, claimed until `leaseSeconds` from now. */
  claim(
    claimer: string,
    notifiers: readonly string[],
    leaseSeconds: number,
    limit: number,
  ): Promise<readonly D.Notification[]>;
  /** Ends the due rows of a notifier that cannot send, without a claim: nothing is done between that and the end. */
  endDue(
    notifier: string,
    outcome: { readonly state: D.NotificationEnd; readonly reason?: string | null },
  ): Promise<readonly D.Notification[]>;
  /**
   * Splits a row without target: one row a target, in one transaction. All of them are in the claimer's hand
   * until its lease ends; empty: the row is not (or no longer) held, or there are no targets.
   */
  split(
    id: number,
    claimer: string,
    targets: readonly string[],
  ): Promise<readonly D.Notification[]>;
  /** undefined: it is not (or no longer) held. */
  finish(
    id: number,
    claimer: string,
    outcome: { readonly state: D.NotificationEnd; readonly reason?: string | null },
  ): Promise<D.Notification | undefined>;
  /** Not before `delaySeconds`; undefined: it is not held. */
  retry(
    id: number,
    claimer: string,
    delaySeconds: number,
    reason: string,
  ): Promise<D.Notification | undefined>;
  /** undefined: there is none. */
  get(id: number): Promise<D.Notification | undefined>;
  /** In the order in which they were made. */
  ofBuild(buildId: number): Promise<readonly D.Notification[]>;
  /** Newest first. */
  list(
    filter: { readonly repositoryId?: number; readonly states?: readonly D.NotificationState[] },
    page: Page,
  ): Promise<readonly D.Notification[]>;
  /** Sends a failed or sent one again. */
  again(id: number): Promise<D.Notification | undefined>;
}

/** Crons. @experimental */
export interface CronStore {
  /** Of a repository, by branch. */
  list(repositoryId: number): Promise<readonly D.Cron[]>;
  /** undefined: there is none. */
  get(id: number): Promise<D.Cron | undefined>;
  /** Makes or changes the cron of a branch. */
  put(
    cron: Pick<D.Cron, 'repositoryId' | 'branch' | 'interval' | 'timeZone' | 'skipIfRecent'> & {
      readonly nextRunInSeconds: number;
    },
  ): Promise<D.Cron>;
  /** false: there is none. */
  delete(id: number): Promise<boolean>;
  /** Due by the database's clock; compare-and-set of `nextRunAt` claims one. */
  due(limit: number): Promise<readonly D.Cron[]>;
  /** Compare-and-set of `nextRunAt`: false when it has moved. */
  advance(id: number, from: D.Millis, nextRunInSeconds: number, active: boolean): Promise<boolean>;
}

/** The shared tables. @experimental */
export interface Repositories {
  /** Who has repositories. */
  readonly owners: OwnerStore;
  /** Accounts and rights. */
  readonly users: UserStore;
  /** Who users are at code hosts. */
  readonly identities: IdentityStore;
  /** Apps of code hosts that were made from the system page. */
  readonly hostApps: HostAppStore;
  /** What hosts say that people may do. */
  readonly syncs: SyncStore;
  /** Browsers and tokens. */
  readonly sessions: SessionStore;
  /** Repositories with settings and keys. */
  readonly repositories: RepositoryStore;
  /** What removed ones left at their hosts. */
  readonly removedRepositories: RemovedRepositoryStore;
  /** Branches. */
  readonly branches: BranchStore;
  /** What code hosts sent. */
  readonly deliveries: DeliveryStore;
  /** What asked for builds. */
  readonly requests: RequestStore;
  /** Commits that were built. */
  readonly commits: CommitStore;
  /** Builds. */
  readonly builds: BuildStore;
  /** Stages of builds. */
  readonly stages: StageStore;
  /** Jobs of builds. */
  readonly jobs: JobStore;
  /** Attempts at jobs. */
  readonly runs: RunStore;
  /** Workers and their tokens. */
  readonly workers: WorkerStore;
  /** What processes say of themselves. */
  readonly facts: FactStore;
  /** What is to be sent. */
  readonly notifications: NotificationStore;
  /** Builds by the clock. */
  readonly crons: CronStore;
  /** Named sets of people with rights. */
  readonly teams: TeamStore;
  /** API tokens that are an owner's, no person's. */
  readonly organizationTokens: OrganizationTokenStore;
  /** Who may not have builds started. */
  readonly buildPermissions: BuildPermissionStore;
  /** What people prefer, and who wants no mail. */
  readonly preferences: PreferenceStore;
  /** Who did what. */
  readonly audit: AuditStore;
}

/** The same tables in one transaction: all of it is written, or nothing. @experimental */
export interface StoreTransaction extends Repositories {
  /** Published after the commit, in order; nothing is published when the transaction fails. */
  emit<N extends EventName>(name: N, data: Events[N]): void;
}

/** The shared tables of one database. Provided by core under `tokens.store`. @experimental */
export interface Store extends Repositories {
  /** What is behind it; nothing should depend on it. */
  readonly dialect: 'sqlite' | 'postgres';
  /** Runs again (at most 5 times) on serialisation failures and deadlocks, so `work` must be repeatable. */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>;
  /** A fact that needed no transaction of its own. Never inside `transaction`. */
  emit<N extends EventName>(name: N, data: Events[N]): Promise<void>;
  /** The database's clock. */
  now(): Promise<D.Millis>;
  /**
   * A named lock over all processes, held while `work` runs; undefined when another holds it.
   * For singletons such as the cron tick; never a substitute for compare-and-set.
   */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T | undefined>;
}
