/** Runs one sweep of a plugin: on its timer, when woken, and more often while the bus is down. */
import type { Logger } from '../contracts/host.js';
import { systemClock, type HostClock } from './system-clock.js';

const BUS_DOWN_MS = 2_000;

export interface SweeperOptions {
  readonly plugin: string;
  readonly name: string;
  readonly everySeconds: number;
  readonly run: () => Promise<void>;
  /** false: events do not arrive, so the sweep runs every 2 s. */
  readonly connected: () => boolean;
  readonly log: Logger;
  /** Default: the system's. */
  readonly clock?: HostClock;
}

export interface Sweeper {
  readonly name: string;
  /** The first run is at once. */
  start(): void;
  /** Runs soon. While it runs: once more afterwards, however often it is called. */
  wake(): void;
  /** No more runs; resolves when the one that is under way has ended. */
  stop(): Promise<void>;
}

export function createSweeper(options: SweeperOptions): Sweeper {
  const { plugin, name, log, clock = systemClock } = options;
  const everyMs = options.everySeconds * 1_000;
  let state: 'new' | 'started' | 'stopped' = 'new';
  let isWanted = false;
  let running: Promise<void> | undefined;
  let endTimer: (() => void) | undefined;
  let lastStart = 0;
  let failures = 0;

  function wake(): void {
    isWanted = true;
    if (state === 'started' && !running) running = runWanted();
  }

  async function runWanted(): Promise<void> {
    while (isWanted && state === 'started') {
      isWanted = false;
      lastStart = clock.monotonic();
      await runOnce();
    }
    running = undefined;
  }

  async function runOnce(): Promise<void> {
    try {
      // Behind the current call, so that many wakes in a row become one run.
      await Promise.resolve();
      await options.run();
      failures = 0;
    } catch (error) {
      failures += 1;
      // It is tried again each time, and told the 1st, 2nd, 4th, 8th … time: a log of one line a second hides all else.
      if (Number.isInteger(Math.log2(failures)))
        log.error({ plugin, sweep: name, failures, err: error }, 'a sweep failed');
    }
  }

  function tick(): void {
    const isDue = clock.monotonic() - lastStart >= everyMs - 1;
    if (isDue || !options.connected()) wake();
  }

  return {
    name,
    start() {
      if (state !== 'new') return;
      state = 'started';
      endTimer = clock.every(Math.min(everyMs, BUS_DOWN_MS), tick);
      wake();
    },
    wake,
    async stop() {
      state = 'stopped';
      endTimer?.();
      await running;
    },
  };
}
