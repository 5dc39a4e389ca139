/**
 * The things the platform knows, as plain readonly records.
 * Times are milliseconds since 1970 UTC (ISO 8601 on the wire), ids are positive integers,
 * `version` grows by one with each change of state (compare-and-set, and stale events).
 */
import type {
  BuildState,
  FinalState,
  JobState,
  RequestResult,
  RequestState,
  StageState,
} from './states.js';

/** Milliseconds since 1970-01-01T00:00:00Z, taken from the database's clock. @stable */
export type Millis = number;
/** A plain value: what JSON can hold. @stable */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
/** A map of plain values. @stable */
export type JsonObject = { readonly [key: string]: JsonValue };

/** All event types. @stable */
export const EVENT_TYPES = ['push', 'pull_request', 'release', 'api', 'cron'] as const;
/** What a build is for. A pushed tag is a `push` with `tag` set (as in Travis). @stable */
export type EventType = (typeof EVENT_TYPES)[number];

/** A user or an organization that has repositories. @stable */
export interface Owner {
  /** Positive; of the database. */
  readonly id: number;
  /** What it is at its host. */
  readonly type: 'user' | 'organization';
  /** Id of the host that it is of: `github`. Empty: not known yet, its first repository says. */
  readonly host: string;
  /** Of the account or owner, in its own case; may hold slashes (`group/subgroup`). Unique by host, in any case. */
  readonly login: string;
  /** As it is called. */
  readonly name: string | null;
  /** Moved by each change that scheduling depends on; a scheduling step commits only if it has not moved. */
  readonly scheduleVersion: number;
  /** Jobs that may run at once; null: the scheduler's default. */
  readonly maxJobs: number | null;
  /** When it was suspended; null: it is not. */
  readonly suspendedAt: Millis | null;
  /** What was set of the settings that plugins declare for owners; read it by `ctx.ownerSettings`. Absent: nothing. */
  readonly ownerSettings?: PluginSettings;
}

/** An account. @stable */
export interface User {
  /** Positive; of the database. */
  readonly id: number;
  /** Of the account or owner, in its own case. */
  readonly login: string;
  /** As people are called; null: not said. */
  readonly name: string | null;
  /** null: not said. */
  readonly email: string | null;
  /** May do everything. */
  readonly admin: boolean;
  /** When it was suspended; null: it is not. */
  readonly suspendedAt: Millis | null;
  /** When it was made. */
  readonly createdAt: Millis;
  /** Of what a token of an owner acts as, which is no person: id of that owner. null or absent: a person's account. */
  readonly ownerId?: number | null;
}

/**
 * Who a user is at a code host. Told apart by the host's own id: logins change, and somebody else may take one that was
 * given up. Its tokens are sealed, and read by `identities.tokens` alone.
 * @experimental
 */
export interface Identity {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the user who has it. */
  readonly userId: number;
  /** Id of the host: `github`. */
  readonly host: string;
  /** The host's own id of the account, as text. Unique by host. */
  readonly hostUserId: string;
  /** As it is called there, in its own case. A label: never look anybody up by it. */
  readonly login: string;
  /** As people are called there; null: not said. */
  readonly name: string | null;
  /** Address of a picture, of the host's own origin; null: there is none. */
  readonly avatarUrl: string | null;
  /** What its token may do, in the host's words. */
  readonly scopes: readonly string[];
  /** When its token ends; null: it does not, or there is none. */
  readonly expiresAt: Millis | null;
  /** When what it may do at the host was last known in full; null: never yet. */
  readonly syncedAt: Millis | null;
  /** When the host refused its token; null: it is good, as far as is known. Ends with the next sign-in. */
  readonly revokedAt: Millis | null;
  /** When it was linked. */
  readonly createdAt: Millis;
}

/** All states of a sync. @experimental */
export const SYNC_STATES = [
  'waiting',
  'running',
  'done',
  'partial',
  'doubted',
  'failed',
  'signed_out',
] as const;
/**
 * Where a sync stands. `partial`: something is left out, whose rights are as they were. `doubted`: far fewer than
 * before, which is not believed at once. `failed`: the host could not be asked. `signed_out`: the token is dead.
 * @experimental
 */
export type SyncState = (typeof SYNC_STATES)[number];

