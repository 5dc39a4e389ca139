import { tokens, type Principal } from '@turnpike/sdk';
import { readCredential } from '@turnpike/sdk/store';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

const sealed = async () => {
  const found = await api.store.repositories.sealed(1);
  const open = (text: string | null | undefined) =>
    text ? api.host.resolve(tokens.secrets).open(text) : null;
  return { credential: open(found?.credential), webhookSecret: open(found?.webhookSecret) };
};

describe('a repository that moved', () => {
  it('gets its new address and token, and keeps its builds', async () => {
    await api.store.repositories.update(1, {
      hostFault: { since: 1000, code: 'TURNPIKE_HOST_REFUSED', message: 'moved', wayOut: 'look' },
    });
    const failing = await api.ask('reader', 'GET /v3/repo/1');
    expect(failing.body['health']).toEqual({
      state: 'failing',
      since: '1970-01-01T00:00:01.000Z',
      code: 'TURNPIKE_HOST_REFUSED',
      message: 'moved',
      way_out: 'look',
    });
    const moved = await api.ask('root', 'PATCH /v3/repo/1', { clone_url: '/moved', token: 't0' });
    expect([moved.status, moved.body['clone_url'], moved.body['health']]).toEqual([
      200,
      '/moved',
      { state: 'ok' },
    ]);
    expect(readCredential((await sealed()).credential ?? '')).toEqual({
      kind: 'token',
      token: 't0',
    });
    expect(moved.text).not.toContain('t0');
    expect((await api.ask('root', 'GET /v3/build/1')).status).toBe(200);
    expect((await api.ask('root', 'PATCH /v3/repo/1', { token: null })).status).toBe(200);
    expect((await sealed()).credential).toBe(null);
  });

  it('keeps its credential from another host, and its address where it cannot be read', async () => {
    await api.store.repositories.setSealed(1, {
      credential: api.host.resolve(tokens.secrets).seal('secret of the old host'),
    });
    const nowhere = { clone_url: 'https://elsewhere.example/x.git' };
    expect((await api.ask('root', 'PATCH /v3/repo/1', nowhere)).status).toBe(400);
    expect((await sealed()).credential).toBe('secret of the old host');
    expect((await api.ask('root', 'PATCH /v3/repo/1', { clone_url: '/moved' })).status).toBe(200);
    expect((await sealed()).credential).toBe(null);
  });

  it('is changed by administrators: its address by those of the platform', async () => {
    await api.store.users.setPermission((await api.store.users.byLogin('writer'))!.id, 1, 'admin');
    const status = async (who: string | null, body: object) =>
      (await api.ask(who, 'PATCH /v3/repo/1', body)).status;
    expect(await status('writer', { clone_url: '/moved' })).toBe(403);
    expect(await status('reader', { private: false })).toBe(403);
    expect(await status('stranger', { private: false })).toBe(404);
    expect(await status(null, { private: false })).toBe(401);
    expect(await status('writer', {})).toBe(422);
    const shown = await api.ask('writer', 'PATCH /v3/repo/1', { private: false });
    expect([shown.status, shown.body['private']]).toEqual([200, false]);
    expect((await api.ask('stranger', 'GET /v3/repo/1')).status).toBe(200);
  });
});

describe('the webhook of a repository', () => {
  it('is shown to its administrators and renewed by them', async () => {
    const added = await api.ask('root', 'POST /v3/repos', { clone_url: '/wheel' });
    const path = `/v3/repo/${added.body['id']}/hook`;
    const hook = await api.ask('root', `GET ${path}`);
    expect(hook.body['url']).toMatch(new RegExp(`/hooks/git/${added.body['id']}$`));
    expect(hook.body['secret']).toMatch(/^[\w-]{32}$/);
    const renewed = await api.ask('root', `POST ${path}`, {});
    expect(renewed.body['secret']).not.toBe(hook.body['secret']);
    expect(renewed.body['hook']).toMatchObject({ installed: false });
    expect((await api.ask('root', `GET ${path}`)).body['secret']).toBe(renewed.body['secret']);
    const kept = await api.ask('root', `POST ${path}`, { renew: false, install: false });
    expect(kept.body['secret']).toBe(renewed.body['secret']);
    for (const who of ['writer', 'reader'])
      expect((await api.ask(who, 'GET /v3/repo/1/hook')).status).toBe(403);
  });
});

describe('the name of a repository', () => {
  it.each([
    '../x',
    'a/..',
    './.',
    'v3/repos',
    '-/login',
    'assets/x',
    'hooks/git',
    'a/-b',
    'a',
    'a//c',
    'a/-b/c',
    'hooks/b/c',
    `${'g/'.repeat(30)}c`,
    'a/',
    '/b',
    'a/b\u202ec',
    'a b/c',
  ])('is refused where no browser reaches it: %s', async (slug) => {
    const answer = await api.ask('root', 'POST /v3/repos', { clone_url: '/wheel', slug });
    expect([answer.status, answer.body['error_type']]).toEqual([400, 'wrong_params']);
    expect(String(answer.body['error_message'])).toContain('Give a slug: owner/name.');
  });

  it('27. may be nested, and every address has it', { timeout: 60_000 }, async () => {
    const slug = 'a/b/c/d/engine';
    const added = await api.ask('root', 'POST /v3/repos', { clone_url: '/wheel', slug });
    expect(added).toMatchObject({ status: 201, body: { slug, name: 'engine' } });
    const { id } = added.body as { id: number };
    const found = await api.ask('root', 'GET /v3/repo/a%2Fb%2Fc%2Fd%2Fengine');
    expect(found.body).toMatchObject({ id, owner: { login: 'a/b/c/d' } });
    const listed = await api.ask('root', 'GET /v3/owner/a%2Fb%2Fc%2Fd/repos');
    expect(listed.body['repositories']).toMatchObject([{ slug }]);
    for (const path of ['a%2Fb%2Fc%2Fd/engine.svg', 'repos/a%2Fb%2Fc%2Fd/engine/cc.xml'])
      expect((await api.ask('root', `GET /${path}`)).status, path).toBe(200);
    const pages = api.host.resolve(tokens.shownPages);
    const root = {
      ...{ kind: 'user', userId: 1, login: 'root' },
      ...{ admin: true, scopes: ['*'] },
    };
    const has = (path: string) => pages.has(path, { ...root, via: 'session' } as Principal);
    expect(await has('/a%2Fb%2Fc%2Fd/engine/branches')).toBe(true);
    expect(await has('/a/b/c/d/engine/branches')).toBe(true);
    expect(await has('/a/b/c/d/gearbox')).toBe(false);
    expect(await has('/-/system/engine')).toBe(false);
  });

  it('may differ, but the same repository of a host is not added twice', async () => {
    await api.store.repositories.update(1, { vcsId: '77' });
    const answer = await api.ask('root', 'POST /v3/repos', {
      clone_url: '/of-host-77',
      slug: 'o/other',
    });
    expect([answer.status, answer.body['error_type']]).toEqual([409, 'duplicate_resource']);
    expect(answer.text).toContain('ada/engine');
  });
});
