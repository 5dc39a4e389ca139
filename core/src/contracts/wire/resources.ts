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

/** + Start and end in milliseconds since 1970, beside Travis's whole seconds: builds, stages, jobs and runs. @stable */
export interface WireSpan {
  /** Milliseconds since 1970. */
  readonly started_ms?: number | null;
  /** Milliseconds since 1970. */
  readonly finished_ms?: number | null;
}

/** Small form, also used for `owner` and `created_by`. @stable */
export interface WireOwner extends WireObject<'user' | 'organization'> {
  /** Positive; of the database. */
  readonly id: number;
  /** Of the account or owner, in its own case. */
  readonly login: string;
  /** As it is called. */
  readonly name?: string | null;
  /** v3's word for its host. */
  readonly vcs_type?: string;
  /** Of a picture; null: there is none. */
  readonly avatar_url?: string | null;
  /** + Jobs that may run at once; null: the server's default. */
  readonly max_jobs?: number | null;
  /** + Id of its code host; only in `GET /v3/owners` and the answers to administrators. */
  readonly host?: string;
  /** + As `host`; null: it is not suspended. */
  readonly suspended_at?: WireTime | null;
}

/** An account. @stable */
export interface WireUser extends WireObject<'user'> {
  /** Positive; of the database. */
  readonly id: number;
  /** Of the account or owner, in its own case. */
  readonly login: string;
  /** As it is called. */
  readonly name: string | null;
  /** v3's word for its host. */
  readonly vcs_type?: string;
  /** Of a picture; null: there is none. */
  readonly avatar_url?: string | null;
  /** Own only. */
  readonly email?: string | null;
  /** Is a host being asked what the account may do? */
  readonly is_syncing?: boolean;
  /** When that was last known in full, of all linked hosts; null: not yet, or none is linked. */
  readonly synced_at?: WireTime | null;
  /** + */
  readonly admin?: boolean;
  /** + Only in `GET /v3/users` and the answers to administrators. */
  readonly suspended_at?: WireTime | null;
}

/** + Whether the code host of a repository can be asked; the rest only where it cannot. @stable */
export interface WireHealth {
  /** Can the host be asked? */
  readonly state: 'ok' | 'failing';
  /** When it could first not be asked. */
  readonly since?: WireTime;
  /** Turnpike's code of what is wrong. */
  readonly code?: string;
  /** In the host's own words. */
  readonly message?: string;
  /** What to do about it. */
  readonly way_out?: string | null;
}

/** + The webhook of a repository, for its administrators. @stable */
export interface WireWebhook extends WireObject<'webhook'> {
  /** Where the host is to send deliveries. */
  readonly url: string;
  /** What they are signed with; null: there is none, and none is believed. */
  readonly secret: string | null;
  /** Where it was to be installed: how that went. */
  readonly hook?: { readonly installed: boolean; readonly message: string };
}

/** + How a webhook does. @experimental */
export interface WireHookHealth extends WireObject<'webhook_health'> {
  /** Is it at its host? null: the host cannot be asked. */
  readonly installed: boolean | null;
  /** What is wrong, for people; null: nothing is known to be. */
  readonly problem: string | null;
  /** What the last delivery was answered with; null: the host does not say. */
  readonly last_status: number | null;
  /** When the last delivery of the repository came here; null: none ever did. */
  readonly last_delivery_at: WireTime | null;
}

/** + What a host was asked to send. @experimental */
export interface WireHookTest {
  /** Its name. */
  readonly '@type': 'webhook_test';
  /** For people. */
  readonly message: string;
}

/** + What became of a hook at its host when it was taken away. @experimental */
export interface WireHookLeft {
  /** `gone`: it was taken away, or none was there. `unknown`: it may be there. */
  readonly state: 'gone' | 'unknown';
  /** Where it sends or sent deliveries. */
  readonly url: string;
  /** What was done, or why nothing could be and what to do. */
  readonly message: string;
}

/** + A repository that was removed here, and what may still be of it at its host. @experimental */
export interface WireRemovedRepository extends WireObject<'removed_repository'> {
  /** The id that it had. */
  readonly id: number;
  /** `owner/name`. */
  readonly slug: string;
  /** Could only its members see it? */
  readonly private: boolean;
  /** Id of its VcsProvider. */
  readonly provider: string;
  /** The host's own id; null: it has none. */
  readonly vcs_id: string | null;
  /** Without a credential. */
  readonly clone_url: string;
  /** Its page at the host; null: it has none. */
  readonly html_url: string | null;
  /** Does its host still send deliveries? */
  readonly hook: WireHookLeft;
  /** What it was read with, valid at the host until it is revoked there; null: nothing was given. Its text is not kept. */
  readonly credential: 'token' | 'basic' | 'ssh' | null;
  /** Is it kept in the list? Not where nothing is left. */
  readonly kept: boolean;
  /** When it was removed. */
  readonly removed_at: WireTime;
}
/** + Removed repositories, newest first. @experimental */
export type WireRemovedRepositories = WireCollection<'removed_repositories', WireRemovedRepository>;

