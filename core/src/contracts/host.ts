/** What core gives to plugins beside their dependencies. */
import type { SystemFact } from './facts.js';
import type { HookName, TapInfo } from './hooks.js';
import type { PluginManifest } from './plugin.js';
import type { PlainOperations } from './operation.js';
import type { Principal, ServedRoute } from './http.js';

/** Structured log: a fixed message, and fields. Never log secrets: nothing masks them here. @stable */
export interface Logger {
  /** For who looks for a fault. */
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** Something that one would want to know later. */
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** Something that somebody should look at; work goes on. */
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** Something failed. `err`: the error. Test hosts throw these at the end. */
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  /** A logger whose lines have these fields too. */
  child(fields: Readonly<Record<string, unknown>>): Logger;
}

/** Time for durations: monotonic milliseconds of this process; and wall time for people only. @stable */
export interface Clock {
  /** Milliseconds since some moment; never goes back. */
  monotonic(): number;
  /** Milliseconds since 1970, UTC; may jump. */
  now(): number;
  /** Resolves after `ms`, or rejects when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Encryption at rest: AES-256-GCM with the server's key (made on first start, owner-only file).
 * `open` throws TurnpikeError TURNPIKE_SECRET_UNREADABLE with the way out.
 * @stable
 */
export interface SecretBox {
  /** Encrypts. Each call answers another text. */
  seal(plain: string): string;
  /** Decrypts what `seal` answered, also of an earlier key of this server. */
  open(sealed: string): string;
  /** Does it look like an answer of `seal`? */
  isSealed(text: string): boolean;
  /** Travis's `secure`: RSA PKCS#1 v1.5, base64, with a repository's key pair (PEM). */
  encryptFor(publicKey: string, plain: string): string;
  /** Throws TurnpikeError TURNPIKE_SECRET_UNREADABLE where it is of another key. */
  decryptWith(privateKey: string, secure: string): string;
  /** RSA, 4096 bits, PEM. Takes up to seconds of a thread. */
  newKeyPair(): Promise<{ readonly publicKey: string; readonly privateKey: string }>;
  /** SHA-256, hex, of a token: what is stored of it. */
  hash(token: string): string;
}

/** Makes and checks the tokens that are not kept in tables. @experimental */
export interface TokenIssuer {
  /** For a run's worker. Ends with the run, by the store: it does not expire. */
  runToken(claims: { readonly jobId: number; readonly run: number }): Promise<string>;
  /** For a job's script: caches, workspace and artifacts of its build. */
  jobToken(
    claims: {
      readonly jobId: number;
      readonly run: number;
      readonly buildId: number;
      readonly repositoryId: number;
    },
    expiresInSeconds: number,
  ): Promise<string>;
  /** Whose token it is; undefined: not one of ours, or expired. */
  verify(token: string): Promise<Principal | undefined>;
  /** For webhooks: PEM public key, and RSA-SHA1/SHA-256 signatures, base64. */
  publicKey(): Promise<string>;
  /** With the key whose public half `publicKey` answers. */
  sign(algorithm: 'sha1' | 'sha256', text: string): Promise<string>;
}

/** A figure that only grows. @stable */
export interface Counter {
  /** Adds `by` (default 1). Labels that were not declared throw. */
  inc(labels?: Readonly<Record<string, string>>, by?: number): void;
}
/** A figure that goes up and down. @stable */
export interface Gauge {
  /** The value now. */
  set(value: number, labels?: Readonly<Record<string, string>>): void;
}
/** How values are spread. @stable */
export interface Histogram {
  /** One value; of durations in seconds, as Prometheus has it. */
  observe(value: number, labels?: Readonly<Record<string, string>>): void;
}
/** Prometheus metrics; names get the prefix `turnpike_`. @stable */
export interface Metrics {
  /** Makes or finds a counter. `labels`: all names that `inc` may use. */
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  /** Makes or finds a gauge. */
  gauge(name: string, help: string, labels?: readonly string[]): Gauge;
  /** Makes or finds a histogram; `buckets`: upper bounds. */
  histogram(
    name: string,
    help: string,
    labels?: readonly string[],
    buckets?: readonly number[],
  ): Histogram;
}

/** One step of a start, with its time. @experimental */
export interface BootStep {
  /** Whose step; `core`. */
  readonly plugin: string;
  /** `load`, `migrate`, `build`, `tap`, `start`, … */
  readonly phase: string;
  /** How long it took, in milliseconds. */
  readonly ms: number;
}
/** The process that answers. @experimental */
export interface ProcessInfo {
  /** Unique by start; the `origin` of its events. */
  readonly name: string;
  /** Of the platform. */
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** `embedded`, `memory`, or the broker's URL without credentials. */
  readonly busUrl: string;
}
/** What is installed and how it does. Reading is cheap; `facts` looks at disks. @experimental */
export interface InstalledPlugins {
  /** The answering process. */
  readonly process: ProcessInfo;
  /** Every installed plugin, running here or not. */
  readonly manifests: readonly PluginManifest[];
  /** Ids of those that run in this process. */
  readonly running: readonly string[];
  /** Steps of its start, in order. */
  readonly boot: readonly BootStep[];
  /** What each plugin that runs here has registered. */
  readonly scopes: readonly ScopeInfo[];
  /** What this process serves now, WebSocket doors included. */
  routes(): readonly ServedRoute[];
  /** Of the routes of core itself. */
  readonly coreOperations: PlainOperations;
  /** Of all hooks, with their counts. */
  taps(): readonly TapInfo[];
  /** Of all that run or ran here; looked at anew every 10 s at most. */
  work(): readonly PluginWork[];
  /** What administrators should know of this process; looked at anew every 10 s at most. */
  facts(): Promise<readonly SystemFact[]>;
  /** Taps whose hook is asked elsewhere. */
  readonly skippedTaps: readonly { readonly plugin: string; readonly hook: HookName }[];
  /**
   * Absolute paths outside of the data folder that hold this process's secrets: configuration files, the
   * key, a SQLite file. They need not exist. For executors without isolation, which hide them from jobs.
   */
  readonly privateFiles: readonly string[];
}
/**
 * What a plugin's code took in this process since it started, as far as the host had it do it. What the plugin begins
 * by itself (its own timers, what goes on behind a promise), and calls between plugins in one process, count with
 * whoever waits for them, or not at all. @experimental
 */
export interface PluginWork {
  /** Its id. */
  readonly plugin: string;
  /** Of all hooks. */
  readonly taps: WorkFigures;
  /** Of events. */
  readonly handlers: WorkFigures;
  /** Its regular looks. */
  readonly sweeps: WorkFigures;
  /** Of HTTP. */
  readonly routes: WorkFigures;
  /** Its build, its taps being set, its start and so on. */
  readonly phases: WorkFigures;
  /**
   * What lives of what its module's code has put on the heap since it was built, estimated by samples: right to about
   * a megabyte. Plugins of one module share the figure; buffers lie outside of the heap. null: not known. It is for
   * plugins from elsewhere alone that run in this process, since ours are one module, and in a server that somebody
   * started, not in tests.
   */
  readonly heapBytes: number | null;
}
/** How often, how long; milliseconds. @experimental */
export interface WorkFigures {
  /** How many there were. */
  readonly calls: number;
  /** So many of them failed. */
  readonly failures: number;
  /** Until it answered, waiting for others included. */
  readonly totalMs: number;
  /** Of the longest. */
  readonly maxMs: number;
  /** Until it waited for the first time: so long nothing else ran. */
  readonly busyMs: number;
}
/** A plugin in a process of its own (`isolation: process`). @experimental */
export interface ApartInfo {
  /** `restarting`: its process ended, and is started again. `given-up`: it ended too often; only a start tries again. */
  readonly state: 'starting' | 'running' | 'restarting' | 'given-up' | 'stopped';
  /** null: none runs now. */
  readonly pid: number | null;
  /** How often it was started again since the server started. */
  readonly restarts: number;
  /** Why its process last ended; null: it has not. */
  readonly lastEnd: string | null;
  /** What holds it beside Node's permission model, in words. */
  readonly walls: readonly string[];
}
/** What one plugin has registered in this process. @experimental */
export interface ScopeInfo {
  /** Its id. */
  readonly plugin: string;
  /** Its version. */
  readonly version: string;
  /** How many. */
  readonly taps: number;
  /** To events, how many. */
  readonly subscriptions: number;
  /** How many, WebSocket doors included. */
  readonly routes: number;
  /** Sweeps, how many. */
  readonly timers: number;
  /** Names of tokens. */
  readonly provides: readonly string[];
  /** `failed`: it was disposed, and `failure` says why. */
  readonly state: 'running' | 'failed' | 'disposed';
  /** For administrators. */
  readonly failure?: string;
  /** Since it failed: hooks at which it had a say, which refuse in its name in this and other processes. */
  readonly refuses: readonly HookName[];
  /** Absent: it runs in the server's process. */
  readonly apart?: ApartInfo;
}
