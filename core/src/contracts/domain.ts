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

/** Milliseconds since 1970-01-01T00:00:00Z, taken from the database's clock. */
export type Millis = number;
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };
export type JsonObject = { readonly [key: string]: JsonValue };

export const EVENT_TYPES = ['push', 'pull_request', 'release', 'api', 'cron'] as const;
/** What a build is for. A pushed tag is a `push` with `tag` set (as in Travis). */
export type EventType = (typeof EVENT_TYPES)[number];

export interface Owner {
  readonly id: number;
  readonly type: 'user' | 'organization';
  readonly login: string;
  readonly name: string | null;
  /** Moved by each change that scheduling depends on; a scheduling step commits only if it has not moved. */
  readonly scheduleVersion: number;
  /** Jobs that may run at once; null: the scheduler's default. */
  readonly maxJobs: number | null;
  readonly suspendedAt: Millis | null;
}

export interface User {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
  readonly email: string | null;
  /** May do everything. */
  readonly admin: boolean;
  readonly suspendedAt: Millis | null;
  readonly createdAt: Millis;
}

export const ACCESS_LEVELS = ['read', 'write', 'admin'] as const;
export type AccessLevel = (typeof ACCESS_LEVELS)[number];

export interface Permission {
  readonly userId: number;
  readonly repositoryId: number;
  readonly level: AccessLevel;
}

/** Per-repository settings; names and defaults as in Travis (travis-services facts 2.9). */
export interface RepositorySettings {
  readonly builds_only_with_travis_yml: boolean;
  readonly build_pushes: boolean;
  readonly build_pull_requests: boolean;
  readonly build_releases: boolean;
  readonly auto_cancel_pushes: boolean;
  readonly auto_cancel_pull_requests: boolean;
  /** Jobs (despite its name) of this repository at once; 0: no limit. */
  readonly maximum_number_of_builds: number;
  readonly allow_config_imports: boolean;
  readonly config_validation: boolean;
  readonly share_encrypted_env_with_forks: boolean;
  readonly share_ssh_keys_with_forks: boolean;
  readonly api_builds_rate_limit: number;
  /** Minutes; null: the server's default. */
  readonly timeout_hard_limit: number | null;
  readonly timeout_log_silence: number | null;
}

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

export interface Repository {
  readonly id: number;
  readonly ownerId: number;
  readonly ownerLogin: string;
  readonly name: string;
  /** `ownerLogin/name`. */
  readonly slug: string;
  readonly description: string | null;
  /** Id of the VcsProvider: `git`, `github`, … */
  readonly vcsProvider: string;
  /** The host's own id, as text; null where there is none (plain git). */
  readonly vcsId: string | null;
  /** What git clones: URL or absolute path. */
  readonly cloneUrl: string;
  /** Page of the repository at its host; null where there is none. */
  readonly htmlUrl: string | null;
  readonly private: boolean;
  readonly fork: boolean;
  readonly active: boolean;
  readonly defaultBranch: string;
  readonly settings: RepositorySettings;
  readonly nextBuildNumber: number;
  readonly lastBuildId: number | null;
  readonly currentBuildId: number | null;
  /** PEM, SPKI; for `secure` values. The private key is sealed and read by `repositories.privateKey`. */
  readonly publicKey: string | null;
  /** What the provider's `missed` last returned. */
  readonly vcsCursor: string | null;
  /** Why its host cannot be asked; null or absent: it can, as far as is known. */
  readonly hostFault?: HostFault | null;
  readonly createdAt: Millis;
  readonly updatedAt: Millis;
}

/** A code host that did not answer for a repository, in its own words as far as it has any. */
export interface HostFault {
  /** When it could first not be asked. */
  readonly since: Millis;
  readonly code: string;
  readonly message: string;
  /** What the reader can do about it. */
  readonly wayOut: string | null;
}

export interface Branch {
  readonly id: number;
  readonly repositoryId: number;
  readonly name: string;
  readonly lastBuildId: number | null;
  readonly exists: boolean;
}