/** What an identity may do at its host, and when that was last asked. @experimental */
export interface Sync {
  /** Id of the identity. */
  readonly identityId: number;
  /** Counts its syncs: what an earlier one finds out after a later has begun is nothing. */
  readonly number: number;
  /** Of the last one. */
  readonly state: SyncState;
  /** Repositories that were seen; while it runs: so far. */
  readonly repositories: number;
  /** Their owners. */
  readonly owners: number;
  /** Owners whose repositories the host has left out. */
  readonly withheld: readonly Withheld[];
  /** Why it did not end well; null: it did. */
  readonly message: string | null;
  /** What can be done about it; null: nothing, or nothing is wrong. */
  readonly wayOut: string | null;
  /** In a row. */
  readonly failures: number;
  /** Since when far fewer are listed than before; null: they are not. */
  readonly doubtedAt: Millis | null;
  /** null: it has not begun yet. */
  readonly startedAt: Millis | null;
  /** Of the last one that has ended. */
  readonly finishedAt: Millis | null;
  /** When the next one is due; null: none before somebody asks. */
  readonly nextAt: Millis | null;
}

/** Somebody whose repositories a host leaves out of its list. @experimental */
export interface Withheld {
  /** Login, or the host's id. */
  readonly account: string;
  /** In the host's words. */
  readonly reason: string;
  /** Where it can be changed; null: not known. */
  readonly url: string | null;
}

/** From least to most. @stable */
export const ACCESS_LEVELS = ['read', 'write', 'admin'] as const;
/** What a user may do with a repository. @stable */
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

/** What one user may do with one repository. @stable */
export interface Permission {
  /** Id of the user. */
  readonly userId: number;
  /** Id of the repository. */
  readonly repositoryId: number;
  /** Includes what is less. */
  readonly level: AccessLevel;
}

/** Where rights come from. @experimental */
export const RIGHT_SOURCES = ['direct', 'team', 'owner', 'host'] as const;
/**
 * Where a right comes from. `direct`: given on this very thing. `owner`: given on all that its owner has. `host`: the
 * code host says so.
 * @experimental
 */
export type RightSource = (typeof RIGHT_SOURCES)[number];

/** One of the ways by which somebody has a right. @experimental */
export interface RightOrigin {
  /** What kind of way. */
  readonly source: RightSource;
  /** Name of the team, login of the owner, id of the host; null: `direct`. */
  readonly via: string | null;
  /** What comes by it; the highest of all origins holds. */
  readonly level: AccessLevel;
}

/** Who has a right, and where from. @experimental */
export interface Member {
  /** The account. */
  readonly user: User;
  /** The highest of `origins`. */
  readonly level: AccessLevel;
  /** At least one, the highest first. */
  readonly origins: readonly RightOrigin[];
}

/** A named set of people with rights on repositories of one owner. @experimental */
export interface Team {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the owner. */
  readonly ownerId: number;
  /** Unique by owner, in any case. */
  readonly name: string;
  /** null: not said. */
  readonly description: string | null;
  /** On all repositories of the owner; null: on those alone that are named. */
  readonly level: AccessLevel | null;
  /** When it was made. */
  readonly createdAt: Millis;
}

/** What a user prefers, where it is not as it comes. @experimental */
export interface Preference {
  /** Id of the user. */
  readonly userId: number;
  /** Id of the repository that it is about; null: none. */
  readonly repositoryId: number | null;
  /** `build_emails`, `email_subscription`, `starred`. */
  readonly name: string;
  /** As it was set. */
  readonly value: JsonValue;
}

/** Per-repository settings; names and defaults as in Travis (travis-services facts 2.9). @stable */
export interface RepositorySettings {
  /** Nothing is built of commits without the file. */
  readonly builds_only_with_travis_yml: boolean;
  /** Are pushes built? */
  readonly build_pushes: boolean;
  /** Are pull requests built? */
  readonly build_pull_requests: boolean;
  /** Are releases built? */
  readonly build_releases: boolean;
  /** A newer push cancels waiting builds of its branch. */
  readonly auto_cancel_pushes: boolean;
  /** A newer commit cancels waiting builds of its pull request. */
  readonly auto_cancel_pull_requests: boolean;
  /** Jobs (despite its name) of this repository at once; 0: no limit. */
  readonly maximum_number_of_builds: number;
  /** May others of its owner import its private configuration? */
  readonly allow_config_imports: boolean;
  /** Are findings about `.travis.yml` shown? */
  readonly config_validation: boolean;
  /** Do pull requests of forks get encrypted variables? */
  readonly share_encrypted_env_with_forks: boolean;
  /** Do pull requests of forks get SSH keys? */
  readonly share_ssh_keys_with_forks: boolean;
  /** Requests by API in an hour. */
  readonly api_builds_rate_limit: number;
  /** Minutes; null: the server's default. */
  readonly timeout_hard_limit: number | null;
  /** Minutes without output; null: the server's default. */
  readonly timeout_log_silence: number | null;
}

