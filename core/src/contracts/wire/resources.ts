/**
 * The resources of API v3 with Travis's attribute names (travis-api facts 5); what Turnpike adds is marked `+`.
 * An attribute that is not part of the representation sent is absent; `?` marks those beyond `minimal`.
 */
import type {
  AccessLevel,
  EventType,
  JobNeeds,
  JsonObject,
  NotificationState,
  RunOutcome,
  Trust,
} from '../domain.js';
import type { BuildState, FinalState, JobState, RequestResult, RequestState } from '../states.js';
import type { WireCollection, WireObject, WireTime } from './envelope.js';

/** + Start and end in milliseconds since 1970, beside Travis's whole seconds: builds, stages, jobs and runs. */
export interface WireSpan {
  readonly started_ms?: number | null;
  readonly finished_ms?: number | null;
}

/** Small form, also used for `owner` and `created_by`. */
export interface WireOwner extends WireObject<'user' | 'organization'> {
  readonly id: number;
  readonly login: string;
  readonly name?: string | null;
  readonly vcs_type?: string;
  readonly avatar_url?: string | null;
  /** + Jobs that may run at once; null: the server's default. */
  readonly max_jobs?: number | null;
}

export interface WireUser extends WireObject<'user'> {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
  readonly vcs_type?: string;
  readonly avatar_url?: string | null;
  /** Own only. */
  readonly email?: string | null;
  readonly is_syncing?: boolean;
  readonly synced_at?: WireTime | null;
  /** + */
  readonly admin?: boolean;
  /** + Only in `GET /v3/users` and the answers to administrators. */
  readonly suspended_at?: WireTime | null;
}

/** + Whether the code host of a repository can be asked; the rest only where it cannot. */
export interface WireHealth {
  readonly state: 'ok' | 'failing';
  /** When it could first not be asked. */
  readonly since?: WireTime;
  readonly code?: string;
  /** In the host's own words. */
  readonly message?: string;
  /** What to do about it. */
  readonly way_out?: string | null;
}

/** + The webhook of a repository, for its administrators. */
export interface WireWebhook extends WireObject<'webhook'> {
  /** Where the host is to send deliveries. */
  readonly url: string;
  /** What they are signed with; null: there is none, and none is believed. */
  readonly secret: string | null;
  /** Where it was to be installed: how that went. */
  readonly hook?: { readonly installed: boolean; readonly message: string };
}

export interface WireRepository extends WireObject<'repository'> {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly description?: string | null;
  /** Of Travis's API; always null. */
  readonly github_id?: null;
  readonly github_language?: null;
  /** Of Travis's API; always false. */
  readonly managed_by_installation?: boolean;
  readonly created_at?: WireTime;
  readonly vcs_id?: string | null;
  /** `GithubRepository`, `GitRepository`. */
  readonly vcs_type?: string;
  readonly vcs_name?: string;
  readonly active?: boolean;
  readonly private?: boolean;
  readonly starred?: boolean;
  readonly owner?: WireOwner | null;
  readonly owner_name?: string;
  readonly default_branch?: WireBranch;
  readonly build_count?: number;
  readonly config_validation?: boolean;
  /** By `include=repository.current_build`: the newest build, running or not. */
  readonly current_build?: WireBuild | null;
  readonly last_started_build?: WireBuild | null;
  readonly next_build_number?: number;
  /** + */
  readonly clone_url?: string;
  /** + Page at the code host; null where there is none. */
  readonly html_url?: string | null;
  /** + Id of the VcsProvider. */
  readonly provider?: string;
  /** + Can its host be asked for pushes? */
  readonly health?: WireHealth;
  /**
   * + Only at its own address: `?token=` shows the badge to those who are not logged in. Absent for the seconds
   * in which the keys of a new repository are made.
   */
  readonly badge_token?: string;
  /** + Only in the answer to an addition with `install_hook`. */
  readonly hook?: { readonly installed: boolean; readonly message: string };
}

export interface WireBranch extends WireObject<'branch'> {
  readonly name: string;
  readonly repository?: WireRepository;
  readonly default_branch?: boolean;
  readonly exists_on_github?: boolean;
  readonly last_build?: WireBuild | null;
  /** By `include=branch.recent_builds`: up to ten, newest first. */
  readonly recent_builds?: readonly WireBuild[];
}