export interface Commit {
  readonly id: number;
  readonly repositoryId: number;
  readonly sha: string;
  /** `refs/heads/main`, `refs/tags/v1`, `refs/pull/7/merge`. */
  readonly ref: string;
  readonly branch: string;
  readonly tag: string | null;
  readonly message: string;
  readonly compareUrl: string | null;
  readonly authorName: string | null;
  readonly authorEmail: string | null;
  readonly committerName: string | null;
  readonly committerEmail: string | null;
  readonly committedAt: Millis | null;
}

/** One raw message from a code host, kept for the delivery log and for redelivery. */
export interface Delivery {
  readonly id: number;
  readonly provider: string;
  /** The host's id of the delivery, unique by provider. */
  readonly guid: string;
  readonly event: string;
  readonly repositoryId: number | null;
  /** Lower-case names; without credentials. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly outcome: 'accepted' | 'ignored' | 'rejected';
  /** Why it was ignored or rejected. */
  readonly reason: string | null;
  readonly requestId: number | null;
  readonly receivedAt: Millis;
}

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  /** From another repository: its jobs get no secrets. */
  readonly fork: boolean;
  readonly headSlug: string | null;
  readonly headVcsId: string | null;
  readonly headRef: string;
  readonly headSha: string;
  readonly headUrl: string | null;
  readonly baseRef: string;
  readonly baseSlug: string;
  readonly baseVcsId: string | null;
  /** null: not known yet. */
  readonly mergeable: boolean | null;
  readonly htmlUrl: string | null;
}

/** Extra configuration sent with an API request, merged over the file (travis-services facts 2.11). */
export interface RequestConfig {
  /** YAML or JSON text. */
  readonly config: string;
  readonly mode: string | null;
}

export interface BuildRequest {
  readonly id: number;
  readonly repositoryId: number;
  readonly ownerId: number;
  readonly deliveryId: number | null;
  /** What was told, so that it is one request however often it is told; null: asked for by a person or a clock. */
  readonly guid?: string | null;
  readonly eventType: EventType;
  readonly state: RequestState;
  readonly result: RequestResult | null;
  /** The rule that rejected it: `skip-command`, `branch-excluded`, or a plugin's own. */
  readonly rule: string | null;
  /** Why it was rejected, for people; shown in the requests list. */
  readonly message: string | null;
  readonly ref: string;
  readonly branch: string;
  readonly tag: string | null;
  /** null until resolved (API and cron requests name only a branch). */
  readonly sha: string | null;
  readonly beforeSha: string | null;
  readonly commitMessage: string | null;
  readonly compareUrl: string | null;
  readonly pullRequest: PullRequest | null;
  /** Login at the host, or here, of who caused it. */
  readonly sender: string | null;
  readonly configs: readonly RequestConfig[];
  readonly mergeMode: string | null;
  readonly commitId: number | null;
  readonly buildId: number | null;
  readonly attempts: number;
  readonly version: number;
  readonly createdAt: Millis;
  readonly finishedAt: Millis | null;
}

/** What the configuration language says of a file: shown at the build's config page and in requests. */
export interface ConfigMessageRow {
  readonly requestId: number;
  readonly level: 'alert' | 'error' | 'warn' | 'info' | 'hint';
  readonly key: string;
  readonly code: string;
  readonly args: JsonObject;
  readonly src: string | null;
  /** One-based. */
  readonly line: number | null;
}

export interface RawConfigRow {
  /** `owner/name:path@ref` or `api`. */
  readonly source: string;
  readonly mode: string | null;
  readonly config: string;
}

