import { expect, it } from 'vitest';
import type { RunStore } from '@turnpike/sdk/store';
import { onEachDatabase } from '../../../test/support/databases.js';
import { claimQuery, seedBuild, seedRepository } from '../../../test/support/seed.js';
import { createRenewals } from './renewals.js';
import { enqueue } from './testing/test-hub.js';

onEachDatabase('renewals that come together', (database) => {
  it('each count once for their own run, in one statement', async () => {
    const { store } = await database.open();
    const { jobs } = await seedBuild(store, await seedRepository(store), {
      jobs: Array.from({ length: 30 }, () => ({})),
    });
    await enqueue(store, ...jobs);
    for (const job of jobs) await store.runs.claim(claimQuery(`claim-of-${job.id}`));
    const [ended, canceled] = [jobs[3]!.id, jobs[7]!.id];
    await store.runs.report(ended, 1, { seq: 1, state: 'passed' });
    await store.jobs.requestCancel(canceled, 'no longer wanted');
    let statements = 0;
    const renewMany: RunStore['renewMany'] = (runs) => {
      statements += 1;
      return store.runs.renewMany(runs);
    };
    const renewals = createRenewals({ renewMany });
    const runs = [
      ...jobs.map((job) => ({ jobId: job.id, run: 1 })),
      { jobId: jobs[0]!.id, run: 2 },
    ];
    const answers = await Promise.all(runs.map((run) => renewals.renew(run)));
    expect(statements).toBe(2);
    for (const [index, { jobId, run }] of runs.entries()) {
      const isOpen = jobId !== ended && run === 1;
      expect(answers[index]).toEqual(isOpen ? { cancel: jobId === canceled } : undefined);
      if (run === 1) expect((await store.runs.get(jobId, 1))?.renewals).toBe(isOpen ? 1 : 0);
    }
  });
});

it('tells everybody of an error, and writes the next ones', async () => {
  let isAway = true;
  const renewals = createRenewals({
    renewMany: (runs) =>
      isAway
        ? Promise.reject(new Error('away'))
        : Promise.resolve(runs.map(() => ({ cancel: false }))),
  });
  const run = { jobId: 1, run: 1 };
  const lost = await Promise.allSettled([renewals.renew(run), renewals.renew(run)]);
  expect(lost.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isAway = false;
  expect(await renewals.renew(run)).toEqual({ cancel: false });
});
