import { expect, it } from 'vitest';
import type { RunStore, Store } from '@turnpike/sdk/store';
import { onEachDatabase } from '../../../test/support/databases.js';
import { claimQuery, seedBuild, seedRepository } from '../../../test/support/seed.js';
import { createClaimLine } from './claim-line.js';
import { enqueue } from './testing/test-hub.js';

interface Counted {
  readonly runs: Pick<RunStore, 'claim' | 'claimed'>;
  readonly asked: string[];
}

function counting(store: Store): Counted {
  const asked: string[] = [];
  return {
    asked,
    runs: {
      claimed: (ids) => store.runs.claimed(ids),
      claim(query) {
        asked.push(query.claimId);
        return store.runs.claim(query);
      },
    },
  };
}

onEachDatabase('a line of claims', (database) => {
  async function open(jobs: number) {
    const { store } = await database.open();
    const seeded = await seedBuild(store, await seedRepository(store), {
      jobs: Array.from({ length: jobs }, () => ({})),
    });
    const { runs, asked } = counting(store);
    return { store, asked, jobs: seeded.jobs, line: createClaimLine(runs) };
  }
  const claims = (count: number): string[] =>
    Array.from({ length: count }, (_, index) => `claim-${index + 1}`);

  it('gives one job to one of a hundred who ask at once, in a few questions', async () => {
    const { store, line, asked, jobs } = await open(1);
    await enqueue(store, ...jobs);
    const answers = await Promise.all(claims(100).map((id) => line.take(claimQuery(id))));
    expect(answers.filter(Boolean).map((answer) => answer!.job.id)).toEqual([jobs[0]!.id]);
    expect(asked.length).toBeLessThan(6);
  });

  it('gives all jobs away while there are any', async () => {
    const { store, line, jobs } = await open(20);
    await enqueue(store, ...jobs);
    const answers = await Promise.all(claims(50).map((id) => line.take(claimQuery(id))));
    const given = answers.flatMap((answer) => (answer ? [answer.job.id] : []));
    expect(given.toSorted((a, b) => a - b)).toEqual(jobs.map((job) => job.id));
  });

  it('does not tell those who came after a question that it found nothing', async () => {
    const { store, line, jobs } = await open(1);
    const before = line.take(claimQuery('claim-early'));
    const early = await Promise.all([before, line.take(claimQuery('claim-early-2'))]);
    await enqueue(store, ...jobs);
    const late = await Promise.all(claims(3).map((id) => line.take(claimQuery(id))));
    expect(early).toEqual([undefined, undefined]);
    expect(late.filter(Boolean)).toHaveLength(1);
  });

  it('answers a repeated claim with its run, though nothing is queued any more', async () => {
    const { store, line, jobs } = await open(1);
    await enqueue(store, ...jobs);
    const first = await line.take(claimQuery('claim-lost'));
    const askers = [...claims(10), 'claim-lost', ...claims(20).slice(10)];
    const answers = await Promise.all(askers.map((id) => line.take(claimQuery(id))));
    expect(answers[10]).toMatchObject({ run: { run: first!.run.run }, repeated: true });
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('keeps apart what asks for different things', async () => {
    const { store, line, jobs } = await open(1);
    await enqueue(store, ...jobs);
    const windows = { os: ['windows'], arch: ['amd64'], labels: [] };
    const [other, fitting] = await Promise.all([
      line.take(claimQuery('claim-windows', { offers: windows })),
      line.take(claimQuery('claim-linux')),
    ]);
    expect(other).toBeUndefined();
    expect(fitting?.job.id).toBe(jobs[0]!.id);
  });
});

it('hands an error to the one who asked, and goes on', async () => {
  let calls = 0;
  const line = createClaimLine({
    claimed: () => Promise.resolve(new Set()),
    claim: () => (++calls <= 2 ? Promise.reject(new Error('away')) : Promise.resolve(undefined)),
  });
  const asked = ['claim-1', 'claim-2', 'claim-3', 'claim-4'].map((id) => line.take(claimQuery(id)));
  const ends = await Promise.allSettled(asked);
  expect(ends.map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
});