/** Of repositories that say nothing. @stable */
export const DEFAULT_REPOSITORY_SETTINGS: RepositorySettings = {
  builds_only_with_travis_yml: false,
  build_pushes: true,
  build_pull_requests: true,
  build_releases: true,
  auto_cancel_pushes: false,
  auto_cancel_pull_requests: false,
  maximum_number_of_builds: 0,
  allow_config_imports: false,
  config_validation: true,
  share_encrypted_env_with_forks: false,
  share_ssh_keys_with_forks: false,
  api_builds_rate_limit: 10,
  timeout_hard_limit: null,
  timeout_log_silence: null,
};

/**
 * Settings of a repository that plugins declare, by plugin and key: `change-freeze.days`. Only what was set, as it was
 * set: the plugin may have changed its mind since, or be gone.
 * @experimental
 */
export type PluginSettings = Readonly<Record<string, unknown>>;

/** A repository that the platform knows. @stable */
export interface Repository {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the owner. */
  readonly ownerId: number;
  /** Login of its owner. */
  readonly ownerLogin: string;
  /** As it is called. */
  readonly name: string;
  /** `ownerLogin/name`. */
  readonly slug: string;
  /** null: there is none. */
  readonly description: string | null;
  /** Id of its host, which is that of the VcsProvider: `git`, `github`, `github-acme`, … */
  readonly vcsProvider: string;
  /** The host's own id, as text; null where there is none (plain git). */
  readonly vcsId: string | null;
  /** What git clones: URL or absolute path. */
  readonly cloneUrl: string;
  /** Page of the repository at its host; null where there is none. */
  readonly htmlUrl: string | null;
  /** May only its members see it? */
  readonly private: boolean;
  /** Is it one of another? */
  readonly fork: boolean;
  /** Is it built? */
  readonly active: boolean;
  /** As its host has it. */
  readonly defaultBranch: string;
  /** With nothing left out. */
  readonly settings: RepositorySettings;
  /** What was set of the settings that plugins declare; read it by `ctx.repositorySettings`. Absent: nothing. */
  readonly pluginSettings?: PluginSettings;
  /** Those of its owner; read them by `ctx.ownerSettings`. Absent: nothing was set. */
  readonly ownerSettings?: PluginSettings;
  /** Of the next build. */
  readonly nextBuildNumber: number;
  /** Newest build; null: none yet. */
  readonly lastBuildId: number | null;
  /** Newest build that has started. */
  readonly currentBuildId: number | null;
  /** PEM, SPKI; for `secure` values. The private key is sealed and read by `repositories.privateKey`. */
  readonly publicKey: string | null;
  /** What the provider's `missed` last returned. */
  readonly vcsCursor: string | null;
  /** Why its host cannot be asked; null or absent: it can, as far as is known. */
  readonly hostFault?: HostFault | null;
  /** Its last change of name; null or absent: it has always been called so. */
  readonly moved?: Move | null;
  /** How it was switched on at its host; null or absent: it was not, or its host knows nothing of the kind. */
  readonly activation?: Activation | null;
  /** When it was made. */
  readonly createdAt: Millis;
  /** When it last changed. */
  readonly updatedAt: Millis;
}

/** What was set up at its host when a repository was switched on. @experimental */
export interface Activation {
  /** Id of the identity by which its host is asked where the repository has no credential; null: by nobody's. */
  readonly identityId: number | null;
  /** What jobs clone with the repository's own key, which its host lets read; null: it has no such key there. */
  readonly sshUrl: string | null;
}

/** A repository was called otherwise before: renamed, or transferred to another owner. @experimental */
export interface Move {
  /** Its slug before. */
  readonly from: string;
  /** When it was noticed here. */
  readonly at: Millis;
}

/**
 * A repository that was removed here, with what may still be of it at its host. Its secrets went with it.
 * @experimental
 */
