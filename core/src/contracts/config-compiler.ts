import type { PluginSettings } from './domain.js';
import type { YmlKeys } from './yml-keys.js';

/** A value as it stands in a configuration: JSON, with whole numbers beyond 53 bits as `bigint`. @experimental */
export type ConfigValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly ConfigValue[]
  | { readonly [key: string]: ConfigValue };

/** A map of configuration values. Key order carries no meaning. @experimental */
export type ConfigMap = { readonly [key: string]: ConfigValue };

/** An encrypted value: exactly one key, strict base64. It stays encrypted throughout compiling. @experimental */
export type SecureValue = { readonly secure: string };

/** The repository a configuration belongs to, or one that it imports from. @experimental */
export interface RepoRef {
  /** Id of the repository here. */
  readonly id: number;
  /** `owner/name`. Owners are compared by the part before the slash. */
  readonly slug: string;
  /** May only its members see it? */
  readonly private: boolean;
  /** Branch used for an import that names no ref. */
  readonly defaultBranch?: string;
  /** A private repository's consent to be imported from by others of its owner. */
  readonly allowConfigImports?: boolean;
  /** What was set of the settings that plugins declare; absent: nothing. */
  readonly pluginSettings?: PluginSettings;
  /** The same of its owner. */
  readonly ownerSettings?: PluginSettings;
}

/** How one source is merged with what stands before it (travis-yml, `lib/travis/yml/helper/merge`). @experimental */
export type MergeMode =
  'replace' | 'merge' | 'deep_merge' | 'deep_merge_append' | 'deep_merge_prepend';

/**
 * A configuration sent with an API request. Several precede `.travis.yml` in the order given:
 * the first wins. `config` is YAML or JSON text.
 * @experimental
 */
export interface ApiConfig {
  /** YAML or JSON text of a map. */
  readonly config: string;
  /** How it is merged with what follows (`MergeMode`); absent: `deep_merge_append`. */
  readonly mode?: string;
}

/**
 * What conditions (`if`) may ask about the request. Keys not given count as absent. The job's own
 * keys (`os`, `language`, `dist`, `sudo`, `group`, `env`) are added by the compiler.
 * @experimental
 */
export interface ConditionData {
  /** What asked for the build. */
  readonly type?: 'push' | 'pull_request' | 'release' | 'api' | 'cron';
  /** Slug of the repository. */
  readonly repo?: string;
  /** Of a pull request: slug of the repository that it comes from. */
  readonly head_repo?: string | null;
  /** Branch that is built; of a pull request its target. */
  readonly branch?: string;
  /** Of a pull request: the branch that it comes from. */
  readonly head_branch?: string | null;
  /** Name of a pushed tag. */
  readonly tag?: string | null;
  /** Login of who caused it. */
  readonly sender?: string;
  /** Does the pull request come from another repository? */
  readonly fork?: boolean;
  /** Is the pull request a draft? */
  readonly draft?: boolean;
  /** Whole message of the commit. */
  readonly commit_message?: string;
  /** Repository settings' variables: `K=V` texts or maps. */
  readonly env?: ConfigValue;
  readonly [key: string]: ConfigValue | undefined;
}

/** Switches of the compiler. Absent means the default that production uses. @experimental */
export interface Options {
  /** Report plain text where an encrypted value is expected. Default on. */
  readonly alert?: boolean;
  /** Add defaults, report missing required keys. Default on. */
  readonly defaults?: boolean;
  /** Repair unknown keys and values by spelling. Default on. */
  readonly fix?: boolean;
  /** Put `line` and `src` into messages. Default on. */
  readonly line?: boolean;
  /** Report empty lists and maps. Default off. */
  readonly empty?: boolean;
  /** Report what language, os or arch does not support. Default off. */
  readonly support?: boolean;
  /** Remove what is unknown or of a wrong type instead of keeping it. Default off. */
  readonly drop?: boolean;
  /** Normalize each source before merging. Default off. */
  readonly merge_normalized?: boolean;
  /** Turnpike's own hints (class `hint`). Default on; Travis has none. */
  readonly hints?: boolean;
}

