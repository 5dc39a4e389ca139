/**
 * The job payload: what hub hands to a worker and the worker to the script
 * compiler. It keeps the names and shapes of the payload that Travis' scheduler
 * put on its queues (snake_case; travis-build `lib/travis/build/data.rb`), so
 * that recorded payloads compile unchanged. What only Turnpike knows sits under
 * the key `turnpike`. The payload holds secrets in plain text: it is kept in
 * memory only and never logged.
 */

import type { EnvVarForm, PluginSettings } from './domain.js';

/** One job's config after matrix expansion: keys as in `.travis.yml`, values as normalised by the config compiler. @stable */
export type PayloadConfig = Readonly<Record<string, unknown>>;

/** The repository a job belongs to. Only `slug` is required. @stable */
export interface PayloadRepository {
  /** `owner/name`, also the path of the checkout below the build root. */
  readonly slug: string;
  /** Id of the repository here. */
  readonly id?: number;
  /** Id at the VCS host; `vcs_id` wins over `github_id`, both only name cache keys. */
  readonly github_id?: number | string | null;
  /** The host's own id. */
  readonly vcs_id?: string | null;
  /** `GithubRepository`, `GitlabRepository`, `BitbucketRepository`, … */
  readonly vcs_type?: string | null;
  /** Defaults to `git`. */
  readonly server_type?: string | null;
  /** Host name of the VCS, defaults to `github.com`. */
  readonly source_host?: string | null;
  /** What `git clone` is given; a URL or a local path. Made from host and slug when absent. */
  readonly source_url?: string | null;
  /** Of the host's API. */
  readonly api_url?: string | null;
  /** May only its members see it? */
  readonly private?: boolean | null;
  /** As the host has it. */
  readonly default_branch?: string | null;
  /** Of an app at the host. */
  readonly installation_id?: number | string | null;
  /** As the host has it. */
  readonly description?: string | null;
}

/** The job itself. Absent and `null` mean the same everywhere. @stable */
export interface PayloadJob {
  /** Id of the job. */
  readonly id: number;
  /** `<build number>.<job number>`, such as `17.3`. */
  readonly number?: string | null;
  /** SHA that is checked out. */
  readonly commit?: string | null;
  /** `before...after` of a push. */
  readonly commit_range?: string | null;
  /** Whole message. */
  readonly commit_message?: string | null;
  /** Branch built; of a pull request the target; of a tag the tag's name. */
  readonly branch?: string | null;
  /** Git ref to fetch in place of the branch: `refs/pull/7/merge`. */
  readonly ref?: string | null;
  /** Name of a pushed tag. */
  readonly tag?: string | null;
  /** The pull request's number, or false. */
  readonly pull_request?: number | string | false | null;
  /** When it was claimed. */
  readonly state?: string | null;
  /** May this job see secure variables? */
  readonly secure_env_enabled?: boolean | null;
  /** Were there secure variables that this job may not see? (prints a notice) */
  readonly secure_env_removed?: boolean | null;
  /** Its failure does not fail the build. */
  readonly allow_failure?: boolean | null;
  /** As the author calls it. */
  readonly name?: string | null;
  /** As it is shown. */
  readonly stage_name?: string | null;
  /** ISO 8601. */
  readonly restarted_at?: string | null;
  /** Login. */
  readonly restarted_by?: string | null;
  /** Only where somebody debugs it. */
  readonly debug_options?: PayloadDebugOptions | null;
  /** The branch that it comes from. */
  readonly pull_request_head_branch?: string | null;
  /** Its newest commit there. */
  readonly pull_request_head_sha?: string | null;
  /** The repository that it comes from. */
  readonly pull_request_head_slug?: string | null;
  /** Its clone address, where it is another one. */
  readonly pull_request_head_url?: string | null;
  /** The branch that it is for. */
  readonly pull_request_base_ref?: string | null;
  /** What that branch led to when the request was told of, where the host makes no merge of it. */
  readonly pull_request_base_sha?: string | null;
  /** The repository that it is for. */
  readonly pull_request_base_slug?: string | null;
  /** Is it a draft? */
  readonly pull_request_is_draft?: boolean | null;
  /** As Travis has it; nothing here reads it. */
  readonly created_custom_image?: Readonly<Record<string, unknown>> | null;
  /** As Travis has it; nothing here reads it. */
  readonly used_custom_image?: Readonly<Record<string, unknown>> | null;
  /** ISO 8601. */
  readonly queued_at?: string | null;
}

/** Of a job that somebody debugs. @stable */
export interface PayloadDebugOptions {
  /** Stage before which it waits. */
  readonly stage?: string | null;
  /** State that the job had before. */
  readonly previous_state?: string | null;
  /** Login of who debugs. */
  readonly created_by?: string | null;
  /** Without words about it in the log. */
  readonly quiet?: boolean | null;
}

/** The build; under `source` or `build` (`source` wins). @stable */
export interface PayloadBuild {
  /** Id of the build. */
  readonly id: number;
  /** As it is shown: `17`. */
  readonly number?: number | string | null;
  /** `push`, `pull_request`, `api` or `cron`. */
  readonly event_type?: string | null;
  /** Of the build before on the same branch. */
  readonly previous_state?: string | null;
}

