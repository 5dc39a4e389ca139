import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const writer = async (): Promise<number> => (await api.store.users.byLogin('writer'))?.id ?? 0;

it('is taken and given back, and stands in the list with the right', async () => {
  const at = `/v3/repo/${api.repository.id}/build_permissions`;
  const listed = async (login: string) => {
    const { body } = await api.ask('root', `GET ${at}`);
    const all = body['build_permissions'] as { user: { login: string } }[];
    return all.find(({ user }) => user.login === login);
  };
  expect(await listed('writer')).toMatchObject({ permission: true, role: 'write' });
  // As Travis's clients write it, and bare.
  const ids = [await writer()];
  const body = { 'build_permission.user_ids': ids, 'build_permission.permission': false };
  expect((await api.ask('root', `PATCH ${at}`, body)).status).toBe(204);
  expect(await listed('writer')).toMatchObject({ permission: false });
  const request = () =>
    api.ask('writer', `POST /v3/repo/${api.repository.id}/requests`, { branch: 'main' });
  const refused = await request();
  expect(refused).toMatchObject({ status: 403, body: { permission: 'create_request' } });
  expect(refused.body['error_message']).toContain('ada/engine');
  for (const what of ['build/1', 'job/1']) {
    expect((await api.ask('writer', `POST /v3/${what}/restart`)).status).toBe(403);
    expect((await api.ask('writer', `POST /v3/${what}/cancel`)).status).toBe(202);
  }
  const again = { user_ids: ids, permission: true };
  expect((await api.ask('root', `PATCH ${at}`, again)).status).toBe(204);
  expect((await request()).status).toBe(202);
});

it('is taken in all that an owner has', async () => {
  const at = `/v3/org/${api.repository.ownerId}/build_permissions`;
  const body = { user_ids: [await writer()], permission: false };
  expect((await api.ask('writer', `PATCH ${at}`, body)).status).toBe(403);
  expect((await api.ask('root', `PATCH ${at}`, body)).status).toBe(204);
  const listed = await api.ask('root', `GET ${at}`);
  expect(listed.body['build_permissions']).toMatchObject([
    { user: { login: 'writer' }, permission: false, role: null },
  ]);
  const answer = await api.ask('writer', `POST /v3/repo/${api.repository.id}/requests`, {});
  expect(answer.status).toBe(403);
  expect(answer.body['error_message']).toContain('the owner ada');
  await api.ask('root', `PATCH ${at}`, { ...body, permission: true });
});

it('refuses what names nobody', async () => {
  const at = `/v3/repo/${api.repository.id}/build_permissions`;
  const ask = async (body: object) => (await api.ask('root', `PATCH ${at}`, body)).status;
  expect(await ask({ user_ids: [999_999], permission: false })).toBe(404);
  expect(await ask({ user_ids: [], permission: false })).toBe(400);
  expect(await ask({ user_ids: ['x'], permission: false })).toBe(400);
  expect(await ask({ user_ids: [await writer()] })).toBe(400);
});