export interface WirePerson {
  readonly name: string | null;
  readonly email?: string | null;
  readonly avatar_url?: string | null;
}
export interface WireCommit extends WireObject<'commit'> {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly message: string;
  readonly compare_url: string | null;
  readonly committed_at: WireTime | null;
  readonly author?: WirePerson;
  readonly committer?: WirePerson;
}

export interface WireTag extends WireObject<'tag'> {
  readonly repository_id?: number;
  readonly name: string;
  readonly last_build_id?: number | null;
}

export interface WireStage extends WireObject<'stage'>, WireSpan {
  readonly id: number;
  /** From 1. */
  readonly number: number;
  readonly name: string;
  readonly state: BuildState;
  readonly started_at: WireTime | null;
  readonly finished_at: WireTime | null;
  readonly jobs?: readonly WireJob[];
}

export interface WireBuild extends WireObject<'build'>, WireSpan {
  readonly id: number;
  readonly number: string;
  readonly state: BuildState;
  /** Whole seconds; the sum of the jobs. */
  readonly duration: number | null;
  readonly event_type: EventType;
  readonly previous_state: FinalState | null;
  readonly pull_request_title: string | null;
  readonly pull_request_number: number | null;
  readonly started_at: WireTime | null;
  readonly finished_at: WireTime | null;
  readonly private?: boolean;
  readonly priority?: boolean;
  readonly repository?: WireRepository;
  readonly branch?: WireBranch | null;
  readonly tag?: WireTag | null;
  readonly commit?: WireCommit;
  readonly jobs?: readonly WireJob[];
  readonly stages?: readonly WireStage[];
  readonly created_by?: WireOwner | null;
  readonly updated_at?: WireTime;
  readonly request?: WireRequest;
  /** + all below. */
  readonly created_at?: WireTime;
  /** Login at the host of who caused it, also where no account here belongs to it. */
  readonly sender?: string | null;
  /** Grows with each change of state: an answer with a lower one is older. */
  readonly version?: number;
  /** Last transition's reason, for people. */
  readonly reason?: string | null;
  readonly config_error?: boolean;
  readonly fast_finish?: boolean;
  /** Id of the newer build that canceled it. */
  readonly auto_canceled_by?: number | null;
  /** A push that was told late: this build of a newer commit was there first and counts. */
  readonly newer_build?: { readonly id: number; readonly number: string } | null;
  readonly pull_request?: WirePullRequest | null;
}

/** + */
export interface WirePullRequest {
  readonly number: number;
  readonly title: string;
  readonly state: 'open' | 'closed';
  readonly draft: boolean;
  readonly fork: boolean;
  readonly head_slug: string | null;
  readonly head_ref: string;
  readonly base_ref: string;
  readonly html_url: string | null;
}

/** + Why a job in `created` or `queued` waits. */
export interface WireWaiting {
  /** In plain words, as the scheduler stored it: `limit owner 5/5`, `stage 1 "Test" is not finished`. */
  readonly reason: string;
  readonly since: WireTime;
  readonly queue: string | null;
  /** From 1, in its queue; null while it is not queued. */
  readonly position: number | null;
}

export interface WireJob extends WireObject<'job'>, WireSpan {
  readonly id: number;
  /** `17.3`. */
  readonly number?: string;
  readonly state?: JobState;
  readonly allow_failure?: boolean;
  readonly started_at?: WireTime | null;
  readonly finished_at?: WireTime | null;
  readonly created_at?: WireTime;
  readonly updated_at?: WireTime;
  readonly restarted_at?: WireTime | null;
  readonly restarted_by?: WireOwner | null;
  /** Of Travis's API; always null. */
  readonly vm_size?: null;
  readonly queue?: string | null;
  readonly private?: boolean;
  readonly build?: WireBuild;
  readonly stage?: WireStage | null;
  readonly repository?: WireRepository;
  readonly commit?: WireCommit;
  readonly owner?: WireOwner | null;
  /** By `include=job.config`; secrets as `[secure]`. */
  readonly config?: JsonObject;
  /** There was no room in the answer for it: `config` is empty. */
  readonly config_cut?: boolean;
  /** + all below, in every representation but the id-only one. */
  readonly name?: string | null;
  readonly queued_at?: WireTime | null;
  readonly received_at?: WireTime | null;
  readonly version?: number;
  readonly reason?: string | null;
  readonly waiting?: WireWaiting | null;
  /** Number of the latest run; 0 before the first claim. */
  readonly run?: number;
  readonly resets?: number;
  readonly trust?: Trust;
  readonly needs?: JobNeeds;
  readonly cancel_requested?: boolean;
}

