/**
 * The script compiler's contract: a job payload becomes a tree of typed shell
 * nodes, and the tree becomes one bash program. Languages, add-ons, services and
 * deploy providers add nodes through a {@link ShellBuilder}; only the printer
 * writes bash. All of it is plain data and pure: time, hosts, alias lists and
 * resolved versions are inputs.
 */
import type { JobPayload, PayloadConfig } from './payload.js';
import type { KeyChoice, KeyNode, LanguageKeys, MapNode } from './yml-keys.js';

/** The 24 stages, in the order in which a script runs them (travis-build `lib/travis/build/stages.rb`). @stable */
export const scriptStages = [
  'setup_filter',
  'configure',
  'prepare',
  'disable_sudo',
  'checkout',
  'export',
  'setup',
  'setup_casher',
  'setup_cache',
  'use_workspaces',
  'announce',
  'debug',
  'before_install',
  'install',
  'before_script',
  'script',
  'before_cache',
  'create_workspaces',
  'cache',
  'reset_state',
  'after_success',
  'after_failure',
  'after_script',
  'finish',
] as const;

/** One of `scriptStages`. @stable */
export type ScriptStage = (typeof scriptStages)[number];

/** What `travis_cmd` does around a command. Absent is false. @stable */
export interface CommandFlags {
  /** A non-zero result ends the script with 2 (the job is errored). */
  readonly assert?: boolean;
  /** Shows `$ command` in the log; a string is shown instead of the command. */
  readonly echo?: boolean | string;
  /** Brackets the command with time marks. */
  readonly timing?: boolean;
  /** Up to three tries. */
  readonly retry?: boolean;
  /** Runs it by sudo. */
  readonly sudo?: boolean;
  /** The text holds a secret: its errors are not shown. */
  readonly secure?: boolean;
  /** The stage named in the time mark. */
  readonly event?: string;
}

/** A colour of the log. @stable */
export type AnsiColor = 'red' | 'green' | 'yellow';

/** One condition and what runs under it; `cond` stands inside `[[ … ]]` unless the node is `raw`. @stable */
export interface ScriptBranch {
  /** Shell source: data in it is quoted by `q`. */
  readonly cond: string;
  /** What runs where it holds. */
  readonly nodes: readonly ScriptNode[];
}

/** Every text of a node is shell source; data has been quoted into it by `q`. @stable */
export type ScriptNode =
  | ({ readonly type: 'cmd'; readonly text: string } & CommandFlags)
  /** Source without any wrapper. */
  | { readonly type: 'raw'; readonly text: string }
  | ({
      readonly type: 'export' | 'set';
      readonly name: string;
      readonly value: string;
    } & CommandFlags)
  /** Text of a double-quoted string; `$…` in it is expanded. */
  | ({
      readonly type: 'echo';
      readonly text: string;
      readonly ansi?: AnsiColor | readonly AnsiColor[];
    } & CommandFlags)
  | { readonly type: 'newline' }
  /** `dir` `back` returns to the directory before. */
  | ({ readonly type: 'cd'; readonly dir: string; readonly stack?: boolean } & CommandFlags)
  | ({
      readonly type: 'mkdir' | 'rm';
      readonly path: string;
      readonly recursive?: boolean;
      readonly force?: boolean;
    } & CommandFlags)
  /** `cp`, `mv`: from, to; `chmod`: mode, path; `chown`: owner, path. */
  | ({
      readonly type: 'cp' | 'mv' | 'chmod' | 'chown';
      readonly from: string;
      readonly to: string;
      readonly recursive?: boolean;
    } & CommandFlags)
  /** Writes data to a file. `content` is data, not source; `decode`: it is base64. */
  | ({
      readonly type: 'file';
      readonly path: string;
      readonly content: string;
      readonly append?: boolean;
      readonly decode?: boolean;
    } & CommandFlags)
  | { readonly type: 'fold'; readonly name: string; readonly nodes: readonly ScriptNode[] }
  | {
      readonly type: 'if';
      readonly branches: readonly ScriptBranch[];
      readonly otherwise?: readonly ScriptNode[];
      /** Conditions are commands, not tests. */
      readonly raw?: boolean;
    }
  /** One step of preparation, timed as a whole under `event=<name>`. */
  | { readonly type: 'appliance'; readonly name: string; readonly nodes: readonly ScriptNode[] }
  /** The helper function of that name must be defined before the script's stages. */
  | { readonly type: 'function'; readonly name: string }
  /** The body of one stage; only at the top of a tree, each stage once, in order. */
  | { readonly type: 'stage'; readonly name: ScriptStage; readonly nodes: readonly ScriptNode[] };

