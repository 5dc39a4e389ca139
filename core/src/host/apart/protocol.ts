/** What the server and a plugin in a process of its own say to each other. All of it is plain data. */
import type { ErrorDetails } from '../../contracts/errors.js';
import type { HookName } from '../../contracts/hooks.js';
import type { Route } from '../../contracts/http.js';
import type { Limits } from '../../contracts/config.js';
import type { PluginManifest } from '../../contracts/plugin.js';
import type { PackageFacts } from '../package-facts.js';

/** A fault as JSON. */
export interface SentProblem {
  readonly code: string;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** A plugin's declaration, in which its functions are only counted. */
export interface Described {
  readonly manifest: PluginManifest;
  readonly replaceable: boolean;
  /** By the names that the plugin gives them. */
  readonly requires: Readonly<
    Record<string, { readonly token: string; readonly isOptional: boolean }>
  >;
  readonly offers: readonly { readonly token: string; readonly kind: string }[];
  readonly sweeps: readonly { readonly name: string; readonly everySeconds: number }[];
  /** What each migration does, step by step. */
  readonly migrations: readonly {
    readonly name: string;
    readonly steps: readonly MigrationStep[];
  }[];
  /** Members of the declaration that are there: `taps`, `start`. */
  readonly members: readonly string[];
  readonly faults: readonly SentProblem[];
}
export type MigrationStep = readonly ['createTable' | 'addColumn' | 'addIndex', ...unknown[]];

/** What of the module is no plugin: see `Refused`. */
export interface SentRefusal {
  readonly problems: readonly SentProblem[];
  readonly id?: string | undefined;
  readonly hooks?: readonly HookName[] | undefined;
}

export interface Description {
  readonly plugins: readonly Described[];
  readonly packaged: PackageFacts;
  readonly refused: readonly SentRefusal[];
}

/** What a plugin's context is made of. */
export interface Begin {
  readonly id: string;
  /** As it stands in the configuration: the plugin's own schema reads it. */
  readonly config: unknown;
  /** Those of `requires` that are there. */
  readonly present: readonly string[];
  readonly dataDir: string;
  readonly limits: Limits;
  readonly publicUrl: string;
}

/** What it registered, by its place in each list. */
export interface Registered {
  readonly taps: readonly {
    readonly hook: HookName;
    readonly key?: string;
    readonly options: TapOptions;
  }[];
  readonly parts: readonly SentPart[];
  readonly routes: readonly Omit<Route, 'handle'>[];
}
export type TapOptions = {
  readonly name: string;
  readonly stage?: number;
  readonly before?: string;
};

/** What it provides under a token: its members that are plain data, and names of its functions. */
export interface SentPart {
  readonly token: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly functions: readonly string[];
}

/** A request, without its body, which is asked for. */
export interface SentExchange {
  readonly method: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly principal: unknown;
  readonly ip: string;
  readonly secure: boolean;
  readonly id: string;
}