/** + One attempt at a job. Newest first in lists. */
export interface WireRun extends WireObject<'run'>, WireSpan {
  readonly job_id: number;
  readonly run: number;
  readonly worker: string;
  readonly state: 'received' | 'started' | RunOutcome;
  readonly blame: 'user' | 'platform' | null;
  readonly reason: string | null;
  readonly received_at: WireTime;
  readonly started_at: WireTime | null;
  readonly finished_at: WireTime | null;
  readonly log_bytes: number;
  readonly log_lines: number;
  readonly log_sealed: boolean;
  /** The content is gone: a person removed it, or its time was over. */
  readonly log_removed: WireLogRemoval | null;
}
export interface WireLogRemoval {
  readonly at: WireTime;
  /** Login; null: the platform. */
  readonly by: string | null;
  /** One sentence for people. */
  readonly text: string;
}

export interface WireRequest extends WireObject<'request'> {
  readonly id: number;
  readonly state: RequestState;
  readonly result: RequestResult | null;
  /** Why it was rejected, and the way out. */
  readonly message: string | null;
  readonly repository?: WireRepository;
  readonly branch_name?: string;
  readonly commit?: WireCommit | null;
  readonly builds?: readonly WireBuild[];
  readonly owner?: WireOwner | null;
  readonly created_at?: WireTime;
  readonly event_type?: EventType;
  readonly base_commit?: string | null;
  readonly head_commit?: string | null;
  readonly messages?: readonly WireMessage[];
  readonly config?: JsonObject | null;
  readonly raw_configs?: readonly WireRawConfig[];
  readonly pull_request_mergeable?: string | null;
  /** + all below. */
  /** kebab-case rule that rejected it. */
  readonly rule?: string | null;
  readonly sender?: string | null;
  readonly sha?: string | null;
  readonly tag_name?: string | null;
  readonly commit_message?: string | null;
  readonly pull_request?: WirePullRequest | null;
  readonly finished_at?: WireTime | null;
}

export interface WireMessage extends WireObject<'message'> {
  /** Absent on lint and preview. */
  readonly id?: number;
  /** `hint` is Turnpike's own. */
  readonly level: 'alert' | 'error' | 'warn' | 'info' | 'hint';
  readonly key: string;
  readonly code: string;
  readonly args: JsonObject;
  readonly src: string | null;
  /** One-based (Travis counts from zero). */
  readonly line: number | null;
  /** + One sentence. */
  readonly text: string;
}

export interface WireRawConfig {
  readonly source: string;
  readonly merge_mode: string | null;
  readonly config: string;
}

/** + Where a job of a configuration comes from. */
export interface WireJobOrigin {
  readonly from: 'matrix' | 'include' | 'root';
  readonly index: number;
}

/** + One job that a configuration stands for. */
export interface WireConfigJob {
  /** Absent on lint and preview. */
  readonly job_id?: number;
  readonly number?: string;
  readonly stage: string | null;
  readonly name: string | null;
  readonly allow_failure: boolean;
  readonly config: JsonObject;
  /** There was no room in the answer for it: `config` is empty. `@warnings` says so, too. */
  readonly config_cut?: boolean;
  readonly origin: WireJobOrigin | null;
}

/** + `GET /v3/build/:id/config`. */
export interface WireBuildConfig extends WireObject<'build_config'> {
  readonly config: JsonObject;
  readonly raw_configs: readonly WireRawConfig[];
  readonly messages: readonly WireMessage[];
  readonly jobs: readonly WireConfigJob[];
}

