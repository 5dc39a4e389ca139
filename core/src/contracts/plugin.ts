/** What a plugin is: one declaration. Importing it has no side effect. */
import type { BackupContext, BackupPart } from './backup.js';
import type { z } from 'zod';
import type { RepoRef } from './config-compiler.js';
import type { Limits } from './config.js';
import type { Owner, Repository } from './domain.js';
import type { EventHandler, EventName, TurnpikeEvent } from './events.js';
import type { Hooks } from './hooks.js';
import type { Clock, Logger, Metrics } from './host.js';
import type { Route, UpgradeRoute } from './http.js';
import type { Operations, PlainOperations } from './operation.js';
import type { NotifierDefaults } from './notifier.js';
import type { JobPayload } from './payload.js';
import type { DeclaredPermissions, PluginPermissions } from './permissions.js';
import type { AboutRepository, PlainTopic, PluginTopic } from './plugin-topics.js';
import type { VcsProviderTraits } from './vcs.js';
import type { Deps, SingleToken, ManyToken, Token, Tokens } from './tokens.js';
import type { YmlKeys } from './yml-keys.js';

/** Everything a plugin's functions get. All that is registered belongs to the plugin's scope. @stable */
export interface PluginContext<C = unknown, R extends Tokens = Tokens, S = unknown, O = unknown> {
  /** Of the plugin. */
  readonly id: string;
  /** As its schema answers it: validated, with defaults. */
  readonly config: C;
  /** Values of `requires`, by the names given there. */
  readonly deps: Deps<R>;
  /** Its lines have the plugin's id. */
  readonly log: Logger;
  /** For durations and waiting; test hosts may hold it in their hands. */
  readonly clock: Clock;
  /** Names get the prefix `turnpike_`. */
  readonly metrics: Metrics;
  /** For the role that asks (`HOOK_KINDS.askedBy`). Taps are set in `taps` only. */
  readonly hooks: Hooks;
  /** Aborted when the scope is disposed. */
  readonly signal: AbortSignal;
  /** Own tables, named `<plugin>_<name>`; throws where the process has no database. */
  readonly tables: PrivateTables;
  /** Folder of this plugin below the data folder; made on first use. */
  dataDir(): Promise<string>;
  /** Where people reach the platform: `https://ci.example.com/base`, no trailing slash. */
  readonly publicUrl: string;
  /** Core's `limits`: what no repository can raise. The same in all processes that share a configuration. */
  readonly limits: Limits;
  /** Where this process itself listens, for what runs on the same machine; empty before it does. */
  readonly listenUrl: string;
  /** Runs the named sweep of this plugin soon; many calls become one. */
  wake(sweep?: string): void;
  /**
   * Its `repositorySettings` of one repository, with defaults for what was not set and for what no longer fits the
   * schema. Asks nobody: what it is given has them. Cheap.
   */
  repositorySettings(of: HasPluginSettings): S;
  /** Its `ownerSettings` of an owner, or of the owner of a repository. As `repositorySettings`. */
  ownerSettings(of: HasOwnerSettings): O;
  /**
   * Tells a topic of `live` to the elements that hear it, in all processes. A topic of repositories takes the id. Resolves
   * when the broker has it, within a second; what is told while the broker is away reaches this process alone. Throws
   * TURNPIKE_PLUGIN_INVALID for a topic or payload that is not as declared, TURNPIKE_RATE_LIMITED beyond 600 a minute,
   * TURNPIKE_STORE_TRANSACTION inside a transaction.
   */
  publish(topic: string, payload: unknown, about?: AboutRepository): Promise<void>;
}

/** What carries the settings that plugins declare: a repository, what a compiler is told of one, a job's payload. @experimental */
export type HasPluginSettings =
  | Pick<Repository, 'pluginSettings'>
  | Pick<RepoRef, 'pluginSettings'>
  | Pick<JobPayload, 'turnpike'>;

/** What carries the settings of owners that plugins declare. @experimental */
export type HasOwnerSettings =
  | Pick<Owner, 'ownerSettings'>
  | Pick<Repository, 'ownerSettings'>
  | Pick<RepoRef, 'ownerSettings'>
  | Pick<JobPayload, 'turnpike'>;

/** A token with its value. Made by `provide`. @stable */
export interface Provision {
  /** One of `offers`. */
  readonly token: SingleToken<unknown> | ManyToken<unknown>;
  /** What others get. */
  readonly value: unknown;
}

/** Work that must happen even if every event is lost. Never runs twice at once in a process. @stable */
export interface Sweep<Ctx> {
  /** `main` if absent. */
  readonly name?: string;
  /** At least 1. The first run is at start; every 2 s while the bus is down. */
  readonly everySeconds: number;
  /** What it throws is logged the 1st, 2nd, 4th, … time; it is tried again all the same. */
  run(ctx: Ctx): Promise<void>;
}