export interface RemovedRepository {
  /** The id that it had. */
  readonly id: number;
  /** `owner/name`. */
  readonly slug: string;
  /** Could only its members see it? */
  readonly private: boolean;
  /** Id of its VcsProvider. */
  readonly vcsProvider: string;
  /** The host's own id; null: it has none. */
  readonly vcsId: string | null;
  /** What git cloned, without a credential. */
  readonly cloneUrl: string;
  /** Its page at the host; null: it has none. */
  readonly htmlUrl: string | null;
  /** Whether its host still sends deliveries. */
  readonly hook: HookLeft;
  /** What was given to read it with, which is valid at the host until it is revoked there; null: nothing was. */
  readonly credential: 'token' | 'basic' | 'ssh' | null;
  /** When it was removed. */
  readonly removedAt: Millis;
}

/** What became of a hook at its host. @experimental */
export interface HookLeft {
  /** `gone`: it was taken away, or none was there. `unknown`: it may be there, and must be looked for. */
  readonly state: 'gone' | 'unknown';
  /** Where it sends or sent deliveries. */
  readonly url: string;
  /** For people: what was done, or why nothing could be. */
  readonly message: string;
}

/** A code host that did not answer for a repository, in its own words as far as it has any. @stable */
export interface HostFault {
  /** When it could first not be asked. */
  readonly since: Millis;
  /** One of `ERRORS`. */
  readonly code: string;
  /** In the host's words, for people. */
  readonly message: string;
  /** What the reader can do about it. */
  readonly wayOut: string | null;
}

/** A branch that was built, or that its host told of. @stable */
export interface Branch {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the repository. */
  readonly repositoryId: number;
  /** As it is called. */
  readonly name: string;
  /** Newest build; null: none yet. */
  readonly lastBuildId: number | null;
  /** false: it is gone at the host. */
  readonly exists: boolean;
}

/** A commit that was built. @stable */
export interface Commit {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the repository. */
  readonly repositoryId: number;
  /** 40 or 64 hex digits. */
  readonly sha: string;
  /** `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge`. */
  readonly ref: string;
  /** Branch that it was built for. */
  readonly branch: string;
  /** Name of a pushed tag; null: it is of none. */
  readonly tag: string | null;
  /** For people. */
  readonly message: string;
  /** Page that shows what changed; null: there is none. */
  readonly compareUrl: string | null;
  /** null: not known. */
  readonly authorName: string | null;
  /** null: not known. */
  readonly authorEmail: string | null;
  /** null: not known. */
  readonly committerName: string | null;
  /** null: not known. */
  readonly committerEmail: string | null;
  /** When it was committed; null: not known. */
  readonly committedAt: Millis | null;
}

/** One raw message from a code host, kept for the delivery log and for redelivery. @stable */
export interface Delivery {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the VcsProvider. */
  readonly provider: string;
  /** The host's id of the delivery, unique by provider. */
  readonly guid: string;
  /** In the host's words. */
  readonly event: string;
  /** null: of none that we have. */
  readonly repositoryId: number | null;
  /** Lower-case names; without credentials. */
  readonly headers: Readonly<Record<string, string>>;
  /** As it came, as text. */
  readonly body: string;
  /** What was made of it. */
  readonly outcome: 'accepted' | 'ignored' | 'rejected';
  /** Why it was ignored or rejected. */
  readonly reason: string | null;
  /** What it asked for; null: nothing. */
  readonly requestId: number | null;
  /** When it was received; null: not yet. */
  readonly receivedAt: Millis;
}

/** A pull request as its host last told of it. @stable */
export interface PullRequest {
  /** At the host. */
  readonly number: number;
  /** For people. */
  readonly title: string;
  /** Where it stands. */
  readonly state: 'open' | 'closed';
  /** Not ready for review. */
  readonly draft: boolean;
  /** From another repository: its jobs get no secrets. */
  readonly fork: boolean;
  /** Repository that it comes from; null: it is gone. */
  readonly headSlug: string | null;
  /** The host's id of that repository. */
  readonly headVcsId: string | null;
  /** Branch that it comes from. */
  readonly headRef: string;
  /** Its newest commit. */
  readonly headSha: string;
  /** Clone address of where it comes from. */
  readonly headUrl: string | null;
  /** Branch that it is for. */
  readonly baseRef: string;
  /** What that branch led to when it was told of; absent where the host makes the merge itself. */
  readonly baseSha?: string | null;
  /** Repository that it is for. */
  readonly baseSlug: string;
  /** The host's id of that repository. */
  readonly baseVcsId: string | null;
  /** null: not known yet. */
  readonly mergeable: boolean | null;
  /** Its page; null: there is none. */
  readonly htmlUrl: string | null;
}