/** A variable of the repository's settings. `branch` limits it to that branch. @stable */
export interface PayloadEnvVar {
  /** As the shell has it. */
  readonly name: string;
  /** Plain text; a secret unless `public`. */
  readonly value: string;
  /** May the log show it? */
  readonly public?: boolean | null;
  /** Only for jobs of this branch; null: for all. */
  readonly branch?: string | null;
  /** `text`: the value as it is. Else it is shell source, as in Travis' payloads. */
  readonly form?: EnvVarForm | null;
}

/** A key that code is fetched with. A secret. @stable */
export interface PayloadSshKey {
  /** The private key, base64 when `encoded`. */
  readonly value: string;
  /** `repository_settings` or `travis_yaml` mean a key that the user set. */
  readonly source?: string | null;
  /** Is `value` base64? */
  readonly encoded?: boolean | null;
  /** Its other half, for people. */
  readonly public_key?: string | null;
}

/** Object storage of caches and workspaces, where an operator configured one. @stable */
export type PayloadCacheSettings = Readonly<Record<string, unknown>>;

/** How the worker's checkout reaches the repository; made by the VcsProvider's `cloneAccess`. @stable */
export interface PayloadClone {
  /** `git clone` source: http(s), ssh or file URL, or a local path. Wins over `repository.source_url`. */
  readonly url: string;
  /** Written into a netrc for the URL's host, removed afterwards unless `keep_netrc`. */
  readonly username?: string;
  /** A secret; masked in the log. */
  readonly password?: string;
  /** Where `url` is a copy: the address it was copied from, without credentials. Submodules by `../name` lie beside it. */
  readonly original?: string;
  /**
   * Repositories on the worker's machine that stand for addresses of submodules: absolute folders by the address as
   * git resolves it. For executors whose jobs share that machine; others fetch from the address.
   */
  readonly submodules?: Readonly<Record<string, string>>;
}

/** Everything that Travis' payload has no place for. @stable */
export interface TurnpikePayload {
  /** Which attempt at the job this is (see RunRef). */
  readonly run?: number;
  /** `fork`: from outside the repository; hub has left secrets out. */
  readonly trust?: 'full' | 'fork';
  /** How the code is fetched. */
  readonly clone?: PayloadClone;
  /** Base URL under which the script reaches caches, workspaces and artifacts of this installation. */
  readonly storage_url?: string;
  /** Address of the web interface, with scheme and prefix; wins over `host`. */
  readonly public_url?: string;
  /** Token for `storage_url`, good for this job only. Masked in the log. */
  readonly job_token?: string;
  /** Image asked for by the job (`image:`), over every proposal. */
  readonly image?: string;
  /** What was set of the settings that plugins declare, by plugin and key. */
  readonly plugin_settings?: PluginSettings;
  /** The same of the owner. */
  readonly owner_settings?: PluginSettings;
  readonly [key: string]: unknown;
}

/** The whole payload. Unknown keys are allowed and ignored. @stable */
export interface JobPayload {
  /** `test`, as Travis has it. */
  readonly type?: string;
  /** The job's configuration, secrets decrypted. */
  readonly config: PayloadConfig;
  /** What it is built of. */
  readonly repository: PayloadRepository;
  /** The job and its commit. */
  readonly job: PayloadJob;
  /** The build. */
  readonly source?: PayloadBuild | null;
  /** The build, where there is no `source`. */
  readonly build?: PayloadBuild | null;
  /** Variables of the repository's settings. */
  readonly env_vars?: readonly PayloadEnvVar[] | null;
  /** Further strings to mask in the log. */
  readonly secrets?: readonly string[] | null;
  /** Key that code is fetched with. */
  readonly ssh_key?: PayloadSshKey | null;
  /** Where caches are kept. */
  readonly cache_settings?: PayloadCacheSettings | null;
  /** The same under its older name. */
  readonly cache_options?: PayloadCacheSettings | null;
  /** Where workspaces are kept. */
  readonly workspace?: PayloadCacheSettings | null;
  /** Seconds. */
  readonly timeouts?: {
    readonly hard_limit?: number | null;
    readonly log_silence?: number | null;
  } | null;
  /** Host of the web interface, used in TRAVIS_BUILD_WEB_URL and TRAVIS_JOB_WEB_URL. */
  readonly host?: string | null;
  /** Token of the code host; a secret. */
  readonly oauth_token?: string | null;
  /** Fetch by https, where both ways are open. */
  readonly prefer_https?: boolean | null;
  /** Leave the credential of the checkout there for the script. */
  readonly keep_netrc?: boolean | null;
  /** Slugs that the token is good for. */
  readonly allowed_repositories?: readonly string[] | null;
  /** No sudo for this job. */
  readonly paranoid?: boolean | null;
  /** Show each line that bash reads. */
  readonly trace?: boolean | null;
  /** Size of the machine, in the words of the executor. */
  readonly vm_size?: string | null;
  /** Address of a mirror of npm's registry. */
  readonly npm_registry?: string | null;
  /** Addresses of mirrors and proxies by name: `apt_cache`. */
  readonly hosts?: Readonly<Record<string, string>> | null;
  /** What Travis has no place for. */
  readonly turnpike?: TurnpikePayload;
  readonly [key: string]: unknown;
}