/** `time` is milliseconds since 1970; `json` any plain value. @stable */
export type ColumnType = 'id' | 'integer' | 'text' | 'boolean' | 'json' | 'time';
/** One column of a private table. @stable */
export interface Column {
  /** What it holds; `id` is the table's own key. */
  readonly type: ColumnType;
  /** May it be null? Default: no. */
  readonly nullable?: boolean;
  /** May no two rows have one value? An insert that breaks it throws ConflictError. */
  readonly unique?: boolean;
  /** Of rows that say nothing, and of those that were there before the column. */
  readonly default?: string | number | boolean;
}
/** Additive only. Table names get the plugin's prefix. @stable */
export interface MigrationTools {
  /** `columns` need one of type `id`. `indexes`: lists of columns. */
  createTable(
    name: string,
    columns: Readonly<Record<string, Column>>,
    indexes?: readonly (readonly string[])[],
  ): Promise<void>;
  /** With `nullable` or a `default`: there may be rows. */
  addColumn(table: string, name: string, column: Column): Promise<void>;
  /** For what `find` asks for often. */
  addIndex(table: string, columns: readonly string[]): Promise<void>;
}
/** One step of a plugin's private tables; additive. @stable */
export interface Migration {
  /** `0001-create-notes`: sorted, run once. */
  readonly name: string;
  /** Called once, in a transaction. What it throws is taken back, and the plugin does not run. */
  up(tools: MigrationTools): Promise<void>;
}

/** A row by the names of its columns. @stable */
export type Row = Readonly<Record<string, unknown>>;
/** A plugin's private table: enough for its own data, no SQL. `where` is equality of columns. @stable */
export interface PrivateTable<T extends Row = Row> {
  /** Answers the row with its id and defaults. Throws ConflictError where a unique value is taken. */
  insert(row: Partial<T>): Promise<T>;
  /** Rows in the order of their ids unless `orderBy` says otherwise. */
  find(
    where: Partial<T>,
    options?: {
      readonly orderBy?: string;
      readonly descending?: boolean;
      readonly limit?: number;
      readonly offset?: number;
    },
  ): Promise<readonly T[]>;
  /** The first of `find`; undefined: there is none. */
  first(where: Partial<T>): Promise<T | undefined>;
  /** How many rows changed: compare-and-set by naming the old values in `where`. */
  update(where: Partial<T>, patch: Partial<T>): Promise<number>;
  /** How many rows went. */
  delete(where: Partial<T>): Promise<number>;
}
/** Tables of the plugin itself; nobody else reads them. @stable */
export interface PrivateTables {
  /** By the name that its migration gave, without the plugin's prefix. Cheap. */
  table<T extends Row = Row>(name: string): PrivateTable<T>;
}

/** A subcommand of `turnpike`. @stable */
export interface CliCommand {
  /** `lint [file]`, commander's syntax. */
  readonly command: string;
  /** One sentence, for `--help`. */
  readonly summary: string;
  /** In commander's syntax: `--color <name>`. */
  readonly options?: readonly {
    readonly flags: string;
    readonly description: string;
    readonly default?: string | boolean;
  }[];
  /** Returns the exit code. */
  run(io: CliIo): Promise<number>;
}
/** What a subcommand may use of the terminal and the platform. @stable */
export interface CliIo {
  /** In the order of `command`; those left out are missing. */
  readonly args: readonly string[];
  /** By their long name in camelCase. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Where it was called. Absolute. */
  readonly cwd: string;
  /** The environment, read-only. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As it comes. */
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Colours allowed? */
  readonly color: boolean;
  /** Writes a line of the answer. */
  out(text: string): void;
  /** Writes a line for people: progress, warnings. */
  err(text: string): void;
  /** Single tokens that need no running server (compilers); all installed plugins' many-tokens are there. */
  resolve<T extends Tokens>(tokens: T): Promise<Deps<T>>;
  /**
   * Boots a platform that belongs to this command: it listens on a free port of the loopback, has a SQLite
   * database in `dataDir`, and speaks over no broker. It is stopped with the command at the latest.
   * Throws what a boot throws; TURNPIKE_STORE_IN_USE where another process has the folder.
   */
  platform(options: CliPlatformOptions): Promise<CliPlatform>;
}

