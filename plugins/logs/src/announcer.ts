import type { Clock, RunRef } from '@turnpike/sdk';
import { keyOf } from './run-key.js';

const EVERY_MS = 20;

export interface Reached {
  readonly run: RunRef;
  readonly end: number;
  readonly sealed: boolean;
}

/** Says how far logs reach: at once, then at most every 20 ms a run, and always the last word. */
export interface Announcer {
  note(reached: Reached): void;
  /** Resolves when all is said. */
  settle(): Promise<void>;
}

/** @param publish one at a time for each run; it may reject: readers also look by themselves. */
export function createAnnouncer(options: {
  readonly clock: Clock;
  publish(reached: Reached): Promise<void>;
}): Announcer {
  const waiting = new Map<string, Reached>();
  const talking = new Map<string, Promise<void>>();

  function take(key: string): Reached | undefined {
    const next = waiting.get(key);
    waiting.delete(key);
    return next;
  }
  async function talk(key: string): Promise<void> {
    for (let next = take(key); next; next = take(key)) {
      await options.publish(next).catch(() => undefined);
      // After the last word there is nothing to space out.
      if (!next.sealed) await options.clock.sleep(EVERY_MS).catch(() => undefined);
    }
    talking.delete(key);
  }
  return {
    note(reached) {
      const key = keyOf(reached.run);
      waiting.set(key, reached);
      if (!talking.has(key)) talking.set(key, talk(key));
    },
    async settle() {
      while (talking.size > 0) await Promise.all(talking.values());
    },
  };
}
