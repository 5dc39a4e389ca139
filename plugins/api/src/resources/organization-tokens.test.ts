import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const AT = '/v3/owner/ada/tokens';
const make = async (body: object) => (await api.ask('root', `POST ${AT}`, body)).body;
/** As whoever has the token. */
const asToken = (token: unknown, address: string, body?: object) =>
  api.ask(String(token), address, body);

it('may do on all of the owner what it says, whoever made it, until it is revoked', async () => {
  const { token, id } = await make({ name: 'deploy', level: 'write' });
  const repository = `/v3/repo/${api.repository.id}`;
  expect((await asToken(token, `GET ${repository}`)).status).toBe(200);
  const made = await asToken(token, `POST ${repository}/requests`, { branch: 'main' });
  expect(made.status).toBe(202);
  expect((await asToken(token, `GET ${repository}/permissions`)).status).toBe(403);
  const [listed] = (await api.ask('root', `GET ${AT}`)).body['tokens'] as object[];
  expect(listed).toMatchObject({ name: 'deploy', scopes: ['write'], used_at: expect.any(String) });
  expect(listed).not.toHaveProperty('token');
  expect((await api.ask('root', `DELETE /v3/owner/ada/token/${String(id)}`)).status).toBe(204);
  expect((await asToken(token, `GET ${repository}`)).status).toBe(401);
  expect((await api.ask('root', `DELETE /v3/owner/ada/token/${String(id)}`)).status).toBe(404);
});

it('is nobody: in no list of people, without a password, and maker of no tokens', async () => {
  const { token } = await make({ name: 'nobody', level: 'admin' });
  const members = await api.ask('root', `GET /v3/repo/${api.repository.id}/permissions`);
  expect(members.text).not.toContain('nobody');
  expect((await api.ask('root', 'GET /v3/users')).text).not.toContain('nobody');
  const login = encodeURIComponent('git:ada/nobody');
  expect((await api.ask('root', `POST /v3/user/${login}/suspend`)).status).toBe(404);
  for (const address of ['POST /v3/user/tokens', `POST ${AT}`, 'DELETE /v3/user']) {
    const body = { name: 'more', level: 'read', login: 'git:ada/nobody' };
    expect((await asToken(token, address, body)).status, address).toBe(403);
  }
  // Administrator of what the owner has, and of nothing else.
  expect((await asToken(token, `GET ${AT}`)).status).toBe(200);
  expect((await asToken(token, 'GET /v3/users')).status).toBe(403);
});

it('refuses a name that is taken or none, and who does not administer the owner', async () => {
  const ask = async (who: string, body: object) => (await api.ask(who, `POST ${AT}`, body)).status;
  expect(await ask('root', { name: 'twice', level: 'read' })).toBe(201);
  expect(await ask('root', { name: 'TWICE', level: 'read' })).toBe(409);
  expect(await ask('root', { name: 'a b', level: 'read' })).toBe(400);
  expect(await ask('root', { name: 'x', level: '*' })).toBe(400);
  expect(await ask('root', { name: 'x', level: 'read', expires_in_days: 0 })).toBe(400);
  expect(await ask('writer', { name: 'x', level: 'read' })).toBe(403);
  expect(await ask('stranger', { name: 'x', level: 'read' })).toBe(404);
});