/** Which platform a command wants for itself. @experimental */
export interface CliPlatformOptions {
  /** Absolute; what is kept there is there for the next command too. */
  readonly dataDir: string;
  /** Which of the installed plugins run. */
  runs(manifest: PluginManifest): boolean;
  /** Run beside them: the command's own taps and handlers. */
  readonly plugins?: readonly Plugin[];
  /** Configuration over that of files, environment and arguments. */
  readonly values?: Readonly<Record<string, unknown>>;
}
/** A platform that a command has for itself. @experimental */
export interface CliPlatform {
  /** Where it listens; no trailing slash. */
  readonly url: string;
  /** What it goes without although the server has it, a sentence each, for people: `turnpike run` prints them. */
  readonly lacks: readonly string[];
  /** Repeatable. `force`: without waiting for what runs. */
  stop(settings?: { readonly force?: boolean }): Promise<void>;
}

/** UI contributions: a module of custom elements and where they go. @stable */
export interface UiContribution {
  /**
   * `page`, `nav`, `repository.tab`, `repository.panel`, `build.tab`, `build.panel`, `job.panel`, `system.panel`.
   */
  readonly slot: string;
  /** Tag of the element; it gets the page's ids as properties. */
  readonly tag: string;
  /** Of the page, tab or panel, and of the entry that leads there. */
  readonly title: string;
}
/** What a plugin shows on the pages. @stable */
export interface UiModule {
  /** The browser's module, served from this file. */
  readonly module: URL;
  /** Which element goes where. */
  readonly contributions: readonly UiContribution[];
}

/**
 * What a plugin shows, in other languages: by language (`de`, `pt-BR`) its own words, by those words as they stand in the
 * declaration or in its elements. A text that is missing is shown as it stands.
 * @experimental
 */
export type PluginTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Declaration of a plugin: plain data, and functions that the host calls. @stable */
export interface PluginDefinition<
  C = unknown,
  R extends Tokens = Tokens,
  S = unknown,
  O = unknown,
> {
  /** kebab-case, unique; the key of its configuration, its label in logs and metrics. */
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
  /** Default: that of its package.json. */
  readonly version?: string;
  /** Range of SDK versions; checked before anything starts. */
  readonly sdk?: string;
  /** zod; validated before anything starts. Absent: no configuration. */
  readonly config?: z.ZodType<C>;
  /**
   * What people may set of it for each repository: a `z.object` of flags, numbers, texts, choices (`z.enum`) and lists
   * of texts or choices, each with `.default(…)` and `.describe(…)`, and with `.meta({ title })` for its label. They
   * stand in the API, in `turnpike settings` and on the settings page as `<plugin>.<key>`; `ctx.repositorySettings`
   * reads them. Whoever may administer the repository may write them, whoever may read it reads them: no place for
   * secrets. They stay while the plugin is away.
   */
  readonly repositorySettings?: z.ZodType<S>;
  /**
   * The same for each owner, of all of its repositories: in the API, in `turnpike settings --owner` and on the owner's
   * page. Administrators of the platform may write them, the person that an owner is, and whoever administers all of its
   * repositories here; whoever may know the owner reads them.
   */
  readonly ownerSettings?: z.ZodType<O>;
  /** Tokens by the names that `ctx.deps` has them under. A missing one stops the boot with both names. */
  readonly requires?: R;
  /** What it uses of the platform and of the world; the rest is not there for it. */
  readonly permissions?: PluginPermissions;
  /** Static list of what `provides` returns, so that boot can check it before running anything. */
  readonly offers?: readonly Token[];
  /** Builds what it offers; called once, when what it requires is there. */
  provides?(ctx: PluginContext<C, R, S, O>): readonly Provision[] | Promise<readonly Provision[]>;
  /**
   * Another version of it may take its place while the server runs. Says that nothing is lost when its scope is
   * disposed and it is built anew, and that for a moment both are there: `provides` and what it makes of the new one
   * come before the end of the old one. Default: false; what `defineNotifier`, `defineVcsProvider` and the makers of
   * languages, add-ons, services and deploy providers make says true. The host still starts anew where the declaration
   * has changed, where it taps, and where others hold a single token of it.
   */
  readonly replaceable?: boolean;
  /** Its private tables; run before anything is built. */
  readonly migrations?: readonly Migration[];
  /** Sets taps, at once: an answer that is a promise is a fault. Called once. */
  taps?(ctx: PluginContext<C, R, S, O> & { readonly hooks: Hooks }): void;
  /** Events that it hears; a handler that throws is logged with its name. */
  readonly on?: {
    readonly [N in EventName]?: (
      event: TurnpikeEvent<N>,
      ctx: PluginContext<C, R, S, O>,
    ) => void | Promise<void>;
  };
  /** What must happen also where events are lost. */
  readonly sweep?: Sweep<PluginContext<C, R, S, O>> | readonly Sweep<PluginContext<C, R, S, O>>[];
  /** Addresses that it answers; called once. */
  routes?(ctx: PluginContext<C, R, S, O>): readonly Route[];
  /**
   * What its routes do, by operation id: the API's document, the explorer and the rights table show it, and test
   * hosts check each JSON answer against it. Static, so that every process knows it wherever the plugin runs.
   * Routes that are not described are in the document with method and path alone.
   */
  readonly operations?: Operations;
  /** WebSocket doors; called once. */
  upgrades?(ctx: PluginContext<C, R, S, O>): readonly UpgradeRoute[];
  /** Called once, when everything is registered. Ends within `host.startSeconds`. */
  start?(ctx: PluginContext<C, R, S, O>): Promise<void>;
  /** Takes no more work and ends what runs, before the host stops in earnest. */
  drain?(ctx: PluginContext<C, R, S, O>): Promise<void>;
  /** Called once, before its scope is disposed. Ends within `host.stopSeconds`. */
  stop?(ctx: PluginContext<C, R, S, O>): Promise<void>;
  /** Its elements on the pages. */
  readonly ui?: UiModule;
  /**
   * Titles of `ui`, groups, labels and descriptions of its settings, and what its elements ask for by `text`, in the
   * languages of the people who look.
   */
  readonly texts?: PluginTexts;
  /** Topics that it tells pages by `ctx.publish`: small letters, figures and hyphens. */
  readonly live?: Readonly<Record<string, PluginTopic>>;
  /** Keys that it adds to `.travis.yml`. */
  readonly yml?: readonly YmlKeys[];
  /** Of a notifier: when it speaks. */
  readonly notifier?: NotifierDefaults;
  /** Of a VCS provider: what other roles must know of it. */
  readonly provider?: VcsProviderTraits;
  /** Its subcommands of `turnpike`. */
  readonly cli?: readonly CliCommand[];
  /** Files that belong into a backup, beside its tables. */
  backup?(ctx: BackupContext<C>): readonly BackupPart[];
}

