import type { HostClock } from '@turnpike/core';

/** A clock that stands still until the test moves it. @stable */
export interface FakeClock extends HostClock {
  /**
   * Moves time on by so many milliseconds. Sleeps and timers that fall due in it ring in their order, each at its own
   * time; what they begin has run as far as promises alone carry it when this resolves.
   */
  advance(ms: number): Promise<void>;
  /** How many sleeps and timers wait now. */
  readonly waiting: number;
}

interface Alarm {
  at: number;
  readonly everyMs?: number;
  ring(): void;
}

/** `now`: milliseconds since 1970 that it begins at. Give it to `testPlugin` as `clock`. @stable */
export function fakeClock(now = Date.UTC(2026, 10, 23, 12)): FakeClock {
  const alarms = new Set<Alarm>();
  let elapsed = 0;

  function add(alarm: Alarm): () => void {
    alarms.add(alarm);
    return () => void alarms.delete(alarm);
  }

  function ringNext(until: number): boolean {
    const [next] = [...alarms].sort((a, b) => a.at - b.at);
    if (!next || next.at > until) return false;
    elapsed = Math.max(elapsed, next.at);
    if (next.everyMs === undefined) alarms.delete(next);
    else next.at += next.everyMs;
    next.ring();
    return true;
  }

  return {
    monotonic: () => elapsed,
    now: () => now + elapsed,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const cancel = add({ at: elapsed + Math.max(0, ms), ring: resolve });
        const stop = () => (cancel(), reject(signal?.reason as Error));
        signal?.addEventListener('abort', stop, { once: true });
      }),
    every: (everyMs, ring) => add({ at: elapsed + everyMs, everyMs: Math.max(1, everyMs), ring }),
    async advance(ms) {
      const until = elapsed + ms;
      await settled();
      while (ringNext(until)) await settled();
      elapsed = until;
      await settled();
    },
    get waiting() {
      return alarms.size;
    },
  };
}

/** Whatever promises alone carry on has gone on. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
