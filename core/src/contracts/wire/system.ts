/** + What administrators see of the running platform: `GET /v3/system`, and the interface's own needs. */
import type { AskedSection } from '../asked-by.js';
import type { HookKind, HookName } from '../hooks.js';
import type { JobState } from '../states.js';
import type { WireObject, WireTime } from './envelope.js';
import type { WireJob } from './resources.js';

/** An installed plugin. @stable */
export interface WirePlugin {
  /** Positive; of the database. */
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
  /** Grows by one with each change of state. */
  readonly version: string;
  /** Package, subpath or file it was loaded from. */
  readonly source: string;
  /** In the answering process. */
  readonly running: boolean;
  /** Names of tokens. */
  readonly provides: readonly string[];
  /** Names of tokens. */
  readonly requires: readonly string[];
  /** That it hears. */
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
    /** It runs in a process of its own (`isolation`); null: in the server's. */
    readonly apart: {
      readonly state: 'starting' | 'running' | 'restarting' | 'given-up' | 'stopped';
      readonly pid: number | null;
      readonly restarts: number;
      /** Why its process last ended. */
      readonly last_end: string | null;
      /** What holds it beside Node's permission model, in words. */
      readonly walls: readonly string[];
    } | null;
  } | null;
  /** Milliseconds of its start; null: it does not run here. */
  readonly boot_ms: number | null;
  /** What it took of the answering process; null where it does not run. */
  readonly work: WirePluginWork | null;
}
/** See `PluginWork`: what the host had the plugin do, since the process started. @experimental */
export interface WirePluginWork {
  /** How many there were. */
  readonly calls: number;
  /** So many of them failed. */
  readonly failures: number;
  /** Until it answered, waiting for others included. */
  readonly total_ms: number;
  /** Of the longest. */
  readonly max_ms: number;
  /** Until it waited for the first time: so long nothing else ran. */
  readonly busy_ms: number;
  /** Estimate of what lives of what its module's code has put on the heap; null: not known. */
  readonly heap_bytes: number | null;
}

/** A tap of a hook. @stable */
export interface WireTap {
  /** Id of the plugin. */
  readonly plugin: string;
  /** Stage of a script hook. */
  readonly key: string | null;
  /** How often it was asked. */
  readonly calls: number;
  /** How often it failed. */
  readonly failures: number;
  /** Milliseconds of all calls together. */
  readonly total_ms: number;
  /** Milliseconds of the longest call. */
  readonly max_ms: number;
  /** Its hook is asked in another process. */
  readonly skipped: boolean;
}
/** A hook with its taps. @stable */
export interface WireHook {
  /** As it is called. */
  readonly name: HookName;
  /** Of tapable. */
  readonly type: HookKind['type'];
  /** What a failing tap means. */
  readonly on_failure: HookKind['onFailure'];
  /** Plugins whose process asks; null: every process. */
  readonly asked_by: readonly string[] | null;
  /** What a tap answers, in words. */
  readonly answer: string;
  /** In the answering process. */
  readonly taps: readonly WireTap[];
}

/** A worker. @stable */
export interface WireWorker {
  /** As it is called. */
  readonly name: string;
  /** Names of queues; null: all. */
  readonly queues: readonly string[];
  /** Operating systems: `linux`. */
  readonly os: readonly string[];
  /** Architectures: `amd64`. */
  readonly arch: readonly string[];
  /** Words of the operator's choice. */
  readonly labels: readonly string[];
  /** Id of its executor. */
  readonly executor: string;
  /** `none`: jobs run as processes of the server's machine; the page warns. */
  readonly isolation: 'none' | 'container' | 'machine';
  /** Jobs at once. */
  readonly slots: number;
  /** Jobs that it has now. */
  readonly busy: number;
  /** Grows by one with each change of state. */
  readonly version: string;
  /** When it was last heard of. */
  readonly seen_at: WireTime;
  /** false: not heard of lately. */
  readonly online: boolean;
}

/** What an administrator should know of a process: see `FactSource`. @stable */
export interface WireFact {
  /** Positive; of the database. */
  readonly id: string;
  /** What it is about. */
  readonly title: string;
  /** That it is about. */
  readonly process: string;
  /** Where it stands. */
  readonly state: 'ok' | 'warning';
  /** For people. */
  readonly text: string;
  /** null: nothing has to be done. */
  readonly way_out: string | null;
  /** Of a folder that grows, in bytes. */
  readonly room: {
    readonly folder: string;
    readonly used_bytes: number | null;
    readonly free_bytes: number;
    readonly total_bytes: number;
  } | null;
}