/** `POST /v3/lint {content}`; all but `warnings` is +. A text that cannot be read is an answer with `error`. */
export interface WireLint extends WireObject<'lint'> {
  readonly warnings: readonly {
    readonly key: readonly string[];
    readonly message: string;
    readonly line: number | null;
  }[];
  readonly messages: readonly WireMessage[];
  readonly config: JsonObject | null;
  readonly stages: readonly { readonly name: string }[];
  readonly jobs: readonly WireConfigJob[];
  /** Of a preview: the trigger would build nothing, and why. */
  readonly rejection?: { readonly rule: string; readonly message: string } | null;
  readonly error: {
    readonly code: string;
    readonly message: string;
    /** One-based. */
    readonly line: number | null;
    readonly column: number | null;
  } | null;
}

/** `GET|POST /v3/job/:id/log`. */
export interface WireLog extends WireObject<'log'> {
  readonly id: number;
  readonly content: string | null;
  readonly log_parts: readonly WireLogPart[];
  readonly '@raw_log_href': string;
  /** + Run that it is of. */
  readonly run?: number;
  readonly sealed?: boolean;
  readonly removed?: WireLogRemoval | null;
}
export interface WireLogPart {
  readonly number: number;
  readonly content: string;
  readonly final: boolean;
}
export interface WireLogParts extends WireObject<'log_parts'> {
  readonly log_parts: readonly WireLogPart[];
}

/** Lines of a log that have a text, in order; `line` counts from 1. */
export interface WireLogMatches extends WireObject<'log_matches'> {
  readonly run: number;
  readonly matches: readonly { readonly line: number; readonly text: string }[];
  /** There are more than were asked for. */
  readonly more: boolean;
}

export interface WireSetting extends WireObject<'setting'> {
  readonly name: string;
  readonly value: boolean | number | string | null;
}

export interface WireEnvVar extends WireObject<'env_var'> {
  readonly id: string;
  readonly name: string;
  readonly public: boolean;
  readonly branch: string | null;
  /** null unless public. */
  readonly value: string | null;
  /** + `text`: jobs get the value as it is. `shell`: it is shell source, which the job's shell reads. */
  readonly form: 'text' | 'shell';
}

export interface WireCron extends WireObject<'cron'> {
  readonly id: number;
  readonly branch: WireBranch;
  readonly repository?: WireRepository;
  /** `daily`, `weekly`, `monthly`; + a five-field expression. */
  readonly interval: string;
  readonly dont_run_if_recent_build_exists: boolean;
  readonly active: boolean;
  readonly last_run: WireTime | null;
  readonly next_run: WireTime | null;
  readonly created_at?: WireTime | null;
  /** + */
  readonly time_zone?: string;
}