/** Continues an `if`. @stable */
export interface IfChain {
  /** Another condition, asked where those before do not hold. */
  elif(cond: string, body: () => void): IfChain;
  /** Where none holds; ends the chain. */
  else(body: () => void): void;
}

/**
 * Collects nodes for one stage. Options left out take the stage's flags (assert,
 * echo, timing), except on a command that was given none at all: it then has no
 * event either (see {@link CommandFlags}). Bodies run at once, in order; a body
 * that throws leaves no block open.
 * @stable
 */
export interface ShellBuilder {
  /** Name of the stage that it collects for. */
  readonly stage: string;
  /** A command as the user would type it. */
  cmd(text: string, flags?: CommandFlags & { readonly fold?: string }): void;
  /** Source without any wrapper: nothing of it is shown, timed or checked. */
  raw(text: string): void;
  /** Sets a variable for all that follows. `value` is shell source: quote data by `q`. */
  export(name: string, value: string, flags?: CommandFlags): void;
  /** Sets a variable of the script's shell only. */
  set(name: string, value: string, flags?: CommandFlags): void;
  /** Text of a double-quoted string, with `$…` expanded: data goes through `echoText`. */
  echo(
    text: string,
    options?: CommandFlags & { readonly ansi?: AnsiColor | readonly AnsiColor[] },
  ): void;
  /** An empty line in the log. */
  newline(): void;
  /** `stack`: `back` returns to the directory before. */
  cd(dir: string, options?: CommandFlags & { readonly stack?: boolean }): void;
  /** `recursive`: with those above it, and none where it is there. */
  mkdir(path: string, options?: CommandFlags & { readonly recursive?: boolean }): void;
  /** `recursive` and `force` as rm has them. */
  rm(
    path: string,
    options?: CommandFlags & { readonly recursive?: boolean; readonly force?: boolean },
  ): void;
  /** `recursive`: folders too. */
  cp(from: string, to: string, options?: CommandFlags & { readonly recursive?: boolean }): void;
  /** Moves or renames. */
  mv(from: string, to: string, options?: CommandFlags): void;
  /** `mode` as chmod has it: `600`, `+x`. */
  chmod(
    mode: string,
    path: string,
    options?: CommandFlags & { readonly recursive?: boolean },
  ): void;
  /** `owner` as chown has it. */
  chown(
    owner: string,
    path: string,
    options?: CommandFlags & { readonly recursive?: boolean },
  ): void;
  /** Writes data, which needs no quoting. `decode`: it is base64. */
  file(
    path: string,
    content: string,
    options?: CommandFlags & { readonly append?: boolean; readonly decode?: boolean },
  ): void;
  /** What the body adds is one collapsible section of the log. */
  fold(name: string, body: () => void): void;
  /** `cond` stands inside `[[ … ]]` unless `raw`: then it is a command. */
  if(cond: string, body: () => void, options?: { readonly raw?: boolean }): IfChain;
  /** What the body adds is one step of preparation, timed as a whole. */
  appliance(name: string, body: () => void): void;
  /** Asks for a helper function by name. */
  function(name: string): void;
  /** Runs the body with other default flags. */
  withFlags(flags: CommandFlags, body: () => void): void;
  /** Says why in red, runs after_failure and ends with 1: the job has failed. */
  failure(message: string): void;
  /** Ends the script at once. */
  terminate(code: number, message?: string, ansi?: AnsiColor): void;
}

/** A line of an apt source alias list. @stable */
export interface AptSource {
  /** As in `sources.list`. */
  readonly sourceline: string;
  /** Of the key that signs it. */
  readonly key_url?: string;
}

/** Everything that a compilation would otherwise ask of clock, network or installation. @stable */
export interface CompileEnv {
  /** ISO 8601, UTC. */
  readonly now: string;
  /** Host that serves helper files to scripts; empty when none does. */
  readonly appHost?: string;
  /** `none`: the script runs on the worker's own machine; set-up then touches nothing outside its folder. */
  readonly isolation?: 'none' | 'container' | 'machine';
  /**
   * Random text of the run: after each secure variable the script writes a line `<tell>:<value as bash's %q>`, and
   * `<tell>.` when it has told all. The asker takes these lines out of the output and masks what they say; without it
   * nothing is told.
   */
  readonly tell?: string;
  /** Token of an app installation, where the checkout needs one. */
  readonly installationToken?: string;
  /** Packages that jobs without sudo may install; absent: any. */
  readonly aptSafelist?: readonly string[];
  /** By alias. */
  readonly aptSources?: Readonly<Record<string, AptSource>>;
  /** Of Sauce Connect's client. */
  readonly sauceConnectVersion?: string;
  /** Versions looked up beforehand, by language and requested word: `{haxe: {stable: '4.3.6'}}`. */
  readonly versions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Operator's image per language: a template in which `{version}` stands for the version asked for. */
  readonly images?: Readonly<Record<string, string>>;
}

