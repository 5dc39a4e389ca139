/** What this process holds as the run goes on, and how much of it stays. */
import { collectGarbage } from '../support/garbage.js';

export interface MemorySample {
  /** Jobs that have ended. */
  readonly ended: number;
  /** Jobs that are running: they hold memory, and may. */
  readonly running: number;
  /** Living objects, after a collection. */
  readonly heapBytes: number;
  readonly rssBytes: number;
}

export function sampleMemory(jobs: { readonly ended: number; readonly running: number }) {
  collectGarbage();
  const { heapUsed, rss, external } = process.memoryUsage();
  return { ...jobs, heapBytes: heapUsed + external, rssBytes: rss } satisfies MemorySample;
}

/** Until this part of the run code is still being compiled and caches fill. */
const WARM = 0.25;

/**
 * Bytes of living objects that each 1,000 ended jobs leave behind: the least-squares fit of
 * `heap = base + a * running + b * ended` over the samples after the first quarter, so that jobs which only run
 * are no leak. 0 where there are too few samples to say.
 */
export function leftBehind(samples: readonly MemorySample[], warm = WARM): number {
  const most = samples.at(-1)?.ended ?? 0;
  const settled = samples.filter(({ ended }) => ended >= most * warm);
  if (settled.length < 6) return 0;
  // In thousands: numbers of one size keep the equations well-conditioned.
  const rows = settled.map(({ ended, running, heapBytes }) => ({
    ...{ x: running / 1_000, y: ended / 1_000, z: heapBytes },
  }));
  const mean = (of: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  const [x0, y0, z0] = [mean(({ x }) => x), mean(({ y }) => y), mean(({ z }) => z)];
  const xx = mean(({ x }) => (x - x0) ** 2);
  const yy = mean(({ y }) => (y - y0) ** 2);
  const xy = mean(({ x, y }) => (x - x0) * (y - y0));
  const xz = mean(({ x, z }) => (x - x0) * (z - z0));
  const yz = mean(({ y, z }) => (y - y0) * (z - z0));
  const determinant = xx * yy - xy * xy;
  // Nothing ran at once with anything else: only the jobs that have ended count.
  return determinant === 0 ? (yy === 0 ? 0 : yz / yy) : (xx * yz - xy * xz) / determinant;
}
