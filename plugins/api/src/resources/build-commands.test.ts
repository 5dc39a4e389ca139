import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

describe('commands', () => {
  it('hands restarts and cancels to hub, with who asked', async () => {
    const answer = await api.ask('writer', 'POST /v3/build/1/restart', { only_failed: true });
    expect(answer.body).toMatchObject({
      '@type': 'pending',
      state_change: 'restart',
      resource_type: 'build',
      build: { id: 1 },
    });
    const userId = (await api.store.users.byLogin('writer'))?.id;
    expect(api.asked).toEqual([
      { name: 'restartBuild', input: { buildId: 1, userId, onlyFailed: true } },
    ]);
  });

  it('puts a build first, and cancels for it what else runs where one may', async () => {
    const running = await api.addBuild('created');
    await start(running);
    const mine = await api.addBuild('created');
    const ask = (who: string, body?: object) =>
      api.ask(who, `POST /v3/build/${mine}/priority`, body);
    expect((await ask('writer')).status).toBe(403);
    const first = await ask('root');
    expect([first.status, first.body]).toMatchObject([
      202,
      { state_change: 'prioritize', build: { id: mine }, waiting: 2, canceled_builds: [] },
    ]);
    expect((await api.ask('reader', `GET /v3/build/${mine}`)).body).toMatchObject({
      priority: true,
    });
    expect(api.asked).toEqual([]);
    expect((await ask('root', { cancel_all: true })).body).toMatchObject({
      canceled_builds: [running],
    });
    expect(api.asked).toMatchObject([{ name: 'cancelBuild', input: { buildId: running } }]);
    const late = await api.ask('root', 'POST /v3/build/1/priority');
    expect([late.status, late.body['error_type']]).toEqual([409, 'conflict']);
  });

  it('answers 409 with the words of a refusal', async () => {
    api.refusal = { rule: 'finished', message: 'It has finished.' };
    const answer = await api.ask('writer', 'POST /v3/job/1/cancel');
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      error_type: 'job_not_cancelable',
      error_message: 'It has finished.',
      details: { rule: 'finished' },
    });
  });
});

/** One of its jobs is claimed. */
async function start(buildId: number): Promise<void> {
  const [job] = await api.store.jobs.unfinished([buildId]);
  await api.store.jobs.transition(job!.id, { from: ['created'], to: 'queued', queue: 'linux' });
  await api.store.runs.claim({
    claimId: 'claim-0001',
    worker: 'w',
    queues: ['linux'],
    offers: { os: ['linux'], arch: ['amd64'], labels: [] },
  });
  await api.store.builds.transition(buildId, { from: ['created'], to: 'started' });
}
