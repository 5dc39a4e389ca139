/** What each plugin took of this process, for administrators and Prometheus. */
import type { PluginWork } from '../contracts/host.js';
import type { Metrics } from '../contracts/host.js';
import type { HeapWatch } from '../work/heap-by-owner.js';
import { workOf } from '../work/measured.js';
import { moduleOf } from './module-place.js';
import type { HostPlan } from './plan.js';
import type { Unit } from './unit.js';
import { workMetrics } from './work-metrics.js';

/** Samples are walked through for it: the system page asks every five seconds. */
const FRESH_MS = 10_000;

export function workReader(
  { units, root }: Pick<HostPlan, 'units' | 'root'>,
  metrics: Metrics,
  heap: () => HeapWatch | undefined,
): () => readonly PluginWork[] {
  const tell = workMetrics(metrics);
  let last: { readonly at: number; readonly work: readonly PluginWork[] } | undefined;
  return () => {
    const now = performance.now();
    if (last && now - last.at < FRESH_MS) return last.work;
    const bytes = heapBytes(units, root, heap());
    const work = units.map((unit) => workOfUnit(unit, bytes));
    tell(units, work);
    last = { at: now, work };
    return work;
  };
}

function workOfUnit(
  { plugin, taps, work, isForeign, source, apart }: Unit,
  bytes: ReadonlyMap<string, number> | undefined,
): PluginWork {
  // What it has in a process of its own is not on this heap.
  const isHere = isForeign && apart === undefined;
  const heapBytes = isHere && bytes ? (bytes.get(source) ?? 0) : null;
  return { plugin, taps: workOf(taps), ...copied(work), heapBytes };
}

function copied({ handlers, sweeps, routes, phases }: Unit['work']): Unit['work'] {
  return {
    handlers: { ...handlers },
    sweeps: { ...sweeps },
    routes: { ...routes },
    phases: { ...phases },
  };
}

/** By what they were loaded from. */
function heapBytes(
  units: readonly Unit[],
  root: string,
  heap: HeapWatch | undefined,
): ReadonlyMap<string, number> | undefined {
  if (!heap) return undefined;
  const foreign = units.filter(({ isForeign }) => isForeign).map(({ source }) => source);
  const places = [...new Set(foreign)].map((source) => [source, moduleOf(source, root)] as const);
  const known = new Map<string, string | undefined>();
  return heap.bytesBy((url) => {
    if (!known.has(url)) known.set(url, places.find(([, isPart]) => isPart(url))?.[0]);
    return known.get(url);
  });
}
