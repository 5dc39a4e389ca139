import {
  type ApartInfo,
  HOOK_KINDS,
  type HookKind,
  type HookName,
  type PluginManifest,
  type PluginWork,
  type ProcessFacts,
  type Route,
  type TapInfo,
  type WorkerInfo,
} from '@turnpike/sdk';
import { askedBy } from '@turnpike/sdk/platform';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { time, wholeTime } from '../envelope/times.js';
import { presentManifests } from '../present-manifests.js';
import { single } from '../render/collection.js';
import type { Wire } from '../render/render.js';
import { drawJobs } from './jobs.js';

/** A worker says hello every 20 s. */
const ONLINE_SECONDS = 60;
/** A process reports every minute. */
const REPORTED_SECONDS = 180;
const SHOWN_SECONDS = 86_400;
const MOST_WAITING = 100;

export function systemRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/system', async (call) => single(await renderSystem(call))),
    endpoint(api, 'GET /v3/ui', async () =>
      single({
        '@type': 'ui',
        '@href': '/v3/ui',
        contributions: contributions(api),
        texts: textsOf(api),
      }),
    ),
  ];
}

/** Settings have words too, so those of plugins without elements are among them. */
function textsOf({ installed }: Api) {
  const all = presentManifests(installed).map(({ id, texts }) => [id, texts] as const);
  return Object.fromEntries(all.filter(([, texts]) => Object.keys(texts).length > 0));
}

async function renderSystem(call: Call): Promise<Wire> {
  const { api } = call;
  const { installed, store } = api;
  const { process } = installed;
  const waiting = await store.jobs.list({ states: ['created', 'queued'] }, { limit: MOST_WAITING });
  const now = await store.now();
  const workers = await store.workers.list(SHOWN_SECONDS);
  return {
    '@type': 'system',
    '@href': '/v3/system',
    '@representation': 'standard',
    version: process.version,
    process: process.name,
    started_at: wholeTime(process.startedAt),
    public_url: api.publicUrl(),
    database: { dialect: store.dialect },
    bus: { url: process.busUrl, connected: api.events.connected },
    plugins: installed.manifests.map((manifest) => renderPlugin(api, manifest)),
    hooks: renderHooks(api),
    facts: await readFacts(api),
    workers: workers.map((worker) => renderWorker(worker, now)),
    queues: (await store.jobs.queues()).map(({ queue, queued, running, oldestQueuedAt }) => ({
      name: queue,
      queued,
      running,
      oldest_queued_at: time(oldestQueuedAt),
    })),
    job_counts: await store.jobs.countsByState(),
    waiting: await drawJobs(call, waiting.rows.toReversed()),
    waiting_count: waiting.total,
  };
}

async function readFacts({ installed, store }: Api): Promise<readonly Wire[]> {
  const own = { process: installed.process.name, facts: await installed.facts() };
  const reported = await store.facts.list(REPORTED_SECONDS);
  return [own, ...reported.filter(({ process }) => process !== own.process)].flatMap(renderFacts);
}

function renderFacts({ process, facts }: ProcessFacts): readonly Wire[] {
  return facts.map(({ id, title, state, text, wayOut, room }) => ({
    ...{ id, title, process, state, text, way_out: wayOut },
    room: room && {
      folder: room.folder,
      used_bytes: room.usedBytes,
      free_bytes: room.freeBytes,
      total_bytes: room.totalBytes,
    },
  }));
}

function renderPlugin(api: Api, manifest: PluginManifest): Wire {
  const { installed } = api;
  const scope = installed.scopes.find((one) => one.plugin === manifest.id);
  const steps = installed.boot.filter((step) => step.plugin === manifest.id);
  return {
    id: manifest.id,
    summary: manifest.summary,
    version: manifest.version,
    source: manifest.source,
    running: installed.running.includes(manifest.id),
    provides: scope?.provides ?? manifest.offers,
    requires: manifest.requires.map(({ token }) => token),
    events: manifest.events,
    asks: askedBy(manifest),
    scope: scope
      ? {
          state: scope.state,
          taps: scope.taps,
          subscriptions: scope.subscriptions,
          routes: scope.routes,
          timers: scope.timers,
          failure: scope.failure ?? null,
          refuses: scope.refuses,
          apart: scope.apart ? renderApart(scope.apart) : null,
        }
      : null,
    work: renderWork(installed.work().find((one) => one.plugin === manifest.id)),
    boot_ms: steps.length > 0 ? Math.round(steps.reduce((sum, step) => sum + step.ms, 0)) : null,
  };
}

/** All kinds together; the taps of each stand with their hooks. */
function renderWork(work: PluginWork | undefined): Wire | null {
  if (!work) return null;
  const { taps, handlers, sweeps, routes, heapBytes } = work;
  const kinds = [taps, handlers, sweeps, routes];
  const sum = (figure: 'calls' | 'failures' | 'totalMs' | 'busyMs') =>
    kinds.reduce((all, one) => all + one[figure], 0);
  return {
    calls: sum('calls'),
    failures: sum('failures'),
    total_ms: micros(sum('totalMs')),
    max_ms: micros(Math.max(...kinds.map(({ maxMs }) => maxMs))),
    busy_ms: micros(sum('busyMs')),
    heap_bytes: heapBytes,
  };
}

const micros = (ms: number): number => Math.round(ms * 1_000) / 1_000;

function renderApart({ state, pid, restarts, lastEnd, walls }: ApartInfo): Wire {
  return { state, pid, restarts, last_end: lastEnd, walls };
}

function renderHooks(api: Api): readonly Wire[] {
  const taps = api.installed.taps();
  const skipped = api.installed.skippedTaps;
  return (Object.entries(HOOK_KINDS) as [HookName, HookKind][]).map(([name, kind]) => ({
    name,
    type: kind.type,
    on_failure: kind.onFailure,
    asked_by: kind.askedBy,
    answer: kind.answer,
    taps: [
      ...taps.filter((tap) => tap.hook === name).map((tap) => renderTap(tap, false)),
      ...skipped
        .filter((tap) => tap.hook === name)
        .map(({ plugin }) => renderTap({ ...NEVER_CALLED, hook: name, plugin }, true)),
    ],
  }));
}

const NEVER_CALLED = { calls: 0, failures: 0, totalMs: 0, maxMs: 0 };

function renderTap(tap: TapInfo, skipped: boolean): Wire {
  return {
    plugin: tap.plugin,
    key: tap.key ?? null,
    calls: tap.calls,
    failures: tap.failures,
    total_ms: micros(tap.totalMs),
    max_ms: micros(tap.maxMs),
    skipped,
  };
}

function renderWorker(worker: WorkerInfo, now: number): Wire {
  return {
    name: worker.name,
    queues: worker.queues,
    ...worker.offers,
    executor: worker.executor,
    isolation: worker.isolation,
    slots: worker.slots,
    busy: worker.busy,
    version: worker.version,
    seen_at: wholeTime(worker.seenAt),
    online: now - worker.seenAt < ONLINE_SECONDS * 1000,
  };
}

/** Modules are served by the plugin `web` under these addresses. */
function contributions(api: Api): readonly Wire[] {
  return presentManifests(api.installed).flatMap(({ id, ui, uiModule }) => {
    if (uiModule === null) return [];
    const file = new URL(uiModule).pathname.split('/').at(-1) ?? '';
    const module = `/ui-plugins/${id}/${file}`;
    return ui.map(({ slot, tag, title }) => ({ plugin: id, slot, tag, title, module }));
  });
}