/** Extra configuration sent with an API request, merged over the file (travis-services facts 2.11). @stable */
export interface RequestConfig {
  /** YAML or JSON text. */
  readonly config: string;
  /** How it is merged (`MergeMode`); null: the default. */
  readonly mode: string | null;
}

/** Something asked for a build. @stable */
export interface BuildRequest {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the repository. */
  readonly repositoryId: number;
  /** Id of the owner. */
  readonly ownerId: number;
  /** The delivery that it came by; null: by a look, a person or a clock. */
  readonly deliveryId: number | null;
  /** What was told, so that it is one request however often it is told; null: asked for by a person or a clock. */
  readonly guid?: string | null;
  /** What it is for. */
  readonly eventType: EventType;
  /** Where it stands. */
  readonly state: RequestState;
  /** null: not decided. */
  readonly result: RequestResult | null;
  /** The rule that rejected it: `skip-command`, `branch-excluded`, or a plugin's own. */
  readonly rule: string | null;
  /** Why it was rejected, for people; shown in the requests list. */
  readonly message: string | null;
  /** `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge`. */
  readonly ref: string;
  /** Branch to build; of a pull request its target. */
  readonly branch: string;
  /** Name of a pushed tag; null: it is of none. */
  readonly tag: string | null;
  /** null until resolved (API and cron requests name only a branch). */
  readonly sha: string | null;
  /** Commit that the branch led to before. */
  readonly beforeSha: string | null;
  /** Whole message; null: not known. */
  readonly commitMessage: string | null;
  /** Page that shows what changed; null: there is none. */
  readonly compareUrl: string | null;
  /** null: it is of none. */
  readonly pullRequest: PullRequest | null;
  /** Login at the host, or here, of who caused it. */
  readonly sender: string | null;
  /** Configuration that came with it. */
  readonly configs: readonly RequestConfig[];
  /** Of all `configs` that name none. */
  readonly mergeMode: string | null;
  /** Id of the commit. */
  readonly commitId: number | null;
  /** What it became; null: nothing. */
  readonly buildId: number | null;
  /** How often gatekeeper has begun with it. */
  readonly attempts: number;
  /** Grows by one with each change of state. */
  readonly version: number;
  /** When it was made. */
  readonly createdAt: Millis;
  /** When it ended; null: not yet. */
  readonly finishedAt: Millis | null;
}

/** What the configuration language says of a file: shown at the build's config page and in requests. @stable */
export interface ConfigMessageRow {
  /** The request that it is about. */
  readonly requestId: number;
  /** How bad it is. */
  readonly level: 'alert' | 'error' | 'warn' | 'info' | 'hint';
  /** Dotted path; `root` for the top. */
  readonly key: string;
  /** Stable, snake_case: `unknown_key`. */
  readonly code: string;
  /** What the sentence is filled in with. */
  readonly args: JsonObject;
  /** `owner/name:path@ref`; null: not of one source. */
  readonly src: string | null;
  /** One-based. */
  readonly line: number | null;
}

/** An app of a code host that was made from the system page. @experimental */
export interface HostAppRow {
  /** Id of the host. */
  readonly host: string;
  /** Of the app, at the host. */
  readonly appId: string;
  /** What it is called in addresses. */
  readonly slug: string;
  /** Its page. */
  readonly url: string;
  /** Of its sign-in. */
  readonly clientId: string;
  /** JSON with `privateKey`, `clientSecret` and `webhookSecret`, sealed. */
  readonly sealedSecrets: string;
  /** When it was made. */
  readonly createdAt: Millis;
}

/** A source of a configuration, as it was fetched. @stable */
export interface RawConfigRow {
  /** `owner/name:path@ref` or `api`. */
  readonly source: string;
  /** How it is merged; null: the default. */
  readonly mode: string | null;
  /** Text of the source. */
  readonly config: string;
}

