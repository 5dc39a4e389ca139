import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

it('lists owners for administrators, with those that are suspended', async () => {
  const { body } = await api.ask('root', 'GET /v3/owners');
  expect(body['owners']).toMatchObject([{ login: 'ada', suspended_at: null }]);
  expect((await api.ask('writer', 'GET /v3/owners')).status).toBe(403);
});

it('suspends an owner and lets it go on, each for the scheduler to see', async () => {
  const versionOf = async () => (await api.store.owners.byLogin('ada'))?.scheduleVersion ?? 0;
  const before = await versionOf();
  const suspended = await api.ask('root', 'POST /v3/owner/ADA/suspend');
  expect(suspended.body).toMatchObject({ login: 'ada', suspended_at: expect.any(String) });
  // Again: it stays suspended since then.
  const again = await api.ask('root', 'POST /v3/owner/ada/suspend');
  expect(again.body['suspended_at']).toBe(suspended.body['suspended_at']);
  expect(await versionOf()).toBeGreaterThan(before);
  const back = await api.ask('root', 'POST /v3/owner/ada/reactivate');
  expect(back.body).toMatchObject({ suspended_at: null });
  const { rows } = await api.store.audit.list({ action: 'owner.' }, { limit: 5 });
  expect(rows[0]).toMatchObject({
    action: 'owner.reactivate',
    target: 'owner/ada',
    before: { suspended: true },
    after: { suspended: false },
  });
});

it('is for administrators, and for owners that there are', async () => {
  expect((await api.ask('writer', 'POST /v3/owner/ada/suspend')).status).toBe(403);
  expect((await api.ask('root', 'POST /v3/owner/nobody/suspend')).status).toBe(404);
});
