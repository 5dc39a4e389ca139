import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../contracts/host.js';

export const systemClock: Clock = {
  monotonic: () => performance.now(),
  now: () => Date.now(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal ? { signal } : {});
  },
};