/** One commit's run through its jobs. @stable */
export interface Build {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the repository. */
  readonly repositoryId: number;
  /** Id of the owner. */
  readonly ownerId: number;
  /** Id of the request. */
  readonly requestId: number;
  /** Id of the commit. */
  readonly commitId: number;
  /** Counted by repository, from 1. */
  readonly number: number;
  /** Where it stands. */
  readonly state: BuildState;
  /** Last final state of the same branch and event type when this build was created. */
  readonly previousState: FinalState | null;
  /** What it is for. */
  readonly eventType: EventType;
  /** Branch that is built; of a pull request its target. */
  readonly branch: string;
  /** Name of a pushed tag; null: it is of none. */
  readonly tag: string | null;
  /** null: it is of none. */
  readonly pullRequest: PullRequest | null;
  /** Login of who caused it. */
  readonly sender: string | null;
  /** Was the repository private when it was made? */
  readonly private: boolean;
  /** It ends when jobs that count have ended. */
  readonly fastFinish: boolean;
  /** The configuration could not be read: one errored job says why; such a build cannot be restarted. */
  readonly configError: boolean;
  /** Id of the newer build that it was canceled for. */
  readonly autoCanceledBy: number | null;
  /**
   * A push that was told late: this build of a newer commit of the branch or tag was there first. Such a build is
   * never the last one of its branch, nor does it decide a badge or what is canceled.
   */
  readonly newerBuildId?: number | null;
  /** Somebody has put its waiting jobs before the others of its owner. */
  readonly priority?: boolean;
  /** Normalized configuration; secrets encrypted. */
  readonly config: JsonObject;
  /** Sum of the jobs' durations. */
  readonly durationMs: number | null;
  /** Why it is in this state, where somebody or something said so. */
  readonly reason: string | null;
  /** Grows by one with each change of state. */
  readonly version: number;
  /** When it was made. */
  readonly createdAt: Millis;
  /** When it started; null: not yet. */
  readonly startedAt: Millis | null;
  /** When it ended; null: not yet. */
  readonly finishedAt: Millis | null;
  /** When it was canceled; null: it was not. */
  readonly canceledAt: Millis | null;
  /** When it was last restarted; null: never. */
  readonly restartedAt: Millis | null;
}

/** Jobs of a build that start together. @stable */
export interface Stage {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the build. */
  readonly buildId: number;
  /** From 1, in order. */
  readonly number: number;
  /** As it is shown. */
  readonly name: string;
  /** Where it stands. */
  readonly state: StageState;
  /** Grows by one with each change of state. */
  readonly version: number;
  /** When it started; null: not yet. */
  readonly startedAt: Millis | null;
  /** When it ended; null: not yet. */
  readonly finishedAt: Millis | null;
}

/** `fork`: the code is from outside of the repository. @stable */
export type Trust = 'full' | 'fork';

/** One row of a build's matrix. @stable */
export interface Job {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the build. */
  readonly buildId: number;
  /** null: its build has no stages. */
  readonly stageId: number | null;
  /** Id of the repository. */
  readonly repositoryId: number;
  /** Id of the owner. */
  readonly ownerId: number;
  /** `17.3`. */
  readonly number: string;
  /** `2.1`: stage, then place in it. */
  readonly stageNumber: string;
  /** As it is called. */
  readonly name: string | null;
  /** Where it stands. */
  readonly state: JobState;
  /** Its failure does not fail the build. */
  readonly allowFailure: boolean;
  /** Normalized job configuration; secrets encrypted. */
  readonly config: JsonObject;
  /** What a worker must offer. */
  readonly needs: JobNeeds;
  /** `fork`: it gets no secrets. */
  readonly trust: Trust;
  /** Higher first; 0 by default. */
  readonly priority: number;
  /** null: not queued yet. */
  readonly queue: string | null;
  /** Number of the latest attempt; 0 before the first claim. */
  readonly run: number;
  /** How often the platform lost a run of the current attempt series. */
  readonly resets: number;
  /** Why it is in this state: a wait reason while `created` or `queued`, else the last transition's. */
  readonly reason: string | null;
  /** Its worker has been asked to end it. */
  readonly cancelRequestedAt: Millis | null;
  /** Grows by one with each change of state. */
  readonly version: number;
  /** When it was made. */
  readonly createdAt: Millis;
  /** When it was queued; null: not yet. */
  readonly queuedAt: Millis | null;
  /** When it was received; null: not yet. */
  readonly receivedAt: Millis | null;
  /** When it started; null: not yet. */
  readonly startedAt: Millis | null;
  /** When it ended; null: not yet. */
  readonly finishedAt: Millis | null;
  /** When it was last restarted; null: never. */
  readonly restartedAt: Millis | null;
  /** Id of the user; null: nobody, or the platform. */
  readonly restartedBy: number | null;
}

