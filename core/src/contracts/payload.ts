/**
 * The job payload: what hub hands to a worker and the worker to the script
 * compiler. It keeps the names and shapes of the payload that Travis' scheduler
 * put on its queues (snake_case; travis-build `lib/travis/build/data.rb`), so
 * that recorded payloads compile unchanged. What only Turnpike knows sits under
 * the key `turnpike`. The payload holds secrets in plain text: it is kept in
 * memory only and never logged.
 */

import type { EnvVarForm } from './domain.js';

/** One job's config after matrix expansion: keys as in `.travis.yml`, values as normalised by the config compiler. */
export type PayloadConfig = Readonly<Record<string, unknown>>;

/** The repository a job belongs to. Only `slug` is required. */
export interface PayloadRepository {
  /** `owner/name`, also the path of the checkout below the build root. */
  readonly slug: string;
  readonly id?: number;
  /** Id at the VCS host; `vcs_id` wins over `github_id`, both only name cache keys. */
  readonly github_id?: number | string | null;
  readonly vcs_id?: string | null;
  /** `GithubRepository`, `GitlabRepository`, `BitbucketRepository`, … */
  readonly vcs_type?: string | null;
  /** Defaults to `git`. */
  readonly server_type?: string | null;
  /** Host name of the VCS, defaults to `github.com`. */
  readonly source_host?: string | null;
  /** What `git clone` is given; a URL or a local path. Made from host and slug when absent. */
  readonly source_url?: string | null;
  readonly api_url?: string | null;
  readonly private?: boolean | null;
  readonly default_branch?: string | null;
  readonly installation_id?: number | string | null;
  readonly description?: string | null;
}

/** The job itself. Absent and `null` mean the same everywhere. */
export interface PayloadJob {
  readonly id: number;
  /** `<build number>.<job number>`, such as `17.3`. */
  readonly number?: string | null;
  readonly commit?: string | null;
  readonly commit_range?: string | null;
  readonly commit_message?: string | null;
  /** Branch built; of a pull request the target; of a tag the tag's name. */
  readonly branch?: string | null;
  /** Git ref to fetch in place of the branch: `refs/pull/7/merge`. */
  readonly ref?: string | null;
  readonly tag?: string | null;
  /** The pull request's number, or false. */
  readonly pull_request?: number | string | false | null;
  readonly state?: string | null;
  /** May this job see secure variables? */
  readonly secure_env_enabled?: boolean | null;
  /** Were there secure variables that this job may not see? (prints a notice) */
  readonly secure_env_removed?: boolean | null;
  readonly allow_failure?: boolean | null;
  readonly name?: string | null;
  readonly stage_name?: string | null;
  readonly restarted_at?: string | null;
  readonly restarted_by?: string | null;
  readonly debug_options?: PayloadDebugOptions | null;
  readonly pull_request_head_branch?: string | null;
  readonly pull_request_head_sha?: string | null;
  readonly pull_request_head_slug?: string | null;
  readonly pull_request_head_url?: string | null;
  readonly pull_request_base_ref?: string | null;
  readonly pull_request_base_slug?: string | null;
  readonly pull_request_is_draft?: boolean | null;
  readonly created_custom_image?: Readonly<Record<string, unknown>> | null;
  readonly used_custom_image?: Readonly<Record<string, unknown>> | null;
  readonly queued_at?: string | null;
}

export interface PayloadDebugOptions {
  readonly stage?: string | null;
  readonly previous_state?: string | null;
  readonly created_by?: string | null;
  readonly quiet?: boolean | null;
}

/** The build; under `source` or `build` (`source` wins). */
export interface PayloadBuild {
  readonly id: number;
  readonly number?: number | string | null;
  /** `push`, `pull_request`, `api` or `cron`. */
  readonly event_type?: string | null;
  readonly previous_state?: string | null;
}

/** A variable of the repository's settings. `branch` limits it to that branch. */
export interface PayloadEnvVar {
  readonly name: string;
  readonly value: string;
  readonly public?: boolean | null;
  readonly branch?: string | null;
  /** `text`: the value as it is. Else it is shell source, as in Travis' payloads. */
  readonly form?: EnvVarForm | null;
}

export interface PayloadSshKey {
  /** The private key, base64 when `encoded`. */
  readonly value: string;
  /** `repository_settings` or `travis_yaml` mean a key that the user set. */
  readonly source?: string | null;
  readonly encoded?: boolean | null;
  readonly public_key?: string | null;
}

/** Object storage of caches and workspaces, where an operator configured one. */
export type PayloadCacheSettings = Readonly<Record<string, unknown>>;

/** How the worker's checkout reaches the repository; made by the VcsProvider's `cloneAccess`. */
export interface PayloadClone {
  /** `git clone` source: http(s), ssh or file URL, or a local path. Wins over `repository.source_url`. */
  readonly url: string;
  /** Written into a netrc for the URL's host, removed afterwards unless `keep_netrc`. */
  readonly username?: string;
  readonly password?: string;
  /** Where `url` is a copy: the address it was copied from, without credentials. Submodules by `../name` lie beside it. */
  readonly original?: string;
  /**
   * Repositories on the worker's machine that stand for addresses of submodules: absolute folders by the address as
   * git resolves it. For executors whose jobs share that machine; others fetch from the address.
   */
  readonly submodules?: Readonly<Record<string, string>>;
}

/** Everything that Travis' payload has no place for. */
export interface TurnpikePayload {
  /** Which attempt at the job this is (see RunRef). */
  readonly run?: number;
  /** `fork`: from outside the repository; hub has left secrets out. */
  readonly trust?: 'full' | 'fork';
  readonly clone?: PayloadClone;
  /** Base URL under which the script reaches caches, workspaces and artifacts of this installation. */
  readonly storage_url?: string;
  /** Address of the web interface, with scheme and prefix; wins over `host`. */
  readonly public_url?: string;
  /** Token for `storage_url`, good for this job only. Masked in the log. */
  readonly job_token?: string;
  /** Image asked for by the job (`image:`), over every proposal. */
  readonly image?: string;
  readonly [key: string]: unknown;
}

/** The whole payload. Unknown keys are allowed and ignored. */
export interface JobPayload {
  readonly type?: string;
  readonly config: PayloadConfig;
  readonly repository: PayloadRepository;
  readonly job: PayloadJob;
  readonly source?: PayloadBuild | null;
  readonly build?: PayloadBuild | null;
  readonly env_vars?: readonly PayloadEnvVar[] | null;
  /** Further strings to mask in the log. */
  readonly secrets?: readonly string[] | null;
  readonly ssh_key?: PayloadSshKey | null;
  readonly cache_settings?: PayloadCacheSettings | null;
  readonly cache_options?: PayloadCacheSettings | null;
  readonly workspace?: PayloadCacheSettings | null;
  /** Seconds. */
  readonly timeouts?: {
    readonly hard_limit?: number | null;
    readonly log_silence?: number | null;
  } | null;
  /** Host of the web interface, used in TRAVIS_BUILD_WEB_URL and TRAVIS_JOB_WEB_URL. */
  readonly host?: string | null;
  readonly oauth_token?: string | null;
  readonly prefer_https?: boolean | null;
  readonly keep_netrc?: boolean | null;
  readonly allowed_repositories?: readonly string[] | null;
  /** No sudo for this job. */
  readonly paranoid?: boolean | null;
  readonly trace?: boolean | null;
  readonly vm_size?: string | null;
  readonly npm_registry?: string | null;
  readonly hosts?: Readonly<Record<string, string>> | null;
  readonly turnpike?: TurnpikePayload;
  readonly [key: string]: unknown;
}
