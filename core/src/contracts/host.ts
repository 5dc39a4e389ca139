/** What core gives to plugins beside their dependencies. */
import type { SystemFact } from './facts.js';
import type { HookName, TapInfo } from './hooks.js';
import type { PluginManifest } from './plugin.js';
import type { PlainOperations } from './operation.js';
import type { Principal, ServedRoute } from './http.js';

export interface Logger {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
  child(fields: Readonly<Record<string, unknown>>): Logger;
}

/** Time for durations: monotonic milliseconds of this process; and wall time for people only. */
export interface Clock {
  monotonic(): number;
  now(): number;
  /** Resolves after `ms`, or rejects when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Encryption at rest: AES-256-GCM with the server's key (made on first start, owner-only file).
 * `open` throws TurnpikeError TURNPIKE_SECRET_UNREADABLE with the way out.
 */
export interface SecretBox {
  seal(plain: string): string;
  open(sealed: string): string;
  isSealed(text: string): boolean;
  /** Travis's `secure`: RSA PKCS#1 v1.5, base64, with a repository's key pair (PEM). */
  encryptFor(publicKey: string, plain: string): string;
  decryptWith(privateKey: string, secure: string): string;
  newKeyPair(): Promise<{ readonly publicKey: string; readonly privateKey: string }>;
  /** SHA-256, hex, of a token: what is stored of it. */
  hash(token: string): string;
}

/** Makes and checks the tokens that are not kept in tables. */
export interface TokenIssuer {
  runToken(claims: { readonly jobId: number; readonly run: number }): Promise<string>;
  jobToken(
    claims: {
      readonly jobId: number;
      readonly run: number;
      readonly buildId: number;
      readonly repositoryId: number;
    },
    expiresInSeconds: number,
  ): Promise<string>;
  verify(token: string): Promise<Principal | undefined>;
  /** For webhooks: PEM public key, and RSA-SHA1/SHA-256 signatures, base64. */
  publicKey(): Promise<string>;
  sign(algorithm: 'sha1' | 'sha256', text: string): Promise<string>;
}

export interface Counter {
  inc(labels?: Readonly<Record<string, string>>, by?: number): void;
}
export interface Gauge {
  set(value: number, labels?: Readonly<Record<string, string>>): void;
}
export interface Histogram {
  observe(value: number, labels?: Readonly<Record<string, string>>): void;
}
/** Prometheus metrics; names get the prefix `turnpike_`. */
export interface Metrics {
  counter(name: string, help: string, labels?: readonly string[]): Counter;
  gauge(name: string, help: string, labels?: readonly string[]): Gauge;
  histogram(
    name: string,
    help: string,
    labels?: readonly string[],
    buckets?: readonly number[],
  ): Histogram;
}

export interface BootStep {
  readonly plugin: string;
  readonly phase: string;
  readonly ms: number;
}
/** The process that answers. */
export interface ProcessInfo {
  /** Unique by start; the `origin` of its events. */
  readonly name: string;
  readonly version: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** `embedded`, `memory`, or the broker's URL without credentials. */
  readonly busUrl: string;
}
export interface InstalledPlugins {
  readonly process: ProcessInfo;
  /** Every installed plugin, running here or not. */
  readonly manifests: readonly PluginManifest[];
  /** Ids of those that run in this process. */
  readonly running: readonly string[];
  readonly boot: readonly BootStep[];
  readonly scopes: readonly ScopeInfo[];
  /** What this process serves now, WebSocket doors included. */
  routes(): readonly ServedRoute[];
  /** Of the routes of core itself. */
  readonly coreOperations: PlainOperations;
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
 * whoever waits for them, or not at all.
 */
export interface PluginWork {
  readonly plugin: string;
  readonly taps: WorkFigures;
  readonly handlers: WorkFigures;
  readonly sweeps: WorkFigures;
  readonly routes: WorkFigures;
  /** Its build, its taps being set, its start and so on. */
  readonly phases: WorkFigures;
  /**
   * What lives of what its module's code has put on the heap since it was built, estimated by samples: right to about
   * a megabyte. Plugins of one module share the figure; buffers lie outside of the heap. null: not known. It is for
   * plugins from elsewhere alone, since ours are one module, and in a server that somebody started, not in tests.
   */
  readonly heapBytes: number | null;
}
export interface WorkFigures {
  readonly calls: number;
  readonly failures: number;
  /** Until it answered, waiting for others included. */
  readonly totalMs: number;
  readonly maxMs: number;
  /** Until it waited for the first time: so long nothing else ran. */
  readonly busyMs: number;
}
export interface ScopeInfo {
  readonly plugin: string;
  readonly version: string;
  readonly taps: number;
  readonly subscriptions: number;
  readonly routes: number;
  readonly timers: number;
  readonly provides: readonly string[];
  readonly state: 'running' | 'failed' | 'disposed';
  readonly failure?: string;
  /** Since it failed: hooks at which it had a say, which refuse in its name in this and other processes. */
  readonly refuses: readonly HookName[];
}