/** What a worker must offer to take a job. @stable */
export interface JobNeeds {
  /** Operating systems: `linux`. */
  readonly os: string;
  /** Architectures: `amd64`. */
  readonly arch: string;
  /** Words of the operator's choice. */
  readonly labels: readonly string[];
}

/** How a run ended; `lost`: the platform lost it. @stable */
export type RunOutcome = FinalState | 'lost';

/** One attempt at a job, kept for ever beside its log. @stable */
export interface JobRun {
  /** Id of the job. */
  readonly jobId: number;
  /** Counted by job, from 1. */
  readonly run: number;
  /** Name of who claimed it. */
  readonly worker: string;
  /** Of the claim: the same one gets the same answer. */
  readonly claimId: string;
  /** Where it stands. */
  readonly state: 'received' | 'started' | RunOutcome;
  /** `user`: the script decided. `platform`: the run was lost or an instance could not be had. */
  readonly blame: 'user' | 'platform' | null;
  /** Why it ended so, where something said so. */
  readonly reason: string | null;
  /** Highest report sequence number that was taken. */
  readonly seq: number;
  /** How often its lease was renewed. */
  readonly renewals?: number;
  /** Its worker's token was revoked while it held the run: hub gives it up. */
  readonly revokedAt?: Millis | null;
  /** Length of its log. */
  readonly logBytes: number;
  /** Lines of its log. */
  readonly logLines: number;
  /** Nothing is added to its log any more. */
  readonly logSealed: boolean;
  /** Who deleted the log's content, and when. */
  readonly logRemovedBy?: number | null;
  /** null: its log is there. */
  readonly logRemovedAt?: Millis | null;
  /** Why the platform removed it: its time was over. */
  readonly logRemovedReason?: string | null;
  /** For people: what ran it (`pid 4711`, a container id). */
  readonly instance?: string | null;
  /** When it was received; null: not yet. */
  readonly receivedAt: Millis;
  /** When it started; null: not yet. */
  readonly startedAt: Millis | null;
  /** When it ended; null: not yet. */
  readonly finishedAt: Millis | null;
}

/** A worker as hub heard of it last. @stable */
export interface WorkerInfo {
  /** Unique. */
  readonly name: string;
  /** That it takes jobs from. */
  readonly queues: readonly string[];
  /** What it can run. */
  readonly offers: WorkerOffers;
  /** Id of its executor. */
  readonly executor: string;
  /** Of its executor. */
  readonly isolation: 'none' | 'container' | 'machine';
  /** Jobs at once. */
  readonly slots: number;
  /** Jobs that it has now. */
  readonly busy: number;
  /** Of the platform there. */
  readonly version: string;
  /** When it last said hello. */
  readonly seenAt: Millis;
}

/** What a worker can run. @stable */
export interface WorkerOffers {
  /** Operating systems: `linux`. */
  readonly os: readonly string[];
  /** Architectures: `amd64`. */
  readonly arch: readonly string[];
  /** Words of the operator's choice. */
  readonly labels: readonly string[];
}

/** How a variable's value is meant: `text` as it is, `shell` as source that the job's shell expands, quotes and all. @stable */
export type EnvVarForm = 'text' | 'shell';

/** A variable of a repository's settings. @stable */
export interface EnvVar {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the repository. */
  readonly repositoryId: number;
  /** As the shell has it. */
  readonly name: string;
  /** Sealed unless `public`. */
  readonly value: string;
  /** May logs show it? */
  readonly public: boolean;
  /** Only for this branch; null: all. */
  readonly branch: string | null;
  /** How `value` is meant. */
  readonly form: EnvVarForm;
}

/** `unconfigured`: its notifier lacks what an administrator has to set; `reason` says what. @stable */
export type NotificationState =
  'created' | 'claimed' | 'sent' | 'failed' | 'skipped' | 'unconfigured';
/** Those that a notification ends in. @stable */
export type NotificationEnd = Exclude<NotificationState, 'created' | 'claimed'>;

