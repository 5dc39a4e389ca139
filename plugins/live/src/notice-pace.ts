/** How often the event `job:log` itself is relayed: the bytes come by the log's topic, this only says that it grows. */
import type { Events } from '@turnpike/sdk';

const EVERY_MS = 1_000;
const MOST_RUNS = 5_000;

export interface NoticePace {
  /** true: relay this one. The seal always is. */
  take(data: Events['job:log']): boolean;
}

export function createNoticePace(now: () => number = () => performance.now()): NoticePace {
  const told = new Map<string, number>();
  return {
    take({ jobId, run, sealed }) {
      const key = `${jobId}.${run}`;
      const last = told.get(key) ?? Number.NEGATIVE_INFINITY;
      if (!sealed && now() - last < EVERY_MS) return false;
      told.delete(key);
      if (!sealed) told.set(key, now());
      const oldest = told.keys().next();
      if (told.size > MOST_RUNS && !oldest.done) told.delete(oldest.value);
      return true;
    },
  };
}
