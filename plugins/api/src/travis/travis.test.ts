import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

it('lists what there is, in templates that answer', async () => {
  const { status, body } = await api.ask(null, 'GET /v3');
  expect(status).toBe(200);
  expect(body).toMatchObject({ '@type': 'home', config: { host: expect.any(String) } });
  const resources = body['resources'] as Record<
    string,
    { actions: Record<string, { uri_template: string; request_method: string }[]> }
  >;
  expect(resources['build']?.actions).toMatchObject({
    find: [{ request_method: 'GET', uri_template: expect.stringContaining('/v3/build/{id}') }],
    cancel: [{ request_method: 'POST', uri_template: '/v3/build/{id}/cancel' }],
  });
  expect(Object.keys(resources)).toEqual(
    expect.arrayContaining([
      'repository',
      'repositories',
      'builds',
      'job',
      'log',
      'env_vars',
      'cron',
    ]),
  );
  const finds = Object.values(resources).flatMap(({ actions }) => actions['find'] ?? []);
  for (const { uri_template: template } of finds) {
    const path = template.replace(/\{\?.*\}$/, '').replaceAll(/\{\w+\}/g, '1');
    const answer = await api.ask('root', `GET ${path}`);
    expect(answer.status, template).toBeLessThan(500);
    expect(answer.body['error_message'], template).not.toBe('There is no such page.');
  }
});

it('shows accounts and organizations to who may know them', async () => {
  const users = await api.store.users.list();
  const id = (login: string) => users.find((user) => user.login === login)?.id ?? 0;
  expect((await api.ask('reader', `GET /v3/user/${id('reader')}`)).body).toMatchObject({
    login: 'reader',
  });
  expect((await api.ask('reader', `GET /v3/user/${id('writer')}`)).status).toBe(404);
  expect((await api.ask('root', `GET /v3/user/${id('writer')}`)).body).toMatchObject({
    login: 'writer',
  });
  expect((await api.ask('reader', 'GET /v3/orgs')).body['organizations']).toMatchObject([
    { '@type': 'organization', login: 'ada' },
  ]);
  expect((await api.ask('stranger', 'GET /v3/orgs')).body['organizations']).toEqual([]);
  expect((await api.ask('reader', 'GET /v3/org/1')).body).toMatchObject({ login: 'ada' });
  expect((await api.ask('stranger', 'GET /v3/org/1')).status).toBe(404);
  expect((await api.ask('reader', 'GET /v3/owner/ada/allowance')).body).toMatchObject({
    private_repos: true,
  });
  expect((await api.ask('stranger', 'GET /v3/owner/ada/allowance')).status).toBe(404);
});

it('has lists that are empty here, and the cron of a branch', async () => {
  expect((await api.ask(null, 'GET /v3/broadcasts')).body['broadcasts']).toEqual([]);
  expect(
    (await api.ask('reader', 'GET /v3/build_backups?repository_id=1')).body['build_backups'],
  ).toEqual([]);
  expect((await api.ask('stranger', 'GET /v3/build_backups?repository_id=1')).status).toBe(404);
  const path = '/v3/repo/1/branch/main/cron';
  expect((await api.ask('reader', `GET ${path}`)).status).toBe(404);
  await api.ask('writer', `POST ${path}`, { interval: 'daily' });
  expect((await api.ask('reader', `GET ${path}`)).body).toMatchObject({ interval: 'daily' });
});

it('renews and ends the token that asks, and no session', async () => {
  const renewed = await api.ask('reader', 'PATCH /v3/access_token');
  const token = String(renewed.body['token']);
  expect(token).toMatch(/^tp_/);
  expect((await api.ask('reader', 'GET /v3/user')).status).toBe(401);
  expect((await api.ask(token, 'GET /v3/user')).body).toMatchObject({ login: 'reader' });
  expect((await api.ask(token, 'DELETE /v3/access_token')).status).toBe(204);
  expect((await api.ask(token, 'GET /v3/user')).status).toBe(401);
  expect((await api.ask(null, 'DELETE /v3/access_token')).status).toBe(401);
  const { body } = await api.ask('root', 'GET /v3/audit?action=token.');
  expect(body['audit_entries']).toMatchObject([
    { action: 'token.revoke' },
    { action: 'token.renew' },
  ]);
});
