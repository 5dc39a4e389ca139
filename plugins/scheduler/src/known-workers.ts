import type { WorkerInfo } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

/** Workers say hello every 20 s. */
const PRESENT_SECONDS = 75;

export interface KnownWorkers {
  /** Those that are there. */
  readonly present: readonly WorkerInfo[];
  /** Those that were there within the time after which a job is given up. */
  readonly recent: readonly WorkerInfo[];
  /** The database's clock, when they were read. */
  readonly now: number;
}

/** Many steps a second need them, and hundreds of workers take longer to read than the rest of a step. */
const FRESH_MS = 1000;

interface Reading {
  readonly until: number;
  readonly workers: Promise<KnownWorkers>;
}
const readings = new WeakMap<Store, Reading>();

/** As they were at most a second ago: they only decide who waits, not who runs. */
export function knownWorkers(store: Store, noWorkerMinutes: number): Promise<KnownWorkers> {
  const last = readings.get(store);
  if (last && performance.now() < last.until) return last.workers;
  const workers = readWorkers(store, noWorkerMinutes);
  readings.set(store, { until: performance.now() + FRESH_MS, workers });
  // Whoever asks next tries again.
  workers.catch(() => readings.delete(store));
  return workers;
}

/** A worker has come, gone or changed: the next one who asks reads anew. */
export function forgetWorkers(store: Store): void {
  readings.delete(store);
}

export async function readWorkers(
  store: Pick<Store, 'workers' | 'now'>,
  noWorkerMinutes: number,
): Promise<KnownWorkers> {
  const recent = await store.workers.list(Math.max(noWorkerMinutes * 60, PRESENT_SECONDS));
  const now = await store.now();
  const present = recent.filter((worker) => now - worker.seenAt <= PRESENT_SECONDS * 1000);
  return { present, recent, now };
}