/** Something deprecated that a plugin uses: it works for one more minor, and is told once at the plugin's start. @stable */
export interface DeprecatedUse {
  /** What it uses: `languagePlugin`. */
  readonly name: string;
  /** Version of the SDK that began to tell. */
  readonly since: string;
  /** What takes its place: `defineLanguage`. */
  readonly use: string;
}

/** A plugin with its types forgotten, as the host handles it. @stable */
export interface Plugin {
  /** Tells a plugin from anything else that a module exports. */
  readonly kind: 'turnpike-plugin';
  /** As the maker of the plugin was given it. */
  readonly definition: PluginDefinition<never, never>;
  /** Noted by the makers of plugins. Absent: it uses nothing that is going. */
  readonly deprecated?: readonly DeprecatedUse[];
}

/** A definition without its functions: plain data, read without running the plugin. @stable */
export interface PluginManifest {
  /** Unique. */
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
  /** Of the plugin. */
  readonly version: string;
  /** Range of SDK versions; `*`: any. */
  readonly sdk: string;
  /** Package, subpath or file that it was loaded from. */
  readonly source: string;
  /** By token. */
  readonly requires: readonly {
    readonly token: string;
    readonly optional: boolean;
    readonly many: boolean;
  }[];
  /** Names of tokens. */
  readonly offers: readonly string[];
  /** Those of `on`. */
  readonly events: readonly EventName[];
  /** With nothing left out. */
  readonly permissions: DeclaredPermissions;
  /** Does it answer addresses of its own? Which ones is known while it runs. */
  readonly routes: boolean;
  /** Has it tables of its own? */
  readonly tables: boolean;
  /** Subcommands of `turnpike`: `lint [file]`. */
  readonly commands: readonly string[];
  /** JSON Schema of its settings; null: it has none. */
  readonly configSchema: unknown;
  /** JSON Schema of what people may set for each repository: an object of `SettingSchema`; null: nothing. */
  readonly repositorySettings: unknown;
  /** The same for each owner. */
  readonly ownerSettings: unknown;
  /** Its elements on the pages. */
  readonly ui: readonly UiContribution[];
  /** `file:` URL of the browser's module; null: it has none. */
  readonly uiModule: string | null;
  /** By language and text; empty: it has one language. */
  readonly texts: PluginTexts;
  /** Live topics by name. */
  readonly live: Readonly<Record<string, PlainTopic>>;
  /** Its keys of `.travis.yml`. */
  readonly yml: readonly YmlKeys[];
  /** null: it is none. */
  readonly notifier: NotifierDefaults | null;
  /** null: it is none, or declares nothing. */
  readonly provider: VcsProviderTraits | null;
  /** Also the doors of the services that it offers. Made when it is read. */
  readonly operations: PlainOperations;
  /** What it uses that is going; empty: nothing. */
  readonly deprecated: readonly DeprecatedUse[];
  /** It serves routes, and says nothing of any of them. */
  readonly undescribed: boolean;
}

export type { EventHandler };
