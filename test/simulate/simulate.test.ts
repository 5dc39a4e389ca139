import { describe, expect, it } from 'vitest';
import { hasPostgres } from '../support/postgres.js';
import { simulateDay } from './day.js';
import { leftBehind } from './memory.js';
import { createVirtualTime } from './virtual-time.js';
import { configOf, planDay } from './world.js';

const DAY = { seed: 7, owners: 20, jobs: 60, logBytes: 200 };

describe('a planned day', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(planDay(DAY)).toEqual(planDay(DAY));
    expect(planDay({ ...DAY, seed: 8 })).not.toEqual(planDay(DAY));
  });
  it('has as many jobs as asked for, in the order of its pushes', () => {
    const pushes = planDay(DAY);
    expect(pushes.flatMap((push) => push.jobs)).toHaveLength(DAY.jobs);
    expect(pushes.map((push) => push.at)).toEqual(
      pushes.map((push) => push.at).toSorted((a, b) => a - b),
    );
  });
});

describe('the configuration of a push', () => {
  it('tells jobs apart that do the same', () => {
    const job = { seconds: 1, lines: 1, exit: 0 };
    const rows = configOf([job, job]).match(/- PART.*/g);
    expect(new Set(rows).size).toBe(2);
  });
});

describe('virtual time', () => {
  it('lets things come in their order, and jumps between them', () => {
    const time = createVirtualTime();
    const came: string[] = [];
    const note = (what: string) => (): void => void came.push(`${what} at ${time.now}`);
    for (const [at, what] of [
      [30, 'third'],
      [5, 'first'],
      [20, 'second'],
    ] as const)
      time.at(at, note(what));
    while (time.step()) continue;
    expect(came).toEqual(['first at 5', 'second at 20', 'third at 30']);
  });
});

describe('memory', () => {
  const sampled = (left: number) =>
    Array.from({ length: 12 }, (_, index) => {
      const running = 1_000 * Math.sin(index);
      const ended = index * 500;
      return { ended, running, heapBytes: 5e7 + running * 9_000 + ended * left, rssBytes: 0 };
    });
  it('counts what ended jobs leave behind, and not what running ones hold', () => {
    expect(leftBehind(sampled(0))).toBeCloseTo(0, 0);
    expect(leftBehind(sampled(40))).toBeCloseTo(40_000, 0);
  });
});

describe('a simulated day', () => {
  for (const database of ['sqlite', 'postgres'] as const)
    it.skipIf(database === 'postgres' && !hasPostgres())(
      `brings each job to its end once, within the slots (${database})`,
      async () => {
        const result = await simulateDay({
          ...{ ...DAY, database, workers: 4, slots: 2, ownerLimit: 3 },
          // A thousandth of a day of so many jobs: about forty.
          ...{ jobs: 40_000, share: 0.001 },
          note: () => undefined,
        });
        expect(result.jobs).toBeGreaterThan(10);
        expect(result.states).toEqual({ builds: result.builds, jobs: result.jobs });
        expect(result.ended).toBe(result.jobs);
        expect(result.mostAtOnce).toBeLessThanOrEqual(8);
        expect(result.logBytes).toBeGreaterThan(0);
      },
      120_000,
    );
});