/** `alert error warn info` are Travis's levels; `hint` are Turnpike's own messages. @experimental */
export type MessageLevel = 'alert' | 'error' | 'warn' | 'info' | 'hint';

/** One finding about a configuration. The same finding is reported once. @experimental */
export interface Message {
  /** How bad it is. */
  readonly level: MessageLevel;
  /** Dotted path without list positions; `root` for the top. */
  readonly key: string;
  /** Stable, snake_case: `unknown_key`. */
  readonly code: string;
  /** What the sentence is filled in with. */
  readonly args?: { readonly [name: string]: ConfigValue };
  /** Zero-based line of the key, where it stands in a source. */
  readonly line?: number;
  /** Source of the key: `owner/name:path@ref` or `api.N`. */
  readonly src?: string;
  /** The finding as a sentence, for people; set in all results of the compiler. */
  readonly text?: string;
}

/**
 * One job's configuration, in Travis's own form: single values for axes, the shared root keys
 * copied in. `stage` is set where the build has stages.
 * @experimental
 */
export interface JobConfig {
  /** After aliases: `elixir`. */
  readonly language?: string;
  /** `linux`, `osx`, `windows`, … */
  readonly os?: string;
  /** Release of the system: `jammy`. */
  readonly dist?: string;
  /** `amd64`, `arm64`, … */
  readonly arch?: string;
  /** As the author calls it. */
  readonly name?: string;
  /** Name of its stage. */
  readonly stage?: string;
  /** Its failure does not fail the build. */
  readonly allow_failure?: boolean;
  /** The condition that let it in. */
  readonly if?: string;
  /** Entries in order, global ones first; an entry of only `secure` is encrypted. */
  readonly env?: readonly ConfigMap[];
  readonly [key: string]: ConfigValue | undefined;
}

/** A stage that has jobs, in the order in which stages run. @experimental */
export interface StageConfig {
  /** As it is shown. */
  readonly name: string;
  /** The condition that let it in. */
  readonly if?: string;
  readonly [key: string]: ConfigValue | undefined;
}

/** Where a job comes from: a row of the product, an `include` entry, or neither of them. @experimental */
export interface JobOrigin {
  /** `matrix`: a row of the product. `include`: an entry of `jobs.include`. `root`: the file itself. */
  readonly from: 'matrix' | 'include' | 'root';
  /** Zero-based position within the product, or within `jobs.include`. */
  readonly index: number;
}

/** A source as fetched, in order of precedence. @experimental */
export interface RawConfig {
  /** `owner/name:path@ref` or `api.N`, N from 1. */
  readonly source: string;
  /** As it was given, here or as `merge_mode` in the source; a list of them as JSON text. */
  readonly mode: string | null;
  /** Text of the source. */
  readonly config: string;
}

/** One request's configuration to compile. @experimental */
export interface CompileInput {
  /** Whose `.travis.yml` it is. */
  readonly repo: RepoRef;
  /** Commit or branch that `.travis.yml` is read at. */
  readonly ref: string;
  /** API-supplied configurations; empty for all but API requests. */
  readonly configs: readonly ApiConfig[];
  /** What conditions may ask about the request. */
  readonly data: ConditionData;
  /** Switches; the defaults are production's. */
  readonly options?: Options;
}

/** What a configuration stands for. @experimental */
export interface CompileResult {
  /** Every source that was read, in order of precedence. */
  readonly rawConfigs: readonly RawConfig[];
  /** The merged, normalized configuration, its notifications filtered. */
  readonly config: ConfigMap;
  /** In the order in which they are numbered. May be empty: that is no error. */
  readonly jobs: readonly JobConfig[];
  /** Same length and order as `jobs`. */
  readonly origins: readonly JobOrigin[];
  /** Empty where the build has no stages. */
  readonly stages: readonly StageConfig[];
  /** Findings about readable configurations; empty: nothing to say. */
  readonly messages: readonly Message[];
}