/** A container started beside the job's, wanted by one of its `services`. @stable */
export interface ServiceSidecar {
  /** Host name under which the job finds it. */
  readonly name: string;
  /** Of the container. */
  readonly image: string;
  /** That it listens on. */
  readonly ports: readonly number[];
  /** Of the container. */
  readonly env?: Readonly<Record<string, string>>;
  /** Shell command that succeeds once the service answers. */
  readonly ready?: string;
}

/** What the compiler wants to tell the user besides the log. @stable */
export interface ScriptMessage {
  /** `error`: the script only says why and ends with 2. */
  readonly level: 'info' | 'warn' | 'error';
  /** Stable, snake_case. */
  readonly code: string;
  /** For people. */
  readonly text: string;
}

/** A finished compilation. @stable */
export interface CompiledScript {
  /** What the script is made of, by stages. */
  readonly tree: readonly ScriptNode[];
  /** The whole program; contains secrets. */
  readonly bash: string;
  /** Proposed container image, when the executor uses containers. */
  readonly image?: string;
  /** Containers to start beside it. */
  readonly services: readonly ServiceSidecar[];
  /** Names the job's cache; the same for jobs that may share one. */
  readonly cacheSlug: string;
  /** An `error` here means: the config was wrong, the script only prints why and exits 2. */
  readonly messages: readonly ScriptMessage[];
}

/**
 * Turns a payload into a script. Pure and idempotent. A wrong config is not an
 * exception: it gives a script that explains and exits 2. Throws only where the
 * payload itself is unusable (`InputError`, no repository slug).
 * @stable
 */
export interface ScriptCompiler {
  /** Takes some milliseconds; called once a run. */
  compile(input: {
    readonly payload: JobPayload;
    readonly env: CompileEnv;
  }): Promise<CompiledScript>;
}

/** What builders may read about the job. Nothing here changes during a compilation. @stable */
export interface BuildContext {
  /** The whole payload, secrets included. */
  readonly payload: JobPayload;
  /** What does not depend on the job. */
  readonly env: CompileEnv;
  /** Defaults of git and of the language under the payload's config. */
  readonly config: PayloadConfig;
  /** The payload's config alone: was a key given at all? */
  readonly given: PayloadConfig;
  /** Builder id chosen for `config.language`. */
  readonly language: string;
  /** `linux`, `osx`, `windows`, … */
  readonly os: string;
  /** `jammy`, …; empty where the system has none. */
  readonly dist: string;
  /** `amd64`, `arm64`, … */
  readonly arch: string;
  /** Is cache storage configured, so that caching of `kind` really happens? */
  caches(kind: string): boolean;
  /** `directory paths → casher add`, for setup_cache; a no-op without storage. */
  cacheAdd(sh: ShellBuilder, ...paths: readonly string[]): void;
  /** Is there a place for caches at all? */
  readonly hasCacheStorage: boolean;
  /** Tells the user something beside the log; the script goes on. */
  warn(code: string, text: string): void;
}

/**
 * Thrown by a step, or whatever else the compiler asks of a part, whose answer is not there yet: the part runs in a
 * process of its own. The compiler waits for `ready` and compiles anew, which it may, since it is pure; then the answer
 * is there. Only the platform throws it.
 * @experimental
 */
export class AnswerLater extends Error {
  /** Resolves when the answer is there, or its failure. */
  readonly ready: Promise<void>;
  /** `ready`: never rejects. */
  constructor(ready: Promise<void>) {
    super('The answer comes later.');
    this.ready = ready;
  }
}

/** Adds the nodes of one step. Synchronous, pure. @stable */
export type ScriptStep = (sh: ShellBuilder, ctx: BuildContext) => void;