export interface Build {
  readonly id: number;
  readonly repositoryId: number;
  readonly ownerId: number;
  readonly requestId: number;
  readonly commitId: number;
  readonly number: number;
  readonly state: BuildState;
  /** Last final state of the same branch and event type when this build was created. */
  readonly previousState: FinalState | null;
  readonly eventType: EventType;
  readonly branch: string;
  readonly tag: string | null;
  readonly pullRequest: PullRequest | null;
  readonly sender: string | null;
  readonly private: boolean;
  readonly fastFinish: boolean;
  /** The configuration could not be read: one errored job says why; such a build cannot be restarted. */
  readonly configError: boolean;
  readonly autoCanceledBy: number | null;
  /**
   * A push that was told late: this build of a newer commit of the branch or tag was there first. Such a build is
   * never the last one of its branch, nor does it decide a badge or what is canceled.
   */
  readonly newerBuildId?: number | null;
  /** Normalized configuration; secrets encrypted. */
  readonly config: JsonObject;
  /** Sum of the jobs' durations. */
  readonly durationMs: number | null;
  readonly reason: string | null;
  readonly version: number;
  readonly createdAt: Millis;
  readonly startedAt: Millis | null;
  readonly finishedAt: Millis | null;
  readonly canceledAt: Millis | null;
  readonly restartedAt: Millis | null;
}

export interface Stage {
  readonly id: number;
  readonly buildId: number;
  /** From 1, in order. */
  readonly number: number;
  readonly name: string;
  readonly state: StageState;
  readonly version: number;
  readonly startedAt: Millis | null;
  readonly finishedAt: Millis | null;
}

export type Trust = 'full' | 'fork';

export interface Job {
  readonly id: number;
  readonly buildId: number;
  readonly stageId: number | null;
  readonly repositoryId: number;
  readonly ownerId: number;
  /** `17.3`. */
  readonly number: string;
  /** `2.1`: stage, then place in it. */
  readonly stageNumber: string;
  readonly name: string | null;
  readonly state: JobState;
  readonly allowFailure: boolean;
  /** Normalized job configuration; secrets encrypted. */
  readonly config: JsonObject;
  /** What a worker must offer. */
  readonly needs: JobNeeds;
  readonly trust: Trust;
  /** Higher first; 0 by default. */
  readonly priority: number;
  readonly queue: string | null;
  /** Number of the latest attempt; 0 before the first claim. */
  readonly run: number;
  /** How often the platform lost a run of the current attempt series. */
  readonly resets: number;
  /** Why it is in this state: a wait reason while `created` or `queued`, else the last transition's. */
  readonly reason: string | null;
  readonly cancelRequestedAt: Millis | null;
  readonly version: number;
  readonly createdAt: Millis;
  readonly queuedAt: Millis | null;
  readonly receivedAt: Millis | null;
  readonly startedAt: Millis | null;
  readonly finishedAt: Millis | null;
  readonly restartedAt: Millis | null;
  readonly restartedBy: number | null;
}

export interface JobNeeds {
  readonly os: string;
  readonly arch: string;
  readonly labels: readonly string[];
}

export type RunOutcome = FinalState | 'lost';

/** One attempt at a job, kept for ever beside its log. */
export interface JobRun {
  readonly jobId: number;
  readonly run: number;
  readonly worker: string;
  readonly claimId: string;
  readonly state: 'received' | 'started' | RunOutcome;
  /** `user`: the script decided. `platform`: the run was lost or an instance could not be had. */
  readonly blame: 'user' | 'platform' | null;
  readonly reason: string | null;
  /** Highest report sequence number that was taken. */
  readonly seq: number;
  /** How often its lease was renewed. */
  readonly renewals?: number;
  /** Its worker's token was revoked while it held the run: hub gives it up. */
  readonly revokedAt?: Millis | null;
  readonly logBytes: number;
  readonly logLines: number;
  readonly logSealed: boolean;
  /** Who deleted the log's content, and when. */
  readonly logRemovedBy?: number | null;
  readonly logRemovedAt?: Millis | null;
  /** Why the platform removed it: its time was over. */
  readonly logRemovedReason?: string | null;
  /** For people: what ran it (`pid 4711`, a container id). */
  readonly instance?: string | null;
  readonly receivedAt: Millis;
  readonly startedAt: Millis | null;
  readonly finishedAt: Millis | null;
}