/** A repository. What is marked + is Turnpike's own. @stable */
export interface WireRepository extends WireObject<'repository'> {
  /** Positive; of the database. */
  readonly id: number;
  /** As it is called. */
  readonly name: string;
  /** `owner/name`. */
  readonly slug: string;
  /** null: there is none. */
  readonly description?: string | null;
  /** Of Travis's API; always null. */
  readonly github_id?: null;
  /** Not known here: null. */
  readonly github_language?: null;
  /** Of Travis's API; always false. */
  readonly managed_by_installation?: boolean;
  /** When it was made. */
  readonly created_at?: WireTime;
  /** The host's own id; null: it has none. */
  readonly vcs_id?: string | null;
  /** `GithubRepository`, `GitRepository`. */
  readonly vcs_type?: string;
  /** Its name at the host. */
  readonly vcs_name?: string;
  /** Is it built? */
  readonly active?: boolean;
  /** May only its members see it? */
  readonly private?: boolean;
  /** A favourite of whoever asks? */
  readonly starred?: boolean;
  /** Is mail about its builds wanted? Of whoever asks. */
  readonly email_subscribed?: boolean;
  /** The owner. */
  readonly owner?: WireOwner | null;
  /** Login of its owner. */
  readonly owner_name?: string;
  /** The default branch. */
  readonly default_branch?: WireBranch;
  /** Of all builds. */
  readonly build_count?: number;
  /** Are findings about its configuration shown? */
  readonly config_validation?: boolean;
  /** By `include=repository.current_build`: the newest build, running or not. */
  readonly current_build?: WireBuild | null;
  /** Newest that has started. */
  readonly last_started_build?: WireBuild | null;
  /** Of the next build. */
  readonly next_build_number?: number;
  /** + */
  readonly clone_url?: string;
  /** + Page at the code host; null where there is none. */
  readonly html_url?: string | null;
  /** + Id of the VcsProvider. */
  readonly provider?: string;
  /** + Can its host be asked for pushes? */
  readonly health?: WireHealth;
  /** + Its last change of name: what it was called before, and since when it is not. Absent: it has always been called so. */
  readonly moved?: { readonly from: string; readonly at: WireTime };
  /**
   * + Only at its own address: `?token=` shows the badge to those who are not logged in. Absent for the seconds
   * in which the keys of a new repository are made.
   */
  readonly badge_token?: string;
  /** + Only in the answer to an addition with `install_hook`, and to switching on and off: how the host's hook went. */
  readonly hook?: { readonly installed: boolean; readonly message: string };
}

/** A branch of a repository. @stable */
export interface WireBranch extends WireObject<'branch'> {
  /** As it is called. */
  readonly name: string;
  /** The repository. */
  readonly repository?: WireRepository;
  /** Is it the default one? */
  readonly default_branch?: boolean;
  /** Is it there at its host? */
  readonly exists_on_github?: boolean;
  /** Newest; null: none yet. */
  readonly last_build?: WireBuild | null;
  /** By `include=branch.recent_builds`: up to ten, newest first. */
  readonly recent_builds?: readonly WireBuild[];
}

/** Who wrote or committed. @stable */
export interface WirePerson {
  /** As it is called. */
  readonly name: string | null;
  /** null: not known. */
  readonly email?: string | null;
  /** Of a picture; null: there is none. */
  readonly avatar_url?: string | null;
}
/** A commit. @stable */
export interface WireCommit extends WireObject<'commit'> {
  /** Positive; of the database. */
  readonly id: number;
  /** 40 or 64 hex digits. */
  readonly sha: string;
  /** Full ref. */
  readonly ref: string;
  /** For people. */
  readonly message: string;
  /** Page that shows what changed; null: there is none. */
  readonly compare_url: string | null;
  /** When it was committed. */
  readonly committed_at: WireTime | null;
  /** Who wrote it. */
  readonly author?: WirePerson;
  /** Who committed it. */
  readonly committer?: WirePerson;
}

/** A tag that was built. @stable */
export interface WireTag extends WireObject<'tag'> {
  /** Id of the repository. */
  readonly repository_id?: number;
  /** As it is called. */
  readonly name: string;
  /** Newest build of it. */
  readonly last_build_id?: number | null;
}

/** Jobs of a build that start together. @stable */
export interface WireStage extends WireObject<'stage'>, WireSpan {
  /** Positive; of the database. */
  readonly id: number;
  /** From 1. */
  readonly number: number;
  /** As it is called. */
  readonly name: string;
  /** Where it stands. */
  readonly state: BuildState;
  /** When it started; null: not yet. */
  readonly started_at: WireTime | null;
  /** When it ended; null: not yet. */
  readonly finished_at: WireTime | null;
  /** In order. */
  readonly jobs?: readonly WireJob[];
}

/** A build. What is marked + is Turnpike's own. @stable */
export interface WireBuild extends WireObject<'build'>, WireSpan {
  /** Positive; of the database. */
  readonly id: number;
  /** As people name it. */
  readonly number: string;
  /** Where it stands. */
  readonly state: BuildState;
  /** Whole seconds; the sum of the jobs. */
  readonly duration: number | null;
  /** What it is for. */
  readonly event_type: EventType;
  /** Of the build before on the same branch. */
  readonly previous_state: FinalState | null;
  /** null: it is of none. */
  readonly pull_request_title: string | null;
  /** null: it is of none. */
  readonly pull_request_number: number | null;
  /** When it started; null: not yet. */
  readonly started_at: WireTime | null;
  /** When it ended; null: not yet. */
  readonly finished_at: WireTime | null;
  /** May only its members see it? */
  readonly private?: boolean;
  /** Is it before others of its owner? */
  readonly priority?: boolean;
  /** The repository. */
  readonly repository?: WireRepository;
  /** Name of the branch. */
  readonly branch?: WireBranch | null;
  /** Name of a pushed tag; null: it is of none. */
  readonly tag?: WireTag | null;
  /** The commit. */
  readonly commit?: WireCommit;
  /** In order. */
  readonly jobs?: readonly WireJob[];
  /** In order; empty where there are none. */
  readonly stages?: readonly WireStage[];
  /** Who caused it. */
  readonly created_by?: WireOwner | null;
  /** When it last changed. */
  readonly updated_at?: WireTime;
  /** The request. */
  readonly request?: WireRequest;
  /** + all below. */
  readonly created_at?: WireTime;
  /** Login at the host of who caused it, also where no account here belongs to it. */
  readonly sender?: string | null;
  /** Grows with each change of state: an answer with a lower one is older. */
  readonly version?: number;
  /** Last transition's reason, for people. */
  readonly reason?: string | null;
  /** Its configuration could not be read. */
  readonly config_error?: boolean;
  /** It ends when jobs that count have ended. */
  readonly fast_finish?: boolean;
  /** Id of the newer build that canceled it. */
  readonly auto_canceled_by?: number | null;
  /** A push that was told late: this build of a newer commit was there first and counts. */
  readonly newer_build?: { readonly id: number; readonly number: string } | null;
  /** null: it is of none. */
  readonly pull_request?: WirePullRequest | null;
}