/** One build, one event, one notifier entry, one target. @stable */
export interface Notification {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the build. */
  readonly buildId: number;
  /** Id of the repository. */
  readonly repositoryId: number;
  /** What it tells of. */
  readonly event: 'started' | 'finished' | 'canceled';
  /** Id of the notifier. */
  readonly notifier: string;
  /** Index of the entry in the configuration; -1 for defaults. */
  readonly entry: number;
  /** Its entry; secrets encrypted. */
  readonly config: JsonObject;
  /** null: one row still to be split into its targets. */
  readonly target: string | null;
  /** Where it stands. */
  readonly state: NotificationState;
  /** How often sending was begun. */
  readonly attempts: number;
  /** Not before. */
  readonly nextAttemptAt: Millis;
  /** Why it failed or was skipped. */
  readonly reason: string | null;
  /** When it was made. */
  readonly createdAt: Millis;
  /** null: not sent. */
  readonly sentAt: Millis | null;
}

/** A build that is asked for by the clock. @stable */
export interface Cron {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the repository. */
  readonly repositoryId: number;
  /** Branch to build. */
  readonly branch: string;
  /** `daily`, `weekly`, `monthly`, or a five-field cron expression. */
  readonly interval: string;
  /** IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
  /** Not where the branch was built within a day. */
  readonly skipIfRecent: boolean;
  /** false: it is kept and does nothing. */
  readonly active: boolean;
  /** When it is due. */
  readonly nextRunAt: Millis;
  /** null: never yet. */
  readonly lastRunAt: Millis | null;
}

/** A browser that is logged in. @stable */
export interface BrowserSession {
  /** Names it in lists; the secret cannot be told from it. */
  readonly id: string;
  /** Id of the user. */
  readonly userId: number;
  /** When it was made. */
  readonly createdAt: Millis;
  /** To the minute. */
  readonly usedAt: Millis | null;
  /** When it ends; null: never. */
  readonly expiresAt: Millis;
  /** What the browser called itself. */
  readonly agent: string | null;
  /** Where it logged in from. */
  readonly address: string | null;
}

/** What a single worker shows to hub in place of the secret that all share. @stable */
export interface WorkerToken {
  /** Positive; of the database. */
  readonly id: number;
  /** Of the worker: it may speak in no other name. */
  readonly name: string;
  /** The only ones that it may take jobs from; null: all. */
  readonly queues: readonly string[] | null;
  /** When it was made. */
  readonly createdAt: Millis;
  /** When it was last used; null: never. */
  readonly usedAt: Millis | null;
}

/** Who did what to which, when and from where. Secrets never stand in `before` and `after`. @stable */
export interface AuditEntry {
  /** Positive; of the database. */
  readonly id: number;
  /** When, by the database's clock. */
  readonly at: Millis;
  /** null: nobody who has an account here, or a process of the platform. */
  readonly userId: number | null;
  /** The login as it was then, or what was typed as one. */
  readonly who: string;
  /** How who did it was let in. */
  readonly via: 'session' | 'token' | 'role' | 'anonymous' | 'system';
  /** Where it came from; null: not known. */
  readonly address: string | null;
  /** `user.suspend`, `login.failed`. */
  readonly action: string;
  /** `user/grace`, `repo/5/env_var/7`. */
  readonly target: string;
  /** Id of the repository. */
  readonly repositoryId: number | null;
  /** What was changed, as it was. */
  readonly before: JsonObject | null;
  /** The same afterwards. */
  readonly after: JsonObject | null;
  /**
   * `begun`: the row is written before the change; left so where the process ended between, and then the change may have
   * been made or not. `failed`: it ended in a fault of the server's, likewise. Absent: `done`.
   */
  readonly outcome?: 'begun' | 'done' | 'failed';
  /** Login of whom `who`, an administrator, acted as; null or absent: as themselves. */
  readonly actingAs?: string | null;
}

/** A token of a user, for commands and scripts; only its hash is stored. @stable */
export interface ApiToken {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the user. */
  readonly userId: number;
  /** As its owner calls it. */
  readonly name: string;
  /** What it can at most: `*` or levels. */
  readonly scopes: readonly string[];
  /** When it was made. */
  readonly createdAt: Millis;
  /** When it was last used; null: never. */
  readonly usedAt: Millis | null;
  /** When it ends; null: never. */
  readonly expiresAt: Millis | null;
}
