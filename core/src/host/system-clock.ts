// The global of this name is looked up anew at each use, which takes as long as the call itself.
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../contracts/host.js';

/** What a host goes by: a clock that also runs what comes again. */
export interface HostClock extends Clock {
  /** Calls `run` each so many milliseconds. Answers what ends it. */
  every(everyMs: number, run: () => void): () => void;
}

export const systemClock: HostClock = {
  monotonic: () => performance.now(),
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : {});
  },
  every(everyMs, run) {
    const timer = setInterval(run, everyMs);
    return () => clearInterval(timer);
  },
};