/** + @stable */
export interface WirePullRequest {
  /** At the host. */
  readonly number: number;
  /** For people. */
  readonly title: string;
  /** Where it stands. */
  readonly state: 'open' | 'closed';
  /** Not ready for review. */
  readonly draft: boolean;
  /** Does it come from another repository? */
  readonly fork: boolean;
  /** Repository that it comes from. */
  readonly head_slug: string | null;
  /** Branch that it comes from. */
  readonly head_ref: string;
  /** Branch that it is for. */
  readonly base_ref: string;
  /** Its page; null: there is none. */
  readonly html_url: string | null;
}

/** + Why a job in `created` or `queued` waits. @stable */
export interface WireWaiting {
  /** In plain words, as the scheduler stored it: `limit owner 5/5`, `stage 1 "Test" is not finished`. */
  readonly reason: string;
  /** When it began to. */
  readonly since: WireTime;
  /** Where; null: in none yet. */
  readonly queue: string | null;
  /** From 1, in its queue; null while it is not queued. */
  readonly position: number | null;
}

/** A job. What is marked + is Turnpike's own. @stable */
export interface WireJob extends WireObject<'job'>, WireSpan {
  /** Positive; of the database. */
  readonly id: number;
  /** `17.3`. */
  readonly number?: string;
  /** Where it stands. */
  readonly state?: JobState;
  /** Its failure does not fail the build. */
  readonly allow_failure?: boolean;
  /** When it started; null: not yet. */
  readonly started_at?: WireTime | null;
  /** When it ended; null: not yet. */
  readonly finished_at?: WireTime | null;
  /** When it was made. */
  readonly created_at?: WireTime;
  /** When it last changed. */
  readonly updated_at?: WireTime;
  /** When it was last restarted; null: never. */
  readonly restarted_at?: WireTime | null;
  /** Who wanted it again. */
  readonly restarted_by?: WireOwner | null;
  /** Of Travis's API; always null. */
  readonly vm_size?: null;
  /** Name of the queue; null: none yet. */
  readonly queue?: string | null;
  /** May only its members see it? */
  readonly private?: boolean;
  /** The build. */
  readonly build?: WireBuild;
  /** The stage; null: there are none. */
  readonly stage?: WireStage | null;
  /** The repository. */
  readonly repository?: WireRepository;
  /** The commit. */
  readonly commit?: WireCommit;
  /** The owner. */
  readonly owner?: WireOwner | null;
  /** By `include=job.config`; secrets as `[secure]`. */
  readonly config?: JsonObject;
  /** There was no room in the answer for it: `config` is empty. */
  readonly config_cut?: boolean;
  /** + all below, in every representation but the id-only one. */
  readonly name?: string | null;
  /** When it was queued; null: not yet. */
  readonly queued_at?: WireTime | null;
  /** When it was received; null: not yet. */
  readonly received_at?: WireTime | null;
  /** Grows by one with each change of state. */
  readonly version?: number;
  /** Why it is in this state, for people; null: nothing was said. */
  readonly reason?: string | null;
  /** Why it waits; null: it does not. */
  readonly waiting?: WireWaiting | null;
  /** Number of the latest run; 0 before the first claim. */
  readonly run?: number;
  /** How often the platform lost its run. */
  readonly resets?: number;
  /** `fork`: it gets no secrets. */
  readonly trust?: Trust;
  /** What its worker must offer. */
  readonly needs?: JobNeeds;
  /** Its worker has been asked to end it. */
  readonly cancel_requested?: boolean;
}

/** + One attempt at a job. Newest first in lists. @stable */
export interface WireRun extends WireObject<'run'>, WireSpan {
  /** Id of the job. */
  readonly job_id: number;
  /** Counted by job, from 1. */
  readonly run: number;
  /** Name of the worker. */
  readonly worker: string;
  /** Where it stands. */
  readonly state: 'received' | 'started' | RunOutcome;
  /** `user`: the script decided. `platform`: the run was lost. */
  readonly blame: 'user' | 'platform' | null;
  /** Why it is in this state, for people; null: nothing was said. */
  readonly reason: string | null;
  /** When it was received; null: not yet. */
  readonly received_at: WireTime;
  /** When it started; null: not yet. */
  readonly started_at: WireTime | null;
  /** When it ended; null: not yet. */
  readonly finished_at: WireTime | null;
  /** Length of its log. */
  readonly log_bytes: number;
  /** Lines of its log. */
  readonly log_lines: number;
  /** Nothing is added to its log any more. */
  readonly log_sealed: boolean;
  /** The content is gone: a person removed it, or its time was over. */
  readonly log_removed: WireLogRemoval | null;
}
/** That a log was removed, by whom and why. @stable */
export interface WireLogRemoval {
  /** When. */
  readonly at: WireTime;
  /** Login; null: the platform. */
  readonly by: string | null;
  /** One sentence for people. */
  readonly text: string;
}

/** Something asked for a build. @stable */
export interface WireRequest extends WireObject<'request'> {
  /** Positive; of the database. */
  readonly id: number;
  /** Where it stands. */
  readonly state: RequestState;
  /** `approved`, `rejected`; null: not decided. */
  readonly result: RequestResult | null;
  /** Why it was rejected, and the way out. */
  readonly message: string | null;
  /** The repository. */
  readonly repository?: WireRepository;
  /** Branch to build. */
  readonly branch_name?: string;
  /** The commit. */
  readonly commit?: WireCommit | null;
  /** What it became; empty: nothing. */
  readonly builds?: readonly WireBuild[];
  /** The owner. */
  readonly owner?: WireOwner | null;
  /** When it was made. */
  readonly created_at?: WireTime;
  /** What it is for. */
  readonly event_type?: EventType;
  /** Of a pull request: where it goes. */
  readonly base_commit?: string | null;
  /** Of a pull request: its newest commit. */
  readonly head_commit?: string | null;
  /** Findings about its configuration. */
  readonly messages?: readonly WireMessage[];
  /** Merged and normalized. */
  readonly config?: JsonObject | null;
  /** In order of precedence. */
  readonly raw_configs?: readonly WireRawConfig[];
  /** v3's word for it. */
  readonly pull_request_mergeable?: string | null;
  /** + all below. */
  /** kebab-case rule that rejected it. */
  readonly rule?: string | null;
  /** Login of who caused it; null: not known. */
  readonly sender?: string | null;
  /** 40 or 64 hex digits. */
  readonly sha?: string | null;
  /** Name of a pushed tag. */
  readonly tag_name?: string | null;
  /** Whole message; null: not known. */
  readonly commit_message?: string | null;
  /** null: it is of none. */
  readonly pull_request?: WirePullRequest | null;
  /** When it ended; null: not yet. */
  readonly finished_at?: WireTime | null;
}

