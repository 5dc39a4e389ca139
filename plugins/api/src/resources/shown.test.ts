import { afterEach, beforeEach, expect, it } from 'vitest';
import { claimQuery } from '../../../../test/support/seed.js';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

it('offers no restart of a job whose configuration could not be read', async () => {
  const [build, job] = [await api.store.builds.get(1), await api.store.jobs.get(1)];
  if (!build || !job) throw new Error('nothing there');
  const { id: _build, ...likeIt } = build;
  const { id: _job, ...likeJob } = job;
  const id = await api.store.transaction(async (tx) => {
    const broken = await tx.builds.insert({ ...likeIt, number: 99, configError: true });
    const [made] = await tx.jobs.insert([
      { ...likeJob, buildId: broken.id, stageId: null, number: '99.1' },
    ]);
    return made?.id ?? 0;
  });
  const restart = async (which: number): Promise<unknown> => {
    const { body } = await api.ask('writer', `GET /v3/job/${which}`);
    return (body['@permissions'] as Record<string, boolean>)['restart'];
  };
  expect([await restart(1), await restart(id)]).toEqual([true, false]);
});

it('names stages in reasons why jobs wait', async () => {
  const reason = 'stage 2 waits for stage 1';
  await api.store.jobs.transition(1, { from: ['created'], to: 'queued', queue: 'linux', reason });
  const { body } = await api.ask('reader', 'GET /v3/job/1');
  expect(body['waiting']).toMatchObject({ reason: 'stage 2 waits for stage "Test"' });
});

/** As hub does it when a worker takes the next job and ends it. */
async function runNext(claimId: string, state: 'passed' | 'failed'): Promise<void> {
  const claimed = await api.store.runs.claim(claimQuery(claimId, { queues: ['linux'] }));
  if (!claimed) throw new Error('nothing to claim');
  const { job, run } = claimed;
  await api.store.jobs.transition(job.id, { from: ['received'], to: 'started', run: run.run });
  await api.store.runs.report(job.id, run.run, { seq: 1, state });
  await api.store.jobs.transition(job.id, { from: ['started'], to: state, run: run.run });
}

/** Both jobs of the build run, and end so; then the build does. */
async function runBuild(round: string, state: 'passed' | 'failed'): Promise<void> {
  for (const id of [1, 2])
    await api.store.jobs.transition(id, { from: ['created'], to: 'queued', queue: 'linux' });
  await runNext(`${round}-1`, 'passed');
  await runNext(`${round}-2`, state);
  await api.store.transaction(async (tx) => {
    await tx.builds.transition(1, { from: ['created'], to: 'started' });
    await tx.builds.transition(1, { from: ['started'], to: state });
  });
}

/** As hub does it. */
function restart(): Promise<void> {
  const from = ['passed', 'failed', 'errored', 'canceled'] as const;
  return api.store.transaction(async (tx) => {
    for (const id of [1, 2])
      await tx.jobs.transition(id, { from, to: 'created', kind: 'restart', restartedBy: null });
    await tx.builds.transition(1, { from, to: 'created', restarted: true });
  });
}

it('keeps the last result on the badge while its build runs again', async () => {
  const shown = async (): Promise<string | undefined> =>
    /build: (\w+)/.exec((await api.ask('reader', 'GET /ada/engine.svg')).text)?.[1];
  await api.store.transaction((tx) =>
    tx.builds.transition(1, { from: ['passed'], to: 'created', restarted: true }),
  );
  for (const [round, state, word] of [
    ['a', 'failed', 'failed'],
    ['b', 'passed', 'passing'],
    ['c', 'failed', 'failed'],
  ] as const) {
    await runBuild(round, state);
    expect(await shown()).toBe(word);
    await restart();
    expect(await shown()).toBe(word);
    expect((await api.store.builds.get(1))?.state).toBe('created');
  }
});
