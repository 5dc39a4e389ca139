import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FREE_OF_ACCOUNT, FREE_TRIES, WINDOW_MS, createAttempts } from './attempts.js';
import type { AttemptRow, Tables } from './tables.js';

/** The table as the database keeps it, for a day that passes in a moment. */
function memoryTable(): Tables['attempts'] {
  let rows: AttemptRow[] = [];
  let last = 0;
  const fits = (row: AttemptRow, wanted: Partial<AttemptRow>): boolean =>
    Object.entries(wanted).every(([name, value]) => row[name] === value);
  return {
    async insert(row) {
      const made = { ...row, id: (last += 1) } as AttemptRow;
      rows.push(made);
      return made;
    },
    find: async (wanted) => rows.filter((row) => fits(row, wanted)),
    first: async (wanted) => rows.find((row) => fits(row, wanted)),
    async update(wanted, patch) {
      rows = rows.map((row) => (fits(row, wanted) ? ({ ...row, ...patch } as AttemptRow) : row));
      return 1;
    },
    async delete(wanted) {
      const before = rows.length;
      rows = rows.filter((row) => !fits(row, wanted));
      return before - rows.length;
    },
  };
}

function setUp() {
  let now = 1_000_000;
  const attempts = createAttempts(memoryTable(), async () => now);
  const isLetIn = (account: string, address: string): Promise<boolean> =>
    attempts.take(account, address).then(
      () => true,
      () => false,
    );
  return { attempts, isLetIn, pass: (ms: number) => void (now += ms) };
}

it('lets no more than ten wrong ones through in a quarter of an hour, at whatever pace', async () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 200_000 }), { minLength: 20, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(pauses, async (waits) => {
      const { isLetIn, pass } = setUp();
      const times: number[] = [];
      let now = 0;
      for (const wait of waits) {
        pass(wait);
        now += wait;
        if (!(await isLetIn('user:1', '10.0.0.1'))) continue;
        times.push(now);
        const recent = times.filter((at) => now - at < WINDOW_MS);
        expect(recent.length).toBeLessThanOrEqual(FREE_TRIES);
      }
    }),
    { numRuns: 50 },
  );
});

it('counts those that come at once', async () => {
  const { isLetIn } = setUp();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => isLetIn('user:1', '10.0.0.1')),
  );
  expect(answers.filter(Boolean)).toHaveLength(FREE_TRIES);
});

it('does not let a stranger lock the owner out, from however many addresses', async () => {
  const { attempts, isLetIn, pass } = setUp();
  await (await attempts.take('user:1', 'home')).succeeded();
  for (let tried = 0; tried < FREE_OF_ACCOUNT; tried += 1)
    await isLetIn('user:1', `10.0.0.${tried}`);
  expect(await isLetIn('user:1', '10.0.1.1')).toBe(false);
  expect(await isLetIn('user:1', 'home')).toBe(true);
  expect(await isLetIn('user:2', '10.0.1.1')).toBe(true);
  // Nobody is locked out for ever: the gate opens slowly.
  pass(60_000);
  expect(await isLetIn('user:1', '10.0.1.1')).toBe(true);
  expect(await isLetIn('user:1', '10.0.1.2')).toBe(false);
});

it('says how long to wait, which asking does not make longer', async () => {
  const { attempts, isLetIn, pass } = setUp();
  for (let tried = 0; tried < FREE_TRIES; tried += 1) await isLetIn('user:1', 'here');
  pass(60_000);
  for (let asked = 0; asked < 5; asked += 1)
    await expect(attempts.take('user:1', 'here')).rejects.toMatchObject({
      code: 'TURNPIKE_RATE_LIMITED',
      details: { retryAfterSeconds: 840 },
    });
  pass(840_000);
  expect(await isLetIn('user:1', 'here')).toBe(true);
});

it('forgets what is over', async () => {
  const { attempts, isLetIn, pass } = setUp();
  for (let tried = 0; tried < FREE_TRIES; tried += 1) await isLetIn('user:1', 'here');
  await attempts.purge();
  expect(await isLetIn('user:1', 'here')).toBe(false);
  pass(3_600_000);
  await attempts.purge();
  expect(await isLetIn('user:1', 'here')).toBe(true);
});
