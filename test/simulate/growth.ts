/** How the cost of one job grows with each thing that a platform has more of: one is changed, all else stays. */
import { simulateDay, type DayOptions } from './day.js';

export interface GrowthRow {
  readonly what: string;
  readonly value: number;
  readonly msPerJob: number;
  /** To the first value of the same thing. */
  readonly ratio: number;
  readonly mostWaiting: number;
}

type Change = (value: number) => Partial<DayOptions>;

const DIMENSIONS: Readonly<Record<string, { values: readonly number[]; change: Change }>> = {
  workers: {
    values: [50, 100, 200, 400],
    // The slots of all together stay the same.
    change: (workers) => ({ workers, slots: 2_000 / workers }),
  },
  'slots in all (the fewer, the more jobs wait)': {
    values: [2_000, 400, 200],
    change: (all) => ({ slots: all / 100 }),
  },
  'builds stored before': {
    values: [0, 100_000, 500_000],
    change: (buildsBefore) => ({ buildsBefore }),
  },
  'bytes of a log': {
    values: [2_000, 20_000, 200_000],
    change: (logBytes) => ({ logBytes }),
  },
  'browsers that watch': {
    values: [0, 100, 1_000],
    change: (browsers) => ({ browsers }),
  },
};

export async function measureGrowth(options: DayOptions): Promise<readonly GrowthRow[]> {
  const rows: GrowthRow[] = [];
  for (const [what, { values, change }] of Object.entries(DIMENSIONS)) {
    let first: number | undefined;
    for (const value of values) {
      const day = await simulateDay({ ...options, ...change(value), note: () => undefined });
      first ??= day.msPerJob;
      const row = {
        ...{ what, value, msPerJob: day.msPerJob, ratio: day.msPerJob / first },
        mostWaiting: day.mostWaiting,
      };
      rows.push(row);
      options.note(
        `${what.padEnd(46)} ${String(value).padStart(8)} ${row.msPerJob.toFixed(2).padStart(8)} ms a job, ` +
          `x ${row.ratio.toFixed(2)}, ${row.mostWaiting} waited`,
      );
    }
  }
  return rows;
}
