import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tokens } from '@turnpike/sdk';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

/** One that was tried and failed. */
async function notify(): Promise<number> {
  const { notifications } = api.store;
  const [row] = await notifications.insert([
    {
      buildId: 1,
      repositoryId: 1,
      event: 'finished',
      notifier: 'webhook',
      entry: 0,
      config: {},
      target: 'https://hooks.example.com/T0/secret-part',
    },
  ]);
  await notifications.claim('test', ['webhook'], 60, 10);
  await notifications.finish(row?.id ?? 0, 'test', { state: 'failed', reason: 'HTTP 500' });
  return row?.id ?? 0;
}

describe('notifications', () => {
  it('are shown with their outcome, but not with a secret in their address', async () => {
    await notify();
    for (const path of ['/v3/repo/1/notifications', '/v3/build/1/notifications']) {
      const { body } = await api.ask('reader', `GET ${path}`);
      expect(body['notifications']).toMatchObject([
        { state: 'failed', reason: 'HTTP 500', target: 'https://hooks.example.com/…' },
      ]);
      expect(JSON.stringify(body)).not.toContain('secret-part');
    }
  });

  it('are sent again on request, by those who may write', async () => {
    const id = await notify();
    const heard: number[] = [];
    api.host.resolve(tokens.events).on('notification:created', ({ data }) => {
      heard.push(data.notificationId);
    });
    expect((await api.ask('reader', `POST /v3/notification/${id}/again`)).status).toBe(403);
    expect((await api.ask('stranger', `POST /v3/notification/${id}/again`)).status).toBe(404);
    expect((await api.ask('writer', `POST /v3/notification/${id}/again`)).status).toBe(202);
    expect(await api.store.notifications.get(id)).toMatchObject({ state: 'created', attempts: 0 });
    expect(heard).toEqual([id]);
    expect((await api.ask('writer', 'POST /v3/notification/99/again')).status).toBe(404);
  });
});
