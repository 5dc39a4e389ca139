/** What a started host offers, and what it is started with. */
import type { CoreConfig } from '../contracts/config.js';
import type { EventBus } from '../contracts/events.js';
import type { InstalledPlugins, Logger } from '../contracts/host.js';
import type { Hooks } from '../contracts/hooks.js';
import type { Deps, Resolved, Token, Tokens } from '../contracts/tokens.js';
import type { ConfigOptions } from '../config/sources.js';
import type { ServedRoute } from '../contracts/http.js';
import type { OnAnswer } from '../http/http-host.js';
import type { LoadedPlugin, PluginSpec } from './load.js';
import type { HostClock } from './system-clock.js';

export interface HostOptions extends ConfigOptions {
  /** Installed beside those of the configuration. */
  readonly plugins?: readonly PluginSpec[];
  /** Default: made from the configuration's `log`. */
  readonly log?: Logger;
  /** How often the module of a plugin has changed since the process began, by path: that often it is imported anew. */
  readonly fresh?: ReadonlyMap<string, number>;
  /** Look where plugins from elsewhere put things on the heap. */
  readonly watchesHeap?: boolean;
  /** Tests: taps are set even where nobody in this process asks their hook. */
  readonly allTaps?: boolean;
  /** Tests: a plugin that fails stops the boot, also where the others could do without it. */
  readonly strict?: boolean;
  /** Tests: hears every answer of HTTP. */
  readonly onAnswer?: OnAnswer;
  /** Tests: what contexts, hooks and sweeps go by, in place of the system's clock. */
  readonly clock?: HostClock;
  /** Tests: in place of the bus that the configuration names. */
  readonly bus?: EventBus;
  /** Values for tokens that no plugin here provides: fakes of tests. They win over core's own. */
  readonly provided?: readonly { readonly token: Token; readonly value: unknown }[];
}

export interface Host {
  /** Where this process listens; no trailing slash. */
  readonly url: string;
  /** Where people reach the platform; no trailing slash. */
  readonly publicUrl: string;
  /** Of core. */
  readonly config: CoreConfig;
  /** Absolute. */
  readonly dataDir: string;
  /** What is installed and how it does. */
  readonly installed: InstalledPlugins;
  /** To ask them, as the platform's roles do. */
  readonly hooks: Hooks;
  /** What HTTP serves here; `upgrade`: a WebSocket door. */
  routes(): readonly ServedRoute[];
  /** Of the process. */
  readonly log: Logger;
  /** Throws TURNPIKE_TOKEN_MISSING. */
  resolve<T extends Token>(token: T): Resolved<T>;
  /** The same for several. */
  resolveAll<R extends Tokens>(tokens: R): Deps<R>;
  /**
   * Stops one plugin and undoes all that it registered. Throws ConflictError where another plugin
   * here requires its tokens, NotFoundError where it does not run.
   */
  unload(id: string): Promise<void>;
  /**
   * Puts another version of a plugin in its place, others undisturbed. Answers why only a start can do it; then nothing
   * has happened. Throws where the new one failed; then the old one runs again.
   */
  replace(loaded: LoadedPlugin): Promise<string | undefined>;
  /** Does a plugin run here that is not shipped with the platform? */
  readonly hasForeign: boolean;
  /**
   * Stops a plugin from elsewhere that has failed while it ran. false: it is one of ours, decides what is allowed,
   * or others require its tokens; then nothing has happened.
   */
  failForeign(id: string, phase: string, cause: unknown): boolean;
  /** Drains, then stops all, the latest first. Repeatable. `force`: without draining. */
  stop(settings?: { readonly force?: boolean }): Promise<void>;
}