/** A finding about a configuration. @stable */
export interface WireMessage extends WireObject<'message'> {
  /** Absent on lint and preview. */
  readonly id?: number;
  /** `hint` is Turnpike's own. */
  readonly level: 'alert' | 'error' | 'warn' | 'info' | 'hint';
  /** Dotted path; `root` for the top. */
  readonly key: string;
  /** Stable, snake_case. */
  readonly code: string;
  /** What the sentence is filled in with. */
  readonly args: JsonObject;
  /** Source that it stands in; null: not of one. */
  readonly src: string | null;
  /** One-based (Travis counts from zero). */
  readonly line: number | null;
  /** + One sentence. */
  readonly text: string;
}

/** A source of a configuration. @stable */
export interface WireRawConfig {
  /** `owner/name:path@ref` or `api`. */
  readonly source: string;
  /** null: the default. */
  readonly merge_mode: string | null;
  /** Its text. */
  readonly config: string;
}

/** + Where a job of a configuration comes from. @stable */
export interface WireJobOrigin {
  /** `matrix`: a row of the product. `include`: an entry. `root`: the file itself. */
  readonly from: 'matrix' | 'include' | 'root';
  /** Zero-based, of its kind. */
  readonly index: number;
}

/** + One job that a configuration stands for. @stable */
export interface WireConfigJob {
  /** Absent on lint and preview. */
  readonly job_id?: number;
  /** As people name it. */
  readonly number?: string;
  /** The stage; null: there are none. */
  readonly stage: string | null;
  /** As it is called. */
  readonly name: string | null;
  /** Its failure does not fail the build. */
  readonly allow_failure: boolean;
  /** Its configuration; secrets encrypted. */
  readonly config: JsonObject;
  /** There was no room in the answer for it: `config` is empty. `@warnings` says so, too. */
  readonly config_cut?: boolean;
  /** null: not known. */
  readonly origin: WireJobOrigin | null;
}

/** + `GET /v3/build/:id/config`. @stable */
export interface WireBuildConfig extends WireObject<'build_config'> {
  /** Merged and normalized. */
  readonly config: JsonObject;
  /** In order of precedence. */
  readonly raw_configs: readonly WireRawConfig[];
  /** Findings about it. */
  readonly messages: readonly WireMessage[];
  /** The jobs. */
  readonly jobs: readonly WireConfigJob[];
}

/** `POST /v3/lint {content}`; all but `warnings` is +. A text that cannot be read is an answer with `error`. @stable */
export interface WireLint extends WireObject<'lint'> {
  /** In v3's form. */
  readonly warnings: readonly {
    readonly key: readonly string[];
    readonly message: string;
    readonly line: number | null;
  }[];
  /** All findings. */
  readonly messages: readonly WireMessage[];
  /** Normalized; null: it cannot be read. */
  readonly config: JsonObject | null;
  /** In order. */
  readonly stages: readonly { readonly name: string }[];
  /** That it stands for. */
  readonly jobs: readonly WireConfigJob[];
  /** Of a preview: the trigger would build nothing, and why. */
  readonly rejection?: { readonly rule: string; readonly message: string } | null;
  /** Why it cannot be read; null: it can. */
  readonly error: {
    readonly code: string;
    readonly message: string;
    /** One-based. */
    readonly line: number | null;
    readonly column: number | null;
  } | null;
}

/** `GET|POST /v3/job/:id/log`. @stable */
export interface WireLog extends WireObject<'log'> {
  /** Positive; of the database. */
  readonly id: number;
  /** null: it is removed. */
  readonly content: string | null;
  /** The same in parts. */
  readonly log_parts: readonly WireLogPart[];
  /** Where its bytes are. */
  readonly '@raw_log_href': string;
  /** + Run that it is of. */
  readonly run?: number;
  /** Nothing follows. */
  readonly sealed?: boolean;
  /** null: it is there. */
  readonly removed?: WireLogRemoval | null;
}
/** One accepted piece of a log. @stable */
export interface WireLogPart {
  /** From 0. */
  readonly number: number;
  /** As text. */
  readonly content: string;
  /** The last one of a sealed log. */
  readonly final: boolean;
}
/** A log in parts. @stable */
export interface WireLogParts extends WireObject<'log_parts'> {
  /** In order. */
  readonly log_parts: readonly WireLogPart[];
}

/** Lines of a log that have a text, in order; `line` counts from 1. @stable */
export interface WireLogMatches extends WireObject<'log_matches'> {
  /** Number of the attempt, from 1. */
  readonly run: number;
  /** At most as many as were asked for. */
  readonly matches: readonly { readonly line: number; readonly text: string }[];
  /** There are more than were asked for. */
  readonly more: boolean;
}