/** The steps of a language, in the order in which they run; a child calls a parent's step explicitly. @stable */
export interface LanguageSteps {
  /** Before anything is checked out. */
  readonly configure?: ScriptStep;
  /** In the stage `export`, before all other variables. */
  readonly beforeExport?: ScriptStep;
  /** In the stage `export`, after the user's variables. */
  readonly export?: ScriptStep;
  /** Repairs of the image. */
  readonly prepare?: ScriptStep;
  /** Chooses the version that was asked for. */
  readonly setup?: ScriptStep;
  /** Names the folders that are cached. */
  readonly setupCache?: ScriptStep;
  /** Shows versions. */
  readonly announce?: ScriptStep;
  /** Fetches dependencies; the user's own `install` takes its place. */
  readonly install?: ScriptStep;
  /** Builds and tests; the user's own `script` takes its place. */
  readonly script?: ScriptStep;
  /** Before the cache is stored. */
  readonly prepareCache?: ScriptStep;
  /** Around the user's own commands too, unlike install and script. */
  readonly finish?: ScriptStep;
}

/** One language: data and steps. Steps not named come from `parent`. @stable */
export interface LanguageDefinition extends LanguageSteps {
  /** Builder id, as in `language:` after aliases. */
  readonly id: string;
  /** One sentence. */
  readonly summary?: string;
  /** Other spellings of `language:` that choose this builder. */
  readonly aliases?: readonly string[];
  /** Id of the language whose steps, defaults and slug are taken where this one names none. */
  readonly parent?: string;
  /** Config keys that are matrix axes, in the order of expansion. */
  readonly matrix?: readonly string[];
  /** Config defaults, by operating system where they differ. */
  readonly defaults?: PayloadConfig | ((os: string) => PayloadConfig);
  /**
   * What it adds to the configuration language. Absent: `id` with `aliases` as a value of `language`,
   * and each of `matrix` as an axis of texts.
   */
  readonly yml?: LanguageKeys | readonly LanguageKeys[];
  /** Parts appended to the cache slug, in order. */
  cacheSlug?(ctx: BuildContext): readonly string[];
  /** Does the config ask for a cache of this language? */
  usesCache?(ctx: BuildContext): boolean;
  /** Container image for the version asked for. */
  image?(ctx: BuildContext): string | undefined;
}

/** Where an add-on hooks in: before or after a stage, or in the script's header. @stable */
export type AddonHook = `before_${ScriptStage}` | `after_${ScriptStage}` | 'header' | 'script';

/** One add-on under `addons:`; hooks run in the order of the config's keys. @stable */
export interface AddonDefinition {
  /** Its key under `addons`. */
  readonly id: string;
  /** One sentence. */
  readonly summary?: string;
  /** What may stand under its key; absent: the configuration language does not know the key. */
  readonly yml?: KeyNode;
  /** Also active when the job may not use sudo. */
  readonly withoutSudo?: boolean;
  /** What it adds where. `options`: what stands under its key. */
  readonly hooks: Readonly<
    Partial<Record<AddonHook, (sh: ShellBuilder, options: unknown, ctx: BuildContext) => void>>
  >;
  /** A reason to reject the options, with which the job is errored before it starts; or undefined. */
  check?(options: unknown): string | undefined;
}

/** One name under `services:`. Names without a definition are started by the init system. @stable */
export interface ServiceDefinition {
  /** Its name under `services`. */
  readonly id: string;
  /** One sentence. */
  readonly summary?: string;
  /** Other spellings of it. */
  readonly aliases?: readonly string[];
  /** The value under `services` that the configuration language knows, with its aliases there. */
  readonly yml?: KeyChoice;
  /** Name of the unit, when it is not `id`. */
  unit?(ctx: BuildContext): string;
  /** Replaces the start through the init system. */
  start?(sh: ShellBuilder, ctx: BuildContext): void;
  /** After the start: wait until it answers, export variables. */
  ready?(sh: ShellBuilder, ctx: BuildContext): void;
  /** The same service as a container. */
  readonly sidecar?: Omit<ServiceSidecar, 'name'>;
}

/** One deploy provider. @stable */
export interface DeployDefinition {
  /** Value of `provider`. */
  readonly id: string;
  /** One sentence. */
  readonly summary?: string;
  /** Other spellings of it. */
  readonly aliases?: readonly string[];
  /** A map of its own keys (those of all providers are added); absent: the language does not know it. */
  readonly yml?: MapNode;
  /**
   * Options that must be there, by name or as alternatives; without one the deployment fails before
   * `install`, and says so. `$NAME` among alternatives: a variable of the job that does as well.
   */
  readonly required?: readonly (string | readonly string[])[];
  /** The provider itself carries out the option `run`; else its commands follow the deployment. */
  readonly runsCommands?: true;
  /** Adds the commands that install the provider's tool. */
  install?(sh: ShellBuilder, options: PayloadConfig, ctx: BuildContext): void;
  /** Adds the commands that deploy; a failing one fails the deployment. */
  run(sh: ShellBuilder, options: PayloadConfig, ctx: BuildContext): void;
}