/** + One message from a code host. */
export interface WireDelivery extends WireObject<'delivery'> {
  readonly id: number;
  readonly provider: string;
  readonly guid: string;
  readonly event: string;
  readonly outcome: 'accepted' | 'ignored' | 'rejected';
  readonly reason: string | null;
  readonly request_id: number | null;
  readonly received_at: WireTime;
  /** Only at its own address. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** + One notification to one target. */
export interface WireNotification extends WireObject<'notification'> {
  readonly id: number;
  readonly build_id: number;
  readonly event: 'started' | 'finished' | 'canceled';
  readonly notifier: string;
  readonly target: string | null;
  readonly state: NotificationState;
  readonly attempts: number;
  readonly next_attempt_at: WireTime | null;
  readonly reason: string | null;
  readonly created_at: WireTime;
  readonly sent_at: WireTime | null;
}

/** + A file that a build stored; `@href` is its download. */
export interface WireArtifact extends WireObject<'artifact'> {
  readonly job_id: number;
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly created_at: WireTime;
}
/** + Since when a file is not kept any more, and why: `removed by retention after 90 days on 2026-11-28 (…)`. */
export interface WireRemoval {
  readonly removed_at: WireTime;
  readonly reason: string;
}
/** What jobs keep between builds; `branch` is `PR.N` for those of a pull request. */
export interface WireCache extends WireObject<'cache'> {
  readonly repository_id: number;
  readonly size: number;
  readonly name: string;
  readonly branch: string;
  readonly last_modified: WireTime;
}

/** The key with which `secure` values of a repository are encrypted: its public half, PEM. */
export interface WireKeyPair extends WireObject<'key_pair_generated'> {
  readonly description: string;
  readonly public_key: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
}

/** + API token of the current user. `token` stands only in the answer that makes it. */
export interface WireToken extends WireObject<'token'> {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly created_at: WireTime;
  readonly used_at: WireTime | null;
  readonly expires_at: WireTime | null;
  readonly token?: string;
}

/** + A browser that is logged in. */
export interface WireBrowserSession extends WireObject<'browser_session'> {
  readonly id: string;
  readonly created_at: WireTime;
  readonly used_at: WireTime | null;
  readonly expires_at: WireTime;
  readonly agent: string | null;
  readonly address: string | null;
  /** The one that asks. */
  readonly current: boolean;
}
/** + `token`: only in the answer that makes it. */
export interface WireWorkerToken extends WireObject<'worker_token'> {
  readonly id: number;
  readonly name: string;
  /** null: all. */
  readonly queues: readonly string[] | null;
  readonly created_at: WireTime;
  readonly used_at: WireTime | null;
  readonly token?: string;
}
/** + Who may do what with a repository. */
export interface WirePermission {
  readonly '@type': 'permission';
  readonly user: WireUser;
  readonly level: 'read' | 'write' | 'admin' | null;
}
/** + Who did what to which, when and from where. */
export interface WireAuditEntry extends WireObject<'audit_entry'> {
  readonly id: number;
  readonly at: WireTime;
  readonly who: string;
  readonly user_id: number | null;
  readonly via: string;
  readonly address: string | null;
  readonly action: string;
  readonly target: string;
  readonly repository_id: number | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** `begun`, `failed`: whether it was done is not known, for the server ended or failed in it. */
  readonly outcome: 'begun' | 'done' | 'failed';
}

/** + Who asks, and how one may log in. Never an error: anonymous has `user: null`. */
export interface WireSession extends WireObject<'session'> {
  readonly user: WireUser | null;
  /** May visitors read public repositories? */
  readonly public: boolean;
  readonly logins: readonly {
    readonly id: string;
    readonly title: string;
    /** `password`: the form. `redirect`: a link to `url`. */
    readonly kind: 'password' | 'redirect';
    readonly url?: string;
  }[];
  /** After a one-time link: the account has no password yet. */
  readonly password_needed: boolean;
  readonly version: string;
}

/** + A user with a one-time link to log in and set a password; the link is shown once. */
export interface WireUserLink extends WireObject<'user_link'> {
  readonly user: WireUser;
  readonly url: string;
}

/** + How many sessions and tokens of an account ended. */
export interface WireRevoked {
  readonly '@type': 'revoked';
  readonly sessions: number;
  readonly tokens: number;
}

/** What receivers of webhooks check signatures with (travis-api facts 10). */
export interface WireServerConfig {
  readonly config: {
    readonly host: string;
    readonly shorten_host: string;
    readonly github: { readonly api_url: string | null; readonly scopes: readonly string[] };
    /** PEM. */
    readonly notifications: { readonly webhook: { readonly public_key: string } };
  };
}

export type WireRepositories = WireCollection<'repositories', WireRepository>;
export type WireBranches = WireCollection<'branches', WireBranch>;
export type WireBuilds = WireCollection<'builds', WireBuild>;
export type WireJobs = WireCollection<'jobs', WireJob>;
export type WireStages = WireCollection<'stages', WireStage>;
export type WireRequests = WireCollection<'requests', WireRequest>;
export type WireMessages = WireCollection<'messages', WireMessage>;
export type WireRuns = WireCollection<'runs', WireRun>;
export type WireSettings = WireCollection<'settings', WireSetting>;
export type WireEnvVars = WireCollection<'env_vars', WireEnvVar>;
export type WireCrons = WireCollection<'crons', WireCron>;
export type WireDeliveries = WireCollection<'deliveries', WireDelivery>;
export type WireNotifications = WireCollection<'notifications', WireNotification>;
export type WireUsers = WireCollection<'users', WireUser>;
export type WireBrowserSessions = WireCollection<'sessions', WireBrowserSession>;
export type WireWorkerTokens = WireCollection<'worker_tokens', WireWorkerToken>;
export type WirePermissions = WireCollection<'permissions', WirePermission>;
export type WireAuditEntries = WireCollection<'audit_entries', WireAuditEntry>;
export interface WireArtifacts extends WireObject<'artifacts'> {
  readonly artifacts: readonly WireArtifact[];
  /** + Those that are not kept any more; their downloads answer 410 with the reason. */
  readonly removed: readonly (WireArtifact & WireRemoval)[];
}
export interface WireCaches extends WireObject<'caches'> {
  readonly caches: readonly WireCache[];
  /** + Those that went by themselves and were not stored again. Absent where caches are deleted. */
  readonly removed?: readonly (WireCache & WireRemoval)[];
}
export type WireTokens = WireCollection<'tokens', WireToken>;

/** Bodies of writes. Travis's three spellings are taken (`build.state`, nested, bare); these are the bare ones. */
export interface WireInputs {
  /** `POST /v3/session`: either pair, or the token of a one-time link. Answers WireSession and sets the cookie. */
  readonly session:
    { readonly login: string; readonly password: string } | { readonly once: string };
  /** `PUT /v3/user/password`. `current` may be absent while `password_needed`. */
  readonly password: { readonly password: string; readonly current?: string };
  readonly token: {
    readonly name: string;
    readonly scopes?: readonly string[];
    readonly expires_in_days?: number;
  };
  /** `POST /v3/repos`: admins. `clone_url` is a URL or an absolute path; the slug follows from it if absent. */
  readonly repository: {
    readonly clone_url: string;
    readonly slug?: string;
    readonly provider?: string;
    readonly default_branch?: string;
    readonly private?: boolean;
    /** Token with which the host is read; kept sealed. */
    readonly token?: string;
    /** Makes the host tell of pushes at once, where the provider can: the answer's `hook` says how that went. */
    readonly install_hook?: boolean;
  };
  /** `PATCH /v3/repo/:repo`. */
  readonly repository_change: {
    /** Administrators of the platform only. */
    readonly clone_url?: string;
    /** null: none any more. */
    readonly token?: string | null;
    readonly private?: boolean;
    readonly default_branch?: string;
  };
  /** `POST /v3/repo/:repo/hook`. */
  readonly webhook: {
    /** A new secret; the old one is void at once. Default true. */
    readonly renew?: boolean;
    /** Write it at the host, where the provider can. Default true. */
    readonly install?: boolean;
  };
  readonly user: {
    readonly login: string;
    readonly name?: string;
    readonly email?: string;
    readonly admin?: boolean;
  };
  readonly request: {
    readonly branch?: string;
    readonly sha?: string;
    readonly tag_name?: string;
    readonly message?: string;
    readonly config?: JsonObject | string;
    readonly configs?: readonly { readonly config: string; readonly merge_mode?: string }[];
    readonly merge_mode?: string;
  };
  /** `POST /v3/repo/:repo/request/preview`: what the same request would become. Answers WireLint. */
  readonly preview: WireInputs['request'] & {
    /** In place of `branch`, as Travis has it: a branch or a commit's id. */
    readonly ref?: string;
    /** Over what conditions are told of the request. */
    readonly data?: JsonObject;
  };
  readonly lint: { readonly content: string };
  readonly restart_build: { readonly only_failed?: boolean };
  readonly setting: { readonly value: boolean | number | string | null };
  readonly env_var: {
    readonly name: string;
    readonly value: string;
    readonly public?: boolean;
    readonly branch?: string | null;
    /** Of the value that comes with it; `text` unless it says `shell`. */
    readonly form?: 'text' | 'shell';
  };
  readonly cron: {
    readonly interval: string;
    readonly dont_run_if_recent_build_exists?: boolean;
    readonly time_zone?: string;
  };
  /** `POST /v3/worker_tokens`. `queues`: the only ones that it may take jobs from. */
  readonly worker_token: { readonly name: string; readonly queues?: readonly string[] | null };
  /** `PATCH /v3/repo/:repo/env_var/:id`: what is left out stays. */
  readonly env_var_change: Partial<WireInputs['env_var']>;
  /** `PUT /v3/repo/:repo/permission/:login`; null takes all rights away. */
  readonly permission: { readonly level: AccessLevel | null };
}
