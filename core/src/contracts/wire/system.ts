/** + What administrators see of the running platform: `GET /v3/system`, and the interface's own needs. */
import type { AskedSection } from '../asked-by.js';
import type { HookKind, HookName } from '../hooks.js';
import type { JobState } from '../states.js';
import type { WireObject, WireTime } from './envelope.js';
import type { WireJob } from './resources.js';

export interface WirePlugin {
  readonly id: string;
  readonly summary: string;
  readonly version: string;
  /** Package, subpath or file it was loaded from. */
  readonly source: string;
  /** In the answering process. */
  readonly running: boolean;
  readonly provides: readonly string[];
  readonly requires: readonly string[];
  readonly events: readonly string[];
  /** What it declares to use, in words; what is not there it does not get. */
  readonly asks: readonly AskedSection[];
  /** What it has registered in the answering process; null where it does not run. */
  readonly scope: {
    readonly state: 'running' | 'failed' | 'disposed';
    readonly taps: number;
    readonly subscriptions: number;
    readonly routes: number;
    readonly timers: number;
    readonly failure: string | null;
    /** Of one that failed: hooks that it had a say in, and that refuse in its name since. */
    readonly refuses: readonly HookName[];
  } | null;
  readonly boot_ms: number | null;
  /** What it took of the answering process; null where it does not run. */
  readonly work: WirePluginWork | null;
}
/** See `PluginWork`: what the host had the plugin do, since the process started. */
export interface WirePluginWork {
  readonly calls: number;
  readonly failures: number;
  /** Until it answered, waiting for others included. */
  readonly total_ms: number;
  readonly max_ms: number;
  /** Until it waited for the first time: so long nothing else ran. */
  readonly busy_ms: number;
  /** Estimate of what lives of what its module's code has put on the heap; null: not known. */
  readonly heap_bytes: number | null;
}

export interface WireTap {
  readonly plugin: string;
  /** Stage of a script hook. */
  readonly key: string | null;
  readonly calls: number;
  readonly failures: number;
  readonly total_ms: number;
  readonly max_ms: number;
  /** Its hook is asked in another process. */
  readonly skipped: boolean;
}
export interface WireHook {
  readonly name: HookName;
  readonly type: HookKind['type'];
  readonly on_failure: HookKind['onFailure'];
  readonly asked_by: readonly string[] | null;
  readonly answer: string;
  readonly taps: readonly WireTap[];
}

export interface WireWorker {
  readonly name: string;
  readonly queues: readonly string[];
  readonly os: readonly string[];
  readonly arch: readonly string[];
  readonly labels: readonly string[];
  readonly executor: string;
  /** `none`: jobs run as processes of the server's machine; the page warns. */
  readonly isolation: 'none' | 'container' | 'machine';
  readonly slots: number;
  readonly busy: number;
  readonly version: string;
  readonly seen_at: WireTime;
  /** false: not heard of lately. */
  readonly online: boolean;
}

/** What an administrator should know of a process: see `FactSource`. */
export interface WireFact {
  readonly id: string;
  readonly title: string;
  readonly process: string;
  readonly state: 'ok' | 'warning';
  readonly text: string;
  readonly way_out: string | null;
  readonly room: {
    readonly folder: string;
    readonly used_bytes: number | null;
    readonly free_bytes: number;
    readonly total_bytes: number;
  } | null;
}

export interface WireQueue {
  readonly name: string;
  readonly queued: number;
  readonly running: number;
  readonly oldest_queued_at: WireTime | null;
}

export interface WireSystem extends WireObject<'system'> {
  readonly version: string;
  /** Name of the answering process. */
  readonly process: string;
  readonly started_at: WireTime;
  readonly public_url: string;
  readonly database: { readonly dialect: 'sqlite' | 'postgres' };
  readonly bus: {
    /** `embedded`, or the broker's URL without credentials. */
    readonly url: string;
    readonly connected: boolean;
  };
  readonly plugins: readonly WirePlugin[];
  readonly hooks: readonly WireHook[];
  readonly workers: readonly WireWorker[];
  /** Of all processes, those of the answering one first. */
  readonly facts: readonly WireFact[];
  readonly queues: readonly WireQueue[];
  readonly job_counts: Readonly<Partial<Record<JobState, number>>>;
  /** Jobs in `created` and `queued` with `waiting` and `repository`; at most 100, oldest first. */
  readonly waiting: readonly WireJob[];
  readonly waiting_count: number;
}

/** `GET /v3/ui`: contributions of plugins to the pages. Readable by all. */
export interface WireUi extends WireObject<'ui'> {
  readonly contributions: readonly WireUiContribution[];
}
export const UI_SLOTS = [
  'nav',
  'repository.tab',
  'repository.panel',
  'build.panel',
  'job.panel',
  'system.panel',
] as const;
export type WireUiSlot = (typeof UI_SLOTS)[number];
/**
 * The module is imported once, then an element `tag` is made with the properties `repository`, `build`, `job`
 * (wire objects of the page, where there are) and `api` (`(path, init?) => Promise<unknown>`).
 */
export interface WireUiContribution {
  readonly plugin: string;
  readonly slot: WireUiSlot;
  readonly tag: string;
  readonly title: string;
  /** `/ui-plugins/<plugin>/<file>`, below the base path. */
  readonly module: string;
}