export interface WorkerInfo {
  readonly name: string;
  readonly queues: readonly string[];
  readonly offers: WorkerOffers;
  readonly executor: string;
  readonly isolation: 'none' | 'container' | 'machine';
  readonly slots: number;
  readonly busy: number;
  readonly version: string;
  readonly seenAt: Millis;
}

export interface WorkerOffers {
  readonly os: readonly string[];
  readonly arch: readonly string[];
  readonly labels: readonly string[];
}

/** How a variable's value is meant: `text` as it is, `shell` as source that the job's shell expands, quotes and all. */
export type EnvVarForm = 'text' | 'shell';

export interface EnvVar {
  readonly id: number;
  readonly repositoryId: number;
  readonly name: string;
  /** Sealed unless `public`. */
  readonly value: string;
  readonly public: boolean;
  /** Only for this branch; null: all. */
  readonly branch: string | null;
  readonly form: EnvVarForm;
}

/** `unconfigured`: its notifier lacks what an administrator has to set; `reason` says what. */
export type NotificationState =
  'created' | 'claimed' | 'sent' | 'failed' | 'skipped' | 'unconfigured';
/** Those that a notification ends in. */
export type NotificationEnd = Exclude<NotificationState, 'created' | 'claimed'>;

/** One build, one event, one notifier entry, one target. */
export interface Notification {
  readonly id: number;
  readonly buildId: number;
  readonly repositoryId: number;
  readonly event: 'started' | 'finished' | 'canceled';
  readonly notifier: string;
  /** Index of the entry in the configuration; -1 for defaults. */
  readonly entry: number;
  readonly config: JsonObject;
  /** null: one row still to be split into its targets. */
  readonly target: string | null;
  readonly state: NotificationState;
  readonly attempts: number;
  readonly nextAttemptAt: Millis;
  readonly reason: string | null;
  readonly createdAt: Millis;
  readonly sentAt: Millis | null;
}

export interface Cron {
  readonly id: number;
  readonly repositoryId: number;
  readonly branch: string;
  /** `daily`, `weekly`, `monthly`, or a five-field cron expression. */
  readonly interval: string;
  readonly timeZone: string;
  readonly skipIfRecent: boolean;
  readonly active: boolean;
  readonly nextRunAt: Millis;
  readonly lastRunAt: Millis | null;
}

/** A browser that is logged in. */
export interface BrowserSession {
  /** Names it in lists; the secret cannot be told from it. */
  readonly id: string;
  readonly userId: number;
  readonly createdAt: Millis;
  /** To the minute. */
  readonly usedAt: Millis | null;
  readonly expiresAt: Millis;
  /** What the browser called itself. */
  readonly agent: string | null;
  /** Where it logged in from. */
  readonly address: string | null;
}

/** What a single worker shows to hub in place of the secret that all share. */
export interface WorkerToken {
  readonly id: number;
  /** Of the worker: it may speak in no other name. */
  readonly name: string;
  /** The only ones that it may take jobs from; null: all. */
  readonly queues: readonly string[] | null;
  readonly createdAt: Millis;
  readonly usedAt: Millis | null;
}

/** Who did what to which, when and from where. Secrets never stand in `before` and `after`. */
export interface AuditEntry {
  readonly id: number;
  readonly at: Millis;
  /** null: nobody who has an account here, or a process of the platform. */
  readonly userId: number | null;
  /** The login as it was then, or what was typed as one. */
  readonly who: string;
  readonly via: 'session' | 'token' | 'role' | 'anonymous' | 'system';
  readonly address: string | null;
  /** `user.suspend`, `login.failed`. */
  readonly action: string;
  /** `user/grace`, `repo/5/env_var/7`. */
  readonly target: string;
  readonly repositoryId: number | null;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  /**
   * `begun`: the row is written before the change; left so where the process ended between, and then the change may have
   * been made or not. `failed`: it ended in a fault of the server's, likewise. Absent: `done`.
   */
  readonly outcome?: 'begun' | 'done' | 'failed';
}

export interface ApiToken {
  readonly id: number;
  readonly userId: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Millis;
  readonly usedAt: Millis | null;
  readonly expiresAt: Millis | null;
}
