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

export async function knownWorkers(store: Store, noWorkerMinutes: number): Promise<KnownWorkers> {
  const recent = await store.workers.list(Math.max(noWorkerMinutes * 60, PRESENT_SECONDS));
  const now = await store.now();
  const present = recent.filter((worker) => now - worker.seenAt <= PRESENT_SECONDS * 1000);
  return { present, recent, now };
}
