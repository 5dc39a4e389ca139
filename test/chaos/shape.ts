import type { ApiClient } from '../support/api-client.js';
import type { RoundExecutor } from './executors.js';
import type { Faults } from './faults.js';
import type { Random } from './random.js';

/** A platform that can be hurt. */
export interface Shape {
  /** What can be killed: processes by name, `broker`. */
  readonly victims: readonly string[];
  /** Kills it; resolves when it is back. */
  strike(victim: string): Promise<void>;
  /** What can be done to its database; nothing that is not possible here. */
  readonly faults: Faults;
  /** As it is reached now: tokens may change with a restart. */
  api(): Promise<ApiClient>;
  access(): Promise<{ readonly url: string; readonly token: string }>;
  /** Texts of all events, as somebody outside heard them; empty where there is no broker. */
  heard(): readonly string[];
  /** Resolves at the next event of this name, or after the time. Answers whether it came. */
  nextEvent(name: string, ms: number): Promise<boolean>;
  /** Jobs by state, now. */
  jobStates(): Promise<ReadonlyMap<string, number>>;
  /** Folders with all that it wrote. */
  readonly folders: readonly string[];
  /** The database as text, where it is not in the folders. */
  dump(): Promise<string>;
  stop(): Promise<void>;
}

export interface ShapeOptions {
  readonly folder: string;
  readonly executor: RoundExecutor;
  readonly random: Random;
  /** Its clock jumps by an hour, forth or back, at each start. */
  readonly clocks: boolean;
  readonly broker: boolean;
}

/** Leases and sweeps are shorter than by default, so that a round takes minutes: what is lost costs less time. */
export const settings = (executor: RoundExecutor) => ({
  'vcs-git': { pollSeconds: 2 },
  hub: { leaseSeconds: 10, sweepSeconds: 1, maxResets: 6 },
  worker: { slots: 4, drainSeconds: 2, ...executor.worker },
  ...executor.settings,
});

const HOUR_MS = 3_600_000;

/** Environment of a process whose wall clock is wrong. */
export function wrongClock(random: Random): Record<string, string> {
  const preload = new URL('./shift-clock.mjs', import.meta.url).href;
  const ms = random.pick([-HOUR_MS, HOUR_MS]);
  return { NODE_OPTIONS: `--import ${preload}`, TURNPIKE_TEST_CLOCK_MS: String(ms) };
}