/** One text to look at. @experimental */
export interface LintInput {
  /** YAML text of one `.travis.yml`. */
  readonly text: string;
  /** Name put into messages as `src`; absent: none. */
  readonly source?: string;
  /** With it, conditions decide which jobs are left; without, all are listed. */
  readonly data?: ConditionData;
  /** Switches; the defaults are production's. */
  readonly options?: Options;
}

/** Imports are not followed: nothing is fetched. @experimental */
export interface LintResult {
  /** Merged and normalized. */
  readonly config: ConfigMap;
  /** In the order in which they would be numbered. */
  readonly jobs: readonly JobConfig[];
  /** Same length and order as `jobs`. */
  readonly origins: readonly JobOrigin[];
  /** Empty where there are none. */
  readonly stages: readonly StageConfig[];
  /** All findings. */
  readonly messages: readonly Message[];
}

/**
 * All that the compiler asks of the outside. The first two are the only way in which a file, the
 * root one included, is read.
 * @experimental
 */
export interface ConfigPorts {
  /**
   * Text of a file, `undefined` if it (or the ref) does not exist. Throws if the host cannot be
   * reached or refuses; compiling then fails with that error.
   */
  file(slug: string, path: string, ref: string): Promise<string | undefined>;
  /** A repository that is imported from, `undefined` if unknown. */
  repo(slug: string): Promise<RepoRef | undefined>;
  /**
   * Encrypts the value of an imported file anew for the importing repository. Absent, or
   * `undefined` returned: the value stays as it is.
   */
  reencrypt?(secure: string, from: string, to: string): Promise<string | undefined>;
  /**
   * Plain text of an encrypted value of the repository being compiled, for `env()` in conditions
   * only, and to warn of values that it cannot open (`undefined`; an absent port says that none may
   * be opened). Absent, or `undefined` returned: the variable counts as absent, or, where its name stands
   * in clear, as one that is there and equals nothing.
   */
  decrypt?(secure: string): Promise<string | undefined>;
}

/** How a configuration was refused; the last part of Travis's own class name. @experimental */
export type ConfigErrorClass =
  | 'ParseError'
  | 'InvalidConfigFormat'
  | 'DisallowedClass'
  | 'FileNotFound'
  | 'RepoNotFound'
  | 'Unauthorized'
  | 'ServerError'
  | 'ArgumentError'
  | 'LimitExceeded';

/**
 * What a `ConfigError` of the compiler carries besides its code, in `details`. `line` and `column`
 * count from 0, as in messages, and stand where the text is at fault; its words count from 1.
 * @experimental
 */
export interface ConfigErrorDetails {
  /** Which kind of refusal. */
  readonly class: ConfigErrorClass;
  /** `owner/name:path@ref` or `api.N`. */
  readonly file?: string;
  /** Zero-based. */
  readonly line?: number;
  /** Zero-based. */
  readonly column?: number;
}

/**
 * The configuration language: `.travis.yml` in, jobs out. In process; one instance serves
 * gatekeeper, preview, lint and CLI. Pure but for the ports. Provided by the plugin `travis-yml`
 * under the token `configCompiler`.
 * @experimental
 */
export interface ConfigCompiler {
  /**
   * Fetches, merges, repairs, validates and expands one request's configuration.
   * Throws ConfigError (see `ConfigErrorDetails`) if it cannot be read; findings about a readable
   * one are messages, never errors.
   */
  compile(input: CompileInput, ports: ConfigPorts): Promise<CompileResult>;
  /** The same for one text, with nothing fetched. Throws ConfigError likewise. */
  lint(input: LintInput): Promise<LintResult>;
  /** JSON Schema (draft 2020-12) of the language with the keys of all installed plugins. */
  jsonSchema(): ConfigMap;
  /**
   * A finding as a sentence, in the words of `Message.text`: stored findings are kept without it.
   * `undefined` for a code that is not the language's.
   */
  describe(message: Pick<Message, 'code' | 'args'>): string | undefined;
  /** The keys that plugins contributed, as composed. */
  readonly keys: readonly YmlKeys[];
}
