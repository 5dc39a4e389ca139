/** What this process and what its database server hold, as the run goes on. */
import { collectGarbage } from '../support/garbage.js';

export interface MemorySample {
  /** Share of the run, 0 to 1. */
  readonly at: number;
  /** Living objects, after a collection. */
  readonly heapBytes: number;
  readonly rssBytes: number;
}

export function sampleMemory(at: number): MemorySample {
  collectGarbage();
  const { heapUsed, rss, external } = process.memoryUsage();
  return { at, heapBytes: heapUsed + external, rssBytes: rss };
}

/** Bytes that came for each 1,000 of `work` between the first and the last quarter. */
export function growthOf(samples: readonly MemorySample[], work: number): number {
  const settled = samples.filter(({ at }) => at >= 0.25);
  const [first, last] = [settled[0], settled.at(-1)];
  if (!first || !last || first === last) return 0;
  return ((last.heapBytes - first.heapBytes) / (work * (last.at - first.at))) * 1_000;
}
