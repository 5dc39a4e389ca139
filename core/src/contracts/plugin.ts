/** What a plugin is: one declaration. Importing it has no side effect. */
import type { BackupContext, BackupPart } from './backup.js';
import type { z } from 'zod';
import type { Limits } from './config.js';
import type { EventHandler, EventName, TurnpikeEvent } from './events.js';
import type { Hooks } from './hooks.js';
import type { Clock, Logger, Metrics } from './host.js';
import type { Route, UpgradeRoute } from './http.js';
import type { Operations, PlainOperations } from './operation.js';
import type { NotifierDefaults } from './notifier.js';
import type { DeclaredPermissions, PluginPermissions } from './permissions.js';
import type { VcsProviderTraits } from './vcs.js';
import type { Deps, SingleToken, ManyToken, Token, Tokens } from './tokens.js';
import type { YmlKeys } from './yml-keys.js';

/** Everything a plugin's functions get. All that is registered belongs to the plugin's scope. */
export interface PluginContext<C = unknown, R extends Tokens = Tokens> {
  readonly id: string;
  readonly config: C;
  readonly deps: Deps<R>;
  readonly log: Logger;
  readonly clock: Clock;
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
}

export interface Provision {
  readonly token: SingleToken<unknown> | ManyToken<unknown>;
  readonly value: unknown;
}

/** Work that must happen even if every event is lost. Never runs twice at once in a process. */
export interface Sweep<Ctx> {
  /** `main` if absent. */
  readonly name?: string;
  readonly everySeconds: number;
  run(ctx: Ctx): Promise<void>;
}

export type ColumnType = 'id' | 'integer' | 'text' | 'boolean' | 'json' | 'time';
export interface Column {
  readonly type: ColumnType;
  readonly nullable?: boolean;
  readonly unique?: boolean;
  readonly default?: string | number | boolean;
}
/** Additive only. Table names get the plugin's prefix. */
export interface MigrationTools {
  createTable(
    name: string,
    columns: Readonly<Record<string, Column>>,
    indexes?: readonly (readonly string[])[],
  ): Promise<void>;
  addColumn(table: string, name: string, column: Column): Promise<void>;
  addIndex(table: string, columns: readonly string[]): Promise<void>;
}
export interface Migration {
  /** `0001-create-notes`: sorted, run once. */
  readonly name: string;
  up(tools: MigrationTools): Promise<void>;
}

export type Row = Readonly<Record<string, unknown>>;
/** A plugin's private table: enough for its own data, no SQL. `where` is equality of columns. */
export interface PrivateTable<T extends Row = Row> {
  insert(row: Partial<T>): Promise<T>;
  find(
    where: Partial<T>,
    options?: {
      readonly orderBy?: string;
      readonly descending?: boolean;
      readonly limit?: number;
      readonly offset?: number;
    },
  ): Promise<readonly T[]>;
  first(where: Partial<T>): Promise<T | undefined>;
  /** How many rows changed: compare-and-set by naming the old values in `where`. */
  update(where: Partial<T>, patch: Partial<T>): Promise<number>;
  delete(where: Partial<T>): Promise<number>;
}
export interface PrivateTables {
  table<T extends Row = Row>(name: string): PrivateTable<T>;
}