/** One setting of a repository or an owner. @stable */
export interface WireSetting extends WireObject<'setting'> {
  /** As it is called. */
  readonly name: string;
  /** null: the server's default. */
  readonly value: boolean | number | string | readonly string[] | null;
  /** + Of a setting that a plugin declares; absent: it is one of the platform's own. */
  readonly declared?: WireDeclaredSetting;
}
/** What a plugin says of a setting: enough for a form. @stable */
export interface WireDeclaredSetting {
  /** Id of the plugin. */
  readonly plugin: string;
  /** What its settings are called together. */
  readonly group: string;
  /** Label of the field. */
  readonly title: string;
  /** What it does. */
  readonly description: string;
  /** Of those that say nothing. */
  readonly default: boolean | number | string | readonly string[] | null;
  /** JSON Schema of its values. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A variable of a repository's settings. @stable */
export interface WireEnvVar extends WireObject<'env_var'> {
  /** Positive; of the database. */
  readonly id: string;
  /** As it is called. */
  readonly name: string;
  /** May logs show it? */
  readonly public: boolean;
  /** Only for this branch; null: all. */
  readonly branch: string | null;
  /** null unless public. */
  readonly value: string | null;
  /** + `text`: jobs get the value as it is. `shell`: it is shell source, which the job's shell reads. */
  readonly form: 'text' | 'shell';
}

/** A build that is asked for by the clock. @stable */
export interface WireCron extends WireObject<'cron'> {
  /** Positive; of the database. */
  readonly id: number;
  /** Name of the branch. */
  readonly branch: WireBranch;
  /** The repository. */
  readonly repository?: WireRepository;
  /** `daily`, `weekly`, `monthly`; + a five-field expression. */
  readonly interval: string;
  /** Not where the branch was built within a day. */
  readonly dont_run_if_recent_build_exists: boolean;
  /** false: it is kept and does nothing. */
  readonly active: boolean;
  /** null: never yet. */
  readonly last_run: WireTime | null;
  /** null: it is not active. */
  readonly next_run: WireTime | null;
  /** When it was made. */
  readonly created_at?: WireTime | null;
  /** + */
  readonly time_zone?: string;
}

/** + One message from a code host. @stable */
export interface WireDelivery extends WireObject<'delivery'> {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the VcsProvider. */
  readonly provider: string;
  /** The host's id of it. */
  readonly guid: string;
  /** In the host's words. */
  readonly event: string;
  /** What was made of it. */
  readonly outcome: 'accepted' | 'ignored' | 'rejected';
  /** Why it was ignored or rejected. */
  readonly reason: string | null;
  /** Id of the request. */
  readonly request_id: number | null;
  /** When it was received; null: not yet. */
  readonly received_at: WireTime;
  /** Only at its own address. */
  readonly headers?: Readonly<Record<string, string>>;
  /** As it came; only at its own address. */
  readonly body?: string;
}

/** + One notification to one target. @stable */
export interface WireNotification extends WireObject<'notification'> {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the build. */
  readonly build_id: number;
  /** What happened. */
  readonly event: 'started' | 'finished' | 'canceled';
  /** Id of the notifier. */
  readonly notifier: string;
  /** Receiver; null: not split into them yet. */
  readonly target: string | null;
  /** Where it stands. */
  readonly state: NotificationState;
  /** How often sending was begun. */
  readonly attempts: number;
  /** Not before. */
  readonly next_attempt_at: WireTime | null;
  /** Why it is in this state, for people; null: nothing was said. */
  readonly reason: string | null;
  /** When it was made. */
  readonly created_at: WireTime;
  /** null: not sent. */
  readonly sent_at: WireTime | null;
}

/** + A file that a build stored; `@href` is its download. @stable */
export interface WireArtifact extends WireObject<'artifact'> {
  /** Id of the job. */
  readonly job_id: number;
  /** As the job stored it. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Of its content, hex. */
  readonly sha256: string;
  /** When it was made. */
  readonly created_at: WireTime;
}
/** + Since when a file is not kept any more, and why: `removed by retention after 90 days on 2026-11-28 (…)`. @stable */
export interface WireRemoval {
  /** When it was removed. */
  readonly removed_at: WireTime;
  /** For people. */
  readonly reason: string;
}
/** What jobs keep between builds; `branch` is `PR.N` for those of a pull request. @stable */
export interface WireCache extends WireObject<'cache'> {
  /** Id of the repository. */
  readonly repository_id: number;
  /** Bytes. */
  readonly size: number;
  /** As it is called. */
  readonly name: string;
  /** Name of the branch. */
  readonly branch: string;
  /** When it was stored. */
  readonly last_modified: WireTime;
}

/** The key with which `secure` values of a repository are encrypted: its public half, PEM. @stable */
export interface WireKeyPair extends WireObject<'key_pair_generated'> {
  /** For people. */
  readonly description: string;
  /** PEM. */
  readonly public_key: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
}

/** The SSH key that a person gave for a repository: its public half. Its private half is in no answer. @stable */
export interface WireSshKey extends WireObject<'key_pair'> {
  /** What it is for, in its giver's words. */
  readonly description: string;
  /** As `authorized_keys` has it. */
  readonly public_key: string;
  /** `SHA256:…`, as ssh-keygen prints it. */
  readonly fingerprint: string;
}

/** + API token of the current user. `token` stands only in the answer that makes it. @stable */
export interface WireToken extends WireObject<'token'> {
  /** Positive; of the database. */
  readonly id: number;
  /** As it is called. */
  readonly name: string;
  /** What it can at most. */
  readonly scopes: readonly string[];
  /** When it was made. */
  readonly created_at: WireTime;
  /** When it was last used; null: never. */
  readonly used_at: WireTime | null;
  /** When it ends; null: never. */
  readonly expires_at: WireTime | null;
  /** Only in the answer that makes it. */
  readonly token?: string;
}

/** A code host of the configuration. @experimental */
export interface WireHost extends WireObject<'host'> {
  /** What repositories name it by. */
  readonly id: string;
  /** Which plugins speak to it. */
  readonly kind: string;
  /** Where browsers find it. */
  readonly url: string;
  /** To register there for signing in, to the letter. */
  readonly callback_url: string;
  /** To which its apps and organizations send deliveries. */
  readonly hook_url: string;
  /** Can an app of it be made from here? */
  readonly can_make_app: boolean;
  /** The one that was made from here; null: none was. */
  readonly app: {
    readonly id: string;
    readonly slug: string;
    readonly url: string;
    readonly client_id: string;
  } | null;
}

/** + What a code host says that an account may do, and how far asking it is. @experimental */
export interface WireSync extends WireObject<'sync'> {
  /** Positive; of the linked identity. */
  readonly id: number;
  /** Id of the host. */
  readonly host: string;
  /** Login there. */
  readonly login: string;
  /** Of the last sync; `waiting`: one is due. */
  readonly state: 'waiting' | 'running' | 'done' | 'partial' | 'doubted' | 'failed' | 'signed_out';
  /** Seen by it; while it runs: so far. */
  readonly repositories: number;
  /** Their owners. */
  readonly owners: number;
  /** Owners whose repositories the host leaves out, with its reason and where to change it. */
  readonly withheld: readonly {
    readonly account: string;
    readonly reason: string;
    readonly url: string | null;
  }[];
  /** What went wrong; null: nothing. */
  readonly message: string | null;
  /** What to do about it. */
  readonly way_out: string | null;
  /** When the last one began; null: none yet. */
  readonly started_at: WireTime | null;
  /** When the last one ended. */
  readonly finished_at: WireTime | null;
  /** When everything was last known. */
  readonly synced_at: WireTime | null;
  /** When the next one is due; null: none is before somebody asks. */
  readonly next_at: WireTime | null;
}
/** + A browser that is logged in. @stable */
export interface WireBrowserSession extends WireObject<'browser_session'> {
  /** Positive; of the database. */
  readonly id: string;
  /** When it was made. */
  readonly created_at: WireTime;
  /** When it was last used; null: never. */
  readonly used_at: WireTime | null;
  /** When it ends; null: never. */
  readonly expires_at: WireTime;
  /** What the browser called itself. */
  readonly agent: string | null;
  /** Where it came from; null: not known. */
  readonly address: string | null;
  /** The one that asks. */
  readonly current: boolean;
}
/** + An own account at a host. @experimental */
export interface WireIdentity extends WireObject<'identity'> {
  /** Positive; of the database. */
  readonly id: number;
  /** Id of the host. */
  readonly host: string;
  /** The host as the button of the login page calls it; its id where nobody signs in there any more. */
  readonly host_title: string;
  /** Can one log in by it now? */
  readonly can_log_in: boolean;
  /** As it is called there. */
  readonly login: string;
  /** For people; null: not said. */
  readonly name: string | null;
  /** What its token may do, in the host's words. */
  readonly scopes: readonly string[];
  /** When it was linked. */
  readonly linked_at: WireTime;
  /** When its rights were last known in full; null: never. */
  readonly synced_at: WireTime | null;
  /** When its token ends; null: it does not, or there is none. */
  readonly expires_at: WireTime | null;
  /** When the host refused its token: one has to sign in there again; null: it is good. */
  readonly revoked_at: WireTime | null;
}
/** + Where the browser goes on. @experimental */
export interface WireSignIn {
  /** Name of the resource. */
  readonly '@type': 'sign_in';
  /** Of the host; good for ten minutes in the browser that asked. */
  readonly url: string;
}
/** + Is there a second factor? @experimental */
export interface WireSecondFactor {
  /** Name of the resource. */
  readonly '@type': 'second_factor';
  /** Is it asked for at each log-in? */
  readonly active: boolean;
  /** Recovery codes that are left. */
  readonly recovery_codes: number;
}
/** + A second factor that is not confirmed yet. @experimental */
export interface WireSecondFactorKey {
  /** Name of the resource. */
  readonly '@type': 'second_factor_key';
  /** Base32, for typing. */
  readonly key: string;
  /** `otpauth://…`, for a QR code. */
  readonly url: string;
}
/** + Codes that stand in for the second factor, once each. @experimental */
export interface WireRecoveryCodes {
  /** Name of the resource. */
  readonly '@type': 'recovery_codes';
  /** Shown only now: hashes of them are kept. */
  readonly codes: readonly string[];
}
/** + `token`: only in the answer that makes it. @stable */
export interface WireWorkerToken extends WireObject<'worker_token'> {
  /** Positive; of the database. */
  readonly id: number;
  /** Of the worker. */
  readonly name: string;
  /** null: all. */
  readonly queues: readonly string[] | null;
  /** When it was made. */
  readonly created_at: WireTime;
  /** When it was last used; null: never. */
  readonly used_at: WireTime | null;
  /** Only in the answer that makes it. */
  readonly token?: string;
}
/** What an account prefers. @stable */
export interface WirePreference extends WireObject<'preference'> {
  /** `build_emails`: mail about builds at all; `private_insights_visibility`: `private` or `public`, kept for Travis's clients: nothing here asks for it. */
  readonly name: string;
  /** As it was set, or as it comes. */
  readonly value: boolean | string;
}
/** All that there are. @stable */
export type WirePreferences = WireCollection<'preferences', WirePreference>;
/** + What the link of a mail is for. @stable */
export interface WireMailbox extends WireObject<'mailbox'> {
  /** Where mail is sent to. */
  readonly address: string;
  /** Slug; null: it is gone. */
  readonly repository: string | null;
  /** Is mail about it sent there? */
  readonly subscribed: boolean;
}
/** + Who may do what with a repository. @stable */
export interface WirePermission {
  /** Name of the resource. */
  readonly '@type': 'permission';
  /** The account. */
  readonly user: WireUser;
  /** null: no right of their own. */
  readonly level: 'read' | 'write' | 'admin' | null;
  /** + Where it comes from, the highest first; in lists, and where something was changed. */
  readonly origins?: readonly WireRightOrigin[];
}
/** Whether somebody may have builds started. @experimental */
export interface WireBuildPermission {
  /** Name of the resource. */
  readonly '@type': 'build_permission';
  /** The account. */
  readonly user: WireUser;
  /** May builds be started by it, as far as this place says? */
  readonly permission: boolean;
  /** Its right there; null: none of its own. */
  readonly role: AccessLevel | null;
}
/** + One of the ways by which somebody has a right. @experimental */
export interface WireRightOrigin {
  /** `direct`: given on this very thing; `owner`: given on all that its owner has; `host`: its code host says so. */
  readonly source: 'direct' | 'team' | 'owner' | 'host';
  /** Name of the team, login of the owner, id of the host; null: `direct`. */
  readonly via: string | null;
  /** What comes by it. */
  readonly level: AccessLevel;
}
/** + A named set of people with rights on repositories of one owner. @experimental */
export interface WireTeam extends WireObject<'team'> {
  /** Positive; of the database. */
  readonly id: number;
  /** Unique by owner, in any case. */
  readonly name: string;
  /** null: not said. */
  readonly description: string | null;
  /** On all repositories of the owner; null: on those alone that are named. */
  readonly level: AccessLevel | null;
  /** Whose it is. */
  readonly owner: WireOwner;
  /** By login; not in lists. */
  readonly members?: readonly WireUser[];
  /** By name; not in lists. */
  readonly repositories?: readonly WireTeamRepository[];
}
/** + A repository on which a team has a right of its own. @experimental */
export interface WireTeamRepository {
  /** Positive; of the database. */
  readonly id: number;
  /** `owner/name`. */
  readonly slug: string;
  /** Includes what is less. */
  readonly level: AccessLevel;
}
/** + Who did what to which, when and from where. @stable */
export interface WireAuditEntry extends WireObject<'audit_entry'> {
  /** Positive; of the database. */
  readonly id: number;
  /** When. */
  readonly at: WireTime;
  /** Login as it was then. */
  readonly who: string;
  /** Id of the user; null: none. */
  readonly user_id: number | null;
  /** How who did it was let in. */
  readonly via: string;
  /** Where it came from; null: not known, or not for who asks. */
  readonly address: string | null;
  /** `user.suspend`. */
  readonly action: string;
  /** `user/grace`. */
  readonly target: string;
  /** Id of the repository. */
  readonly repository_id: number | null;
  /** What was changed, as it was. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** The same afterwards. */
  readonly after: Readonly<Record<string, unknown>> | null;
  /** `begun`, `failed`: whether it was done is not known, for the server ended or failed in it. */
  readonly outcome: 'begun' | 'done' | 'failed';
  /** Login of whom `who`, an administrator, acted as; null: as themselves. */
  readonly acting_as: string | null;
}

/** + Who asks, and how one may log in. Never an error: anonymous has `user: null`. @stable */
export interface WireSession extends WireObject<'session'> {
  /** null: nobody is logged in. */
  readonly user: WireUser | null;
  /** May visitors read public repositories? */
  readonly public: boolean;
  /** Ways to log in. */
  readonly logins: readonly {
    readonly id: string;
    readonly title: string;
    /** `password`: the form. `redirect`: a link to `url`. */
    readonly kind: 'password' | 'redirect';
    readonly url?: string;
  }[];
  /** After a one-time link: the account has no password yet, and no other way in. */
  readonly password_needed: boolean;
  /** Of the account; false for visitors, too. */
  readonly has_password: boolean;
  /** The administrator who acts as `user`, and until when; null: nobody does. */
  readonly acting: { readonly by: string; readonly until: WireTime } | null;
  /** Grows by one with each change of state. */
  readonly version: string;
}

/** + A user with a one-time link to log in and set a password; the link is shown once. @stable */
export interface WireUserLink extends WireObject<'user_link'> {
  /** The account. */
  readonly user: WireUser;
  /** Good for one use. */
  readonly url: string;
}

/** + All owners of repositories. @stable */
export type WireOwners = WireCollection<'owners', WireOwner>;
/** + How many sessions and tokens of an account ended. @stable */
export interface WireRevoked {
  /** Name of the resource. */
  readonly '@type': 'revoked';
  /** How many. */
  readonly sessions: number;
  /** How many. */
  readonly tokens: number;
}

/** What receivers of webhooks check signatures with (travis-api facts 10). @stable */
export interface WireServerConfig {
  /** As Travis has it. */
  readonly config: {
    readonly host: string;
    readonly shorten_host: string;
    readonly github: { readonly api_url: string | null; readonly scopes: readonly string[] };
    /** PEM. */
    readonly notifications: { readonly webhook: { readonly public_key: string } };
  };
}

/** A list of them, with its pages. @stable */
export type WireRepositories = WireCollection<'repositories', WireRepository>;
/** A list of them, with its pages. @stable */
export type WireBranches = WireCollection<'branches', WireBranch>;
/** A list of them, with its pages. @stable */
export type WireBuilds = WireCollection<'builds', WireBuild>;
/** A list of them, with its pages. @stable */
export type WireJobs = WireCollection<'jobs', WireJob>;
/** A list of them, with its pages. @stable */
export type WireStages = WireCollection<'stages', WireStage>;
/** A list of them, with its pages. @stable */
export type WireRequests = WireCollection<'requests', WireRequest>;
/** A list of them, with its pages. @stable */
export type WireMessages = WireCollection<'messages', WireMessage>;
/** A list of them, with its pages. @stable */
export type WireRuns = WireCollection<'runs', WireRun>;
/** A list of them, with its pages. @stable */
export type WireSettings = WireCollection<'settings', WireSetting>;
/** A list of them, with its pages. @stable */
export type WireEnvVars = WireCollection<'env_vars', WireEnvVar>;
/** A list of them, with its pages. @stable */
export type WireCrons = WireCollection<'crons', WireCron>;
/** One, or none. @stable */
export type WireSshKeys = WireCollection<'key_pairs', WireSshKey>;
/** A list of them, with its pages. @stable */
export type WireDeliveries = WireCollection<'deliveries', WireDelivery>;
/** A list of them, with its pages. @stable */
export type WireNotifications = WireCollection<'notifications', WireNotification>;
/** A list of them, with its pages. @stable */
export type WireUsers = WireCollection<'users', WireUser>;
/** A list of them, with its pages. @stable */
export type WireSyncs = WireCollection<'syncs', WireSync>;
/** A list of them. @experimental */
export type WireHosts = WireCollection<'hosts', WireHost>;
/** A list of them, with its pages. @stable */
export type WireBrowserSessions = WireCollection<'sessions', WireBrowserSession>;
/** A list of them. @experimental */
export type WireIdentities = WireCollection<'identities', WireIdentity>;
/** A list of them, with its pages. @stable */
export type WireWorkerTokens = WireCollection<'worker_tokens', WireWorkerToken>;
/** A list of them, with its pages. @stable */
export type WirePermissions = WireCollection<'permissions', WirePermission>;
/** A list of them. @experimental */
export type WireBuildPermissions = WireCollection<'build_permissions', WireBuildPermission>;
/** A list of them. @experimental */
export type WireTeams = WireCollection<'teams', WireTeam>;
/** A list of them, with its pages. @stable */
export type WireAuditEntries = WireCollection<'audit_entries', WireAuditEntry>;
/** Files that a build stored. @stable */
export interface WireArtifacts extends WireObject<'artifacts'> {
  /** Those that can be downloaded. */
  readonly artifacts: readonly WireArtifact[];
  /** + Those that are not kept any more; their downloads answer 410 with the reason. */
  readonly removed: readonly (WireArtifact & WireRemoval)[];
}
/** Caches of a repository. @stable */
export interface WireCaches extends WireObject<'caches'> {
  /** Those that are there. */
  readonly caches: readonly WireCache[];
  /** + Those that went by themselves and were not stored again. Absent where caches are deleted. */
  readonly removed?: readonly (WireCache & WireRemoval)[];
}
/** A list of them, with its pages. @stable */
export type WireTokens = WireCollection<'tokens', WireToken>;

/** Bodies of writes. Travis's three spellings are taken (`build.state`, nested, bare); these are the bare ones. @stable */
export interface WireInputs {
  /**
   * `POST /v3/session`: either pair, or the token of a one-time link. Answers WireSession and sets the cookie. `code`:
   * of the second factor, or a recovery code; asked for by the error type `second_factor_required`.
   */
  readonly session:
    | { readonly login: string; readonly password: string; readonly code?: string }
    | { readonly once: string; readonly code?: string };
  /** `POST /v3/user/identities`. */
  readonly identity: {
    /** Id of the host. */
    readonly host: string;
    /** Path to come back to; the account page if absent. */
    readonly return_to?: string;
  };
  /** `POST /v3/user/second_factor` and `…/remove`: the current password. */
  readonly second_factor: { readonly current: string };
  /** `PUT /v3/user/second_factor`: a first code. */
  readonly second_factor_code: { readonly code: string };
  /** `PUT /v3/user/password`. `current` may be absent while `password_needed`. */
  readonly password: { readonly password: string; readonly current?: string };
  /** `POST /v3/user/tokens`. */
  readonly token: {
    readonly name: string;
    readonly scopes?: readonly string[];
    readonly expires_in_days?: number;
  };
  /** `PATCH /v3/preference/:name`. */
  readonly preference: { readonly value: boolean | string };
  /** `DELETE /v3/user`: the own login, so that nobody does it by mistake. */
  readonly account_removal: { readonly login: string };
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
  /** `POST /v3/removed_repo/:id/remove_hook`: administrators. */
  readonly left_hook: {
    /** Of the code host, used this once; the server's own where there is none. */
    readonly token?: string | null;
  };
  /** `POST /v3/users`: administrators. */
  readonly user: {
    readonly login: string;
    readonly name?: string;
    readonly email?: string;
    readonly admin?: boolean;
  };
  /** `POST /v3/repo/:repo/requests`: what is to be built. */
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
  /** `POST /v3/lint`: text of a `.travis.yml`. */
  readonly lint: { readonly content: string };
  /** `POST /v3/build/:id/restart`: all jobs, or those that did not pass. */
  readonly restart_build: { readonly only_failed?: boolean };
  /** `POST /v3/build/:id/priority`: also cancels what runs for the owner. */
  readonly prioritize_build: { readonly cancel_all?: boolean };
  /** `PATCH /v3/repo/:repo/setting/:name`. */
  readonly setting: { readonly value: boolean | number | string | readonly string[] | null };
  /** `POST /v3/repo/:repo/env_vars`. */
  readonly env_var: {
    readonly name: string;
    readonly value: string;
    readonly public?: boolean;
    readonly branch?: string | null;
    /** Of the value that comes with it; `text` unless it says `shell`. */
    readonly form?: 'text' | 'shell';
  };
  /** `POST /v3/repo/:repo/branch/:branch/cron`. */
  readonly cron: {
    readonly interval: string;
    readonly dont_run_if_recent_build_exists?: boolean;
    readonly time_zone?: string;
  };
  /** `POST /v3/worker_tokens`. `queues`: the only ones that it may take jobs from. */
  readonly worker_token: { readonly name: string; readonly queues?: readonly string[] | null };
  /** `POST /v3/repo/:repo/key_pair`. */
  readonly key_pair: {
    /** What it is for. */
    readonly description?: string;
    /** Private key without a passphrase, PEM or OpenSSH. */
    readonly value: string;
  };
  /** `PATCH /v3/repo/:repo/key_pair`: what is left out stays. */
  readonly key_pair_change: Partial<WireInputs['key_pair']>;
  /** `PATCH /v3/repo/:repo/env_var/:id`: what is left out stays. */
  readonly env_var_change: Partial<WireInputs['env_var']>;
  /** `PUT /v3/repo/:repo/permission/:login`; null takes away what was given there. */
  readonly permission: { readonly level: AccessLevel | null };
  /** `POST /v3/user/:login/become`. `minutes`: 1 to 60, after which it ends by itself; 30 if absent. */
  readonly become: { readonly minutes?: number };
  /** `POST /v3/owner/:login/tokens`. Without `expires_in_days` it does not end. */
  readonly owner_token: {
    readonly name: string;
    readonly level: AccessLevel;
    readonly expires_in_days?: number;
  };
  /** `PATCH …/build_permissions`. */
  readonly build_permissions: {
    readonly user_ids: readonly number[];
    readonly permission: boolean;
  };
  /** `POST /v3/owner/:login/teams`. `level`: on all repositories; absent or null: on none but those that are named. */
  readonly team: {
    readonly name: string;
    readonly description?: string | null;
    readonly level?: AccessLevel | null;
  };
  /** `PATCH /v3/team/:id`: what is left out stays. */
  readonly team_change: Partial<WireInputs['team']>;
}
