import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

describe('users', () => {
  it('see themselves; all of them are for administrators', async () => {
    const { body } = await api.ask('reader', 'GET /v3/user');
    expect(body).toMatchObject({ '@type': 'user', login: 'reader', admin: false });
    expect((await api.ask('reader', 'GET /v3/users')).status).toBe(403);
    expect((await api.ask('root', 'GET /v3/users')).body['users']).toHaveLength(4);
  });

  it('are given rights on a repository by its administrators', async () => {
    const give = (who: string, login: string, level: unknown) =>
      api.ask(who, `PUT /v3/repo/1/permission/${login}`, { level });
    expect((await give('writer', 'stranger', 'read')).status).toBe(403);
    expect((await give('root', 'stranger', 'read')).status).toBe(200);
    expect((await api.ask('stranger', 'GET /v3/repo/1')).status).toBe(200);
    expect((await give('root', 'stranger', null)).status).toBe(200);
    expect((await api.ask('stranger', 'GET /v3/repo/1')).status).toBe(404);
    expect((await give('root', 'stranger', 'owner')).status).toBe(400);
    expect((await give('root', 'nobody', 'read')).status).toBe(404);
  });
});

describe('a sync', () => {
  const link = async (login: string) => {
    const user = (await api.store.users.byLogin(login))!;
    const at = { host: 'github', hostUserId: String(user.id), name: null, avatarUrl: null };
    const identity = await api.store.identities.link({ ...at, login, userId: user.id });
    await api.store.syncs.ask(identity.id);
    await finish(identity.id);
    return { user, identity };
  };
  const finish = async (identityId: number) => {
    const withheld = [{ account: 'acme', reason: 'SSO', url: 'https://x' }];
    const sync = (await api.store.syncs.claim('test', 60))!;
    const seen = { repositories: 3, owners: 2, withheld, message: null, wayOut: null };
    await api.store.syncs.finish(sync, { ...seen, state: 'partial', nextInSeconds: 3600 });
    await api.store.identities.synced(identityId);
  };

  it('is asked for by oneself or an administrator, once at a time, and shows how far it is', async () => {
    const { user, identity } = await link('reader');
    const path = `POST /v3/user/${user.id}/sync`;
    expect((await api.ask('reader', 'GET /v3/user')).body).toMatchObject({
      is_syncing: false,
      synced_at: expect.any(String) as string,
    });
    expect((await api.ask('writer', path)).status).toBe(404);
    expect((await api.ask(null, path)).status).toBe(401);
    const begun = await api.ask('reader', path);
    expect(begun).toMatchObject({ status: 200, body: { is_syncing: true, login: 'reader' } });
    expect(await api.ask('root', path)).toMatchObject({
      status: 409,
      body: { error_type: 'already_syncing' },
    });
    await finish(identity.id);
    const { body } = await api.ask('reader', 'GET /v3/user/syncs');
    expect(body['syncs']).toMatchObject([
      {
        ...{ '@type': 'sync', host: 'github', login: 'reader', state: 'partial' },
        ...{ repositories: 3, owners: 2 },
        withheld: [{ account: 'acme', reason: 'SSO', url: 'https://x' }],
      },
    ]);
    expect((await api.ask('root', path)).status).toBe(200);
  });

  it('has nothing to ask where no host is linked', async () => {
    const { id } = (await api.store.users.byLogin('writer'))!;
    expect((await api.ask('writer', `POST /v3/user/${id}/sync`)).status).toBe(422);
    expect((await api.ask('writer', 'GET /v3/user/syncs')).body['syncs']).toEqual([]);
  });
});

describe('tokens', () => {
  it('end by themselves where they were made so, and are only ever one’s own', async () => {
    const made = await api.ask('writer', 'POST /v3/user/tokens', { name: 'a', expires_in_days: 1 });
    expect(made.body['expires_at']).toEqual(expect.any(String));
    const { id } = made.body as { id: number };
    expect((await api.ask('root', `DELETE /v3/user/token/${id}`)).status).toBe(404);
    expect((await api.ask('writer', 'POST /v3/user/tokens', { name: '' })).status).toBe(400);
    expect(
      (await api.ask('writer', 'POST /v3/user/tokens', { name: 'b', scopes: ['root'] })).status,
    ).toBe(400);
  });
});

describe('GET /config', () => {
  it('gives receivers of webhooks the public key, without logging in', async () => {
    const { status, body } = await api.ask(null, 'GET /config');
    expect(status).toBe(200);
    expect(body['config']).toMatchObject({
      notifications: { webhook: { public_key: expect.stringContaining('BEGIN PUBLIC KEY') } },
    });
  });
});
