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
