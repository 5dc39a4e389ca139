import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, Logger } from '@turnpike/sdk';

/** Time as it is. */
export const realClock: Clock = {
  monotonic: () => performance.now(),
  now: () => Date.now(),
  sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
};
export const silentLog: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
};