/** A subcommand of `turnpike`. */
export interface CliCommand {
  /** `lint [file]`, commander's syntax. */
  readonly command: string;
  readonly summary: string;
  readonly options?: readonly {
    readonly flags: string;
    readonly description: string;
    readonly default?: string | boolean;
  }[];
  /** Returns the exit code. */
  run(io: CliIo): Promise<number>;
}
export interface CliIo {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Colours allowed? */
  readonly color: boolean;
  out(text: string): void;
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

/** Which platform a command wants for itself. */
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
export interface CliPlatform {
  /** Where it listens; no trailing slash. */
  readonly url: string;
  /** What it goes without although the server has it, a sentence each, for people: `turnpike run` prints them. */
  readonly lacks: readonly string[];
  /** Repeatable. `force`: without waiting for what runs. */
  stop(settings?: { readonly force?: boolean }): Promise<void>;
}

/** UI contributions: a module of custom elements and where they go. */
export interface UiContribution {
  /** `repository.tab`, `repository.panel`, `build.panel`, `job.panel`, `system.panel`, `nav`. */
  readonly slot: string;
  /** Tag of the element; it gets the page's ids as properties. */
  readonly tag: string;
  readonly title: string;
}
export interface UiModule {
  /** The browser's module, served from this file. */
  readonly module: URL;
  readonly contributions: readonly UiContribution[];
}

export interface PluginDefinition<C = unknown, R extends Tokens = Tokens> {
  /** kebab-case, unique; the key of its configuration, its label in logs and metrics. */
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
  readonly version?: string;
  /** Range of SDK versions; checked before anything starts. */
  readonly sdk?: string;
  /** zod; validated before anything starts. Absent: no configuration. */
  readonly config?: z.ZodType<C>;
  readonly requires?: R;
  /** What it uses of the platform and of the world; the rest is not there for it. */
  readonly permissions?: PluginPermissions;
  /** Static list of what `provides` returns, so that boot can check it before running anything. */
  readonly offers?: readonly Token[];
  provides?(ctx: PluginContext<C, R>): readonly Provision[] | Promise<readonly Provision[]>;
  /**
   * Another version of it may take its place while the server runs. Says that nothing is lost when its scope is
   * disposed and it is built anew, and that for a moment both are there: `provides` and what it makes of the new one
   * come before the end of the old one. Default: false; what `defineNotifier`, `defineVcsProvider` and the makers of
   * languages, add-ons, services and deploy providers make says true. The host still starts anew where the declaration
   * has changed, where it taps, and where others hold a single token of it.
   */
  readonly replaceable?: boolean;
  readonly migrations?: readonly Migration[];
  taps?(ctx: PluginContext<C, R> & { readonly hooks: Hooks }): void;
  readonly on?: {
    readonly [N in EventName]?: (
      event: TurnpikeEvent<N>,
      ctx: PluginContext<C, R>,
    ) => void | Promise<void>;
  };
  readonly sweep?: Sweep<PluginContext<C, R>> | readonly Sweep<PluginContext<C, R>>[];
  routes?(ctx: PluginContext<C, R>): readonly Route[];
  /**
   * What its routes do, by operation id: the API's document, the explorer and the rights table show it, and test
   * hosts check each JSON answer against it. Static, so that every process knows it wherever the plugin runs.
   * Routes that are not described are in the document with method and path alone.
   */
  readonly operations?: Operations;
  upgrades?(ctx: PluginContext<C, R>): readonly UpgradeRoute[];
  start?(ctx: PluginContext<C, R>): Promise<void>;
  /** Takes no more work and ends what runs, before the host stops in earnest. */
  drain?(ctx: PluginContext<C, R>): Promise<void>;
  stop?(ctx: PluginContext<C, R>): Promise<void>;
  readonly ui?: UiModule;
  readonly yml?: readonly YmlKeys[];
  readonly notifier?: NotifierDefaults;
  readonly provider?: VcsProviderTraits;
  readonly cli?: readonly CliCommand[];
  /** Files that belong into a backup, beside its tables. */
  backup?(ctx: BackupContext<C>): readonly BackupPart[];
}

/** A plugin with its types forgotten, as the host handles it. */
export interface Plugin {
  readonly kind: 'turnpike-plugin';
  readonly definition: PluginDefinition<never, never>;
}

/** A definition without its functions: plain data, read without running the plugin. */
export interface PluginManifest {
  readonly id: string;
  readonly summary: string;
  readonly version: string;
  readonly sdk: string;
  readonly source: string;
  readonly requires: readonly {
    readonly token: string;
    readonly optional: boolean;
    readonly many: boolean;
  }[];
  readonly offers: readonly string[];
  /** Those of `on`. */
  readonly events: readonly EventName[];
  readonly permissions: DeclaredPermissions;
  /** Does it answer addresses of its own? Which ones is known while it runs. */
  readonly routes: boolean;
  /** Has it tables of its own? */
  readonly tables: boolean;
  /** Subcommands of `turnpike`: `lint [file]`. */
  readonly commands: readonly string[];
  readonly configSchema: unknown;
  readonly ui: readonly UiContribution[];
  /** `file:` URL of the browser's module; null: it has none. */
  readonly uiModule: string | null;
  readonly yml: readonly YmlKeys[];
  readonly notifier: NotifierDefaults | null;
  readonly provider: VcsProviderTraits | null;
  /** Also the doors of the services that it offers. Made when it is read. */
  readonly operations: PlainOperations;
  /** It serves routes, and says nothing of any of them. */
  readonly undescribed: boolean;
}

export type { EventHandler };