/** A waiting line of jobs. @stable */
export interface WireQueue {
  /** As it is called. */
  readonly name: string;
  /** How many wait. */
  readonly queued: number;
  /** How many run. */
  readonly running: number;
  /** null: nothing waits. */
  readonly oldest_queued_at: WireTime | null;
}

/** What runs, and how it does. @stable */
export interface WireSystem extends WireObject<'system'> {
  /** Grows by one with each change of state. */
  readonly version: string;
  /** Name of the answering process. */
  readonly process: string;
  /** Of the answering process. */
  readonly started_at: WireTime;
  /** Where people reach the platform. */
  readonly public_url: string;
  /** Kind of database. */
  readonly database: { readonly dialect: 'sqlite' | 'postgres' };
  /** Of the answering process. */
  readonly bus: {
    /** `embedded`, or the broker's URL without credentials. */
    readonly url: string;
    readonly connected: boolean;
  };
  /** All installed ones. */
  readonly plugins: readonly WirePlugin[];
  /** All hooks. */
  readonly hooks: readonly WireHook[];
  /** Heard of lately. */
  readonly workers: readonly WireWorker[];
  /** Of all processes, those of the answering one first. */
  readonly facts: readonly WireFact[];
  /** Names of queues; null: all. */
  readonly queues: readonly WireQueue[];
  /** Of unfinished states. */
  readonly job_counts: Readonly<Partial<Record<JobState, number>>>;
  /** Jobs in `created` and `queued` with `waiting` and `repository`; at most 100, oldest first. */
  readonly waiting: readonly WireJob[];
  /** All that wait. */
  readonly waiting_count: number;
}

/** `GET /v3/ui`: contributions of plugins to the pages. Readable by all. @stable */
export interface WireUi extends WireObject<'ui'> {
  /** In the order of the plugins. */
  readonly contributions: readonly WireUiContribution[];
  /** + By plugin: what it shows in other languages (`PluginTexts`). Those without are left out. */
  readonly texts?: Readonly<
    Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
  >;
}
/** Places on the pages for elements of plugins. @stable */
export const UI_SLOTS = [
  'nav',
  'page',
  'repository.tab',
  'repository.panel',
  'build.tab',
  'build.panel',
  'job.panel',
  'system.panel',
] as const;
/** Where each slot is, and which objects of the page its elements get as properties, beside `api`, `live` and `text`. @stable */
export const UI_SLOT_PROPERTIES = {
  nav: { place: 'the head of every page', properties: [] },
  page: { place: 'a page of its own, with an entry in the head of every page', properties: [] },
  'repository.tab': { place: 'a page of its own below the repository', properties: ['repository'] },
  'repository.panel': { place: "below the repository's builds", properties: ['repository'] },
  'build.tab': { place: 'a page of its own below a build', properties: ['repository', 'build'] },
  'build.panel': { place: 'below a build', properties: ['repository', 'build'] },
  'job.panel': { place: "below a job's log", properties: ['repository', 'build', 'job'] },
  'system.panel': { place: "the administrators' page", properties: [] },
} as const satisfies Record<
  (typeof UI_SLOTS)[number],
  { readonly place: string; readonly properties: readonly ('repository' | 'build' | 'job')[] }
>;
/** A place on the pages: one of `UI_SLOTS`. @stable */
export type WireUiSlot = (typeof UI_SLOTS)[number];
/**
 * The module is imported once, then an element `tag` is made with the properties `repository`, `build`, `job`
 * (wire objects of the page, where there are), `api` (`(path, init?) => Promise<unknown>`) `live`
 * (`(topic, hearer, { repository? }?) => () => void`), which hears the plugin's own topics, and `text`
 * (`(text) => string`), which answers it in the reader's language.
 * @stable
 */
export interface WireUiContribution {
  /** Id of the plugin. */
  readonly plugin: string;
  /** Where it goes. */
  readonly slot: WireUiSlot;
  /** Name of a pushed tag; null: it is of none. */
  readonly tag: string;
  /** Of the tab or panel. */
  readonly title: string;
  /** `/ui-plugins/<plugin>/<file>`, below the base path. */
  readonly module: string;
}
