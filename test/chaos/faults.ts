/** Faults that kill nobody: the database refuses for a moment, its sessions end, its disk is full. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from './random.js';

/** What a shape can do to its database. Each resolves when it is over. */
export type Fault = 'lock' | 'sessions' | 'full';
export type Faults = Partial<Readonly<Record<Fault, (forMs: number) => Promise<void>>>>;

export interface Harm {
  /** Ends it when the last fault is over. Answers how often each was done. */
  stop(): Promise<ReadonlyMap<string, number>>;
}

/** Milliseconds between faults, and how long each lasts: a short one is waited for, a long one refuses. */
const EVERY: readonly [number, number] = [1500, 4000];
const SHORT: readonly [number, number] = [50, 600];
const LONG: readonly [number, number] = [3000, 7000];

export function startHarm(faults: Faults, random: Random): Harm {
  const counts = new Map<string, number>();
  const kinds = Object.entries(faults);
  const next = kinds.length === 0 ? undefined : random.deck(kinds);
  let stopped = next === undefined;
  const run = async (): Promise<void> => {
    while (!stopped && next) {
      await wait(random.between(...EVERY));
      if (stopped) return;
      const [name, act] = next();
      await act(random.between(...(random.next() < 0.2 ? LONG : SHORT)));
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
      return counts;
    },
  };
}
