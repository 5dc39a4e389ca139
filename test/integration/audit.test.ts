/** Who did what, over the whole platform: no route that writes is forgotten, and no row holds a secret. */
import { createTestRepository, testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { SESSION_COOKIE } from '@turnpike/core/contracts';
import { tokens } from '@turnpike/sdk/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SAFE = new Set(['GET', 'HEAD']);
/**
 * Routes that write and leave no row, each for a reason: machines speak by tokens of their own and what they do is
 * kept as deliveries, runs and logs; `lint` and `preview` only read, and a ticket for a socket lets nobody do more.
 * `plugin METHOD path`.
 */
const NOT_WORTH_A_ROW = [
  /^listener POST \/(hooks\/.*)?$/,
  /^\S+ POST \/rpc\/v1\//,
  /^logs (PUT|POST|DELETE) \/logs\//,
  /^storage (PUT|POST|DELETE|PATCH) \/storage\//,
  /^api (POST|PUT) \/v2\/lint$/,
  /^pusher POST \/v2\/pusher\/auth$/,
  // Favourites are nobody else's business.
  /^api POST \/v3\/repo\/:repo\/(un)?star$/,
  /^api POST \/v3\/(lint|repo\/:repo\/request\/preview)$/,
];

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({
    config: { worker: { executor: 'dummy' }, http: { port: 0, ratePerMinute: 0 } },
  });
}, 60_000);
afterAll(() => platform?.stop());

const asks = (method: string, path: string, body?: unknown, token = platform.api.token) =>
  platform.request(path, {
    method,
    headers: { authorization: `token ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const entries = async (query = '') =>
  (
    await platform.api.get<{ audit_entries: Record<string, unknown>[] }>(
      `/v3/audit?limit=100${query}`,
    )
  ).audit_entries;

describe('the audit log', () => {
  it('has a name for each route that writes, or a reason to have none', () => {
    const writes = platform.routes().filter(({ method, upgrade }) => !upgrade && !SAFE.has(method));
    expect(writes.length).toBeGreaterThan(60);
    const silent = writes
      .filter(({ audit }) => typeof audit !== 'string')
      .map(({ owner, method, path }) => `${owner} ${method} ${path}`);
    const forgotten = silent.filter((route) => !NOT_WORTH_A_ROW.some((why) => why.test(route)));
    expect(forgotten).toEqual([]);
    // And none that has one is on the list by mistake.
    const names = writes.flatMap(({ audit }) => (typeof audit === 'string' ? [audit] : []));
    expect(names.filter((name) => !/^[a-z_]+\.[a-z_]+$/.test(name))).toEqual([]);
  });

  it('says who did what to which, from where, and never a secret', async () => {
    const link = (await (await asks('POST', '/v3/users', { login: 'grace' })).json()) as {
      url: string;
    };
    const made = (await (
      await asks('POST', '/v3/user/tokens', { name: 'script', scopes: ['read'] })
    ).json()) as { token: string };
    await asks('POST', '/v3/user/grace/promote');
    await asks('POST', '/v3/user/grace/suspend');
    const rows = await entries();
    expect(rows.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['user.add', 'token.create', 'user.promote', 'user.suspend']),
    );
    expect(rows.find(({ action }) => action === 'user.suspend')).toMatchObject({
      who: 'admin',
      via: 'token',
      target: 'user/grace',
      address: expect.stringMatching(/127\.0\.0\.1|::1/),
      before: { admin: true, suspended: false },
      after: { admin: true, suspended: true },
    });
    const text = JSON.stringify(rows);
    expect(text).not.toContain(made.token);
    expect(text).not.toContain(link.url.split('#once=')[1]);
  });

  it('has sign-ins, and those that failed, without what was typed', async () => {
    const logIn = (body: object) =>
      platform.request('/v3/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await logIn({ login: 'ADMIN', password: 'my secret sentence' });
    await logIn({ login: 'my secret sentence', password: 'x' });
    const rows = await entries('&action=session.');
    expect(rows.slice(0, 2)).toMatchObject([
      { action: 'session.refused', who: 'unknown', via: 'anonymous' },
      { action: 'session.refused', who: 'admin' },
    ]);
    expect(JSON.stringify(rows)).not.toContain('my secret sentence');
  });

  it('has changes of a repository and of its hook, without the secret', async () => {
    const origin = await createTestRepository();
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    try {
      const body = { clone_url: origin.path, slug: 'acme/audited' };
      const { id } = (await (await asks('POST', '/v3/repos', body)).json()) as { id: number };
      expect((await asks('PATCH', `/v3/repo/${id}`, { private: false })).status).toBe(200);
      const hook = (await (
        await asks('POST', `/v3/repo/${id}/hook`, { renew: true, install: false })
      ).json()) as { secret: string };
      const rows = await entries('&action=repository.');
      expect(rows.slice(0, 2)).toMatchObject([
        { action: 'repository.hook', target: 'repo/acme/audited', after: { renewed: true } },
        {
          action: 'repository.change',
          target: 'repo/acme/audited',
          before: { private: true },
          after: { private: false },
        },
      ]);
      expect(JSON.stringify(rows)).not.toContain(hook.secret);
    } finally {
      await origin.remove();
    }
  });

  it('has what was done although the server ended before the row was whole', async () => {
    const { store } = platform.resolveAll({ store: tokens.store });
    const settle = store.audit.settle;
    const begun: string[] = [];
    const origin = await createTestRepository();
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    // As if the process ended there: what was changed is changed, and nothing more is written.
    const end = { settle: async () => Promise.reject(new Error('the process has ended')) };
    Object.assign(store.audit, end);
    const done = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const answer = await asks(method, path, body);
      expect(answer.status, `${method} ${path}`).toBeLessThan(300);
      begun.unshift(String((await entries())[0]?.['action']));
      return answer.status === 204 ? undefined : answer.json();
    };
    try {
      await done('POST', '/v3/users', { login: 'late' });
      await done('POST', '/v3/user/late/promote');
      await done('DELETE', '/v3/user/late');
      await done('POST', '/v3/worker_tokens', { name: 'late', queues: null });
      await done('DELETE', '/v3/worker_token/late');
      const body = { clone_url: origin.path, slug: 'acme/late' };
      const { id } = (await done('POST', '/v3/repos', body)) as { id: number };
      const at = `/v3/repo/${id}`;
      const variable = { name: 'A', value: 'b' };
      const { id: made } = (await done('POST', `${at}/env_vars`, variable)) as { id: number };
      await done('PATCH', `${at}/env_var/${made}`, { value: 'c' });
      await done('PATCH', `${at}/setting/build_pushes`, { value: false });
      await done('PATCH', at, { private: false });
      await done('DELETE', at);
    } finally {
      Object.assign(store.audit, { settle });
      await origin.remove();
    }
    const rows = (await entries()).slice(0, begun.length);
    expect(rows.map(({ action }) => action)).toEqual(begun);
    for (const row of rows) expect(row).toMatchObject({ who: 'admin', outcome: 'begun' });
    expect(begun).toEqual([
      'repository.remove',
      'repository.change',
      'setting.change',
      'env_var.update',
      'env_var.create',
      'repository.add',
      'worker_token.revoke',
      'worker_token.create',
      'user.remove',
      'user.promote',
      'user.add',
    ]);
    // What is refused leaves no row.
    expect((await asks('POST', '/v3/user/nobody/promote')).status).toBe(404);
    expect((await entries())[0]?.['id']).toBe(rows[0]?.['id']);
  });

  it('is for administrators, whole, filtered and by pages', async () => {
    const { token } = (await (
      await asks('POST', '/v3/user/tokens', { name: 'r', scopes: ['read'] })
    ).json()) as { token: string };
    expect((await asks('GET', '/v3/audit', undefined, token)).status).toBe(403);
    expect((await asks('GET', '/v3/audit?from=yesterdayish')).status).toBe(400);
    expect(await entries('&user=nobody')).toEqual([]);
    const all = await entries('&user=Admin');
    expect(all.length).toBeGreaterThan(2);
    expect(await entries(`&user=admin&from=${String(all[0]?.['at'])}`)).toEqual([all[0]]);
    const page = await asks('GET', '/v3/audit?limit=1&offset=1');
    expect(((await page.json()) as { audit_entries: unknown[] }).audit_entries).toHaveLength(1);
  });

  it('is narrowed to a thing, and written out whole, an entry a line', async () => {
    await asks('POST', '/v3/users', { login: 'hopper' });
    for (let times = 0; times < 110; times += 1) {
      await asks('POST', '/v3/user/hopper/promote');
      await asks('POST', '/v3/user/hopper/demote');
    }
    const rows = await entries('&target=USER/hopper');
    expect(rows).toHaveLength(100);
    expect(new Set(rows.map(({ target }) => target))).toEqual(new Set(['user/hopper']));
    const file = await asks('GET', '/v3/audit.jsonl?target=user/hopper');
    expect(file.headers.get('content-type')).toContain('application/jsonl');
    const lines = (await file.text()).trimEnd().split('\n');
    const written = lines.map((line) => JSON.parse(line) as { id: number; action: string });
    // Over several reads of the table: none is left out, none comes twice, the newest is first.
    expect(written.filter(({ action }) => /mote$/.test(action))).toHaveLength(220);
    const ids = written.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
    expect(written.slice(0, 100)).toEqual(rows);
  });

  it('names both where an administrator acts as somebody else, who may no more than they', async () => {
    const { store, secrets } = platform.resolveAll({
      store: tokens.store,
      secrets: tokens.secrets,
    });
    const person = { name: null, email: null };
    const root = await store.users.insert({ ...person, login: 'boss', admin: true });
    const other = await store.users.insert({ ...person, login: 'clerk', admin: false });
    await store.sessions.create({ hash: secrets.hash('b'), userId: root.id, ttlSeconds: 600 });
    const browser = (method: string, path: string, body?: object) =>
      platform.request(path, {
        method,
        headers: {
          cookie: `${SESSION_COOKIE}=b`,
          origin: platform.url,
          'content-type': 'application/json',
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const session = async () => (await browser('GET', '/v3/session')).json();
    expect((await browser('GET', '/v3/users')).status).toBe(200);
    expect((await browser('POST', '/v3/user/admin/become')).status).toBe(422);
    expect((await asks('POST', '/v3/user/clerk/become')).status, 'by a token').toBe(422);
    expect((await browser('POST', '/v3/user/clerk/become', { minutes: 61 })).status).toBe(400);
    expect((await browser('POST', '/v3/user/clerk/become', { minutes: 5 })).status).toBe(204);
    expect(await session()).toMatchObject({
      user: { login: 'clerk', admin: false },
      acting: { by: 'boss', until: expect.any(String) as string },
    });
    expect((await browser('GET', '/v3/users')).status).toBe(403);
    for (const [method, path] of [
      ['POST', '/v3/user/tokens'],
      ['PUT', '/v3/user/password'],
      ['POST', '/v3/user/identities'],
      ['DELETE', '/v3/user'],
      ['POST', '/v3/user/second_factor'],
      ['PATCH', '/v3/access_token'],
    ] as const) {
      const refused = await browser(method, path, { name: 'x', login: 'clerk' });
      expect(refused.status, path).toBe(403);
      expect(await refused.json(), path).toMatchObject({ error_type: 'acting' });
    }
    const preference = { value: false };
    expect((await browser('PATCH', '/v3/preference/build_emails', preference)).status).toBe(200);
    expect(await entries('&action=preference.change&user=boss')).toMatchObject([
      { who: 'boss', user_id: root.id, acting_as: 'clerk', via: 'session' },
    ]);
    expect((await store.preferences.list(other.id)).map(({ name }) => name)).toEqual([
      'build_emails',
    ]);
    const back = await browser('POST', '/v3/session/return');
    expect(await back.json()).toMatchObject({ user: { login: 'boss' }, acting: null });
    expect((await browser('GET', '/v3/users')).status).toBe(200);
    expect((await browser('POST', '/v3/session/return')).status).toBe(409);
    expect(await entries('&target=user/clerk')).toMatchObject([
      { action: 'session.return', who: 'boss', acting_as: 'clerk' },
      { action: 'preference.change', who: 'boss', acting_as: 'clerk' },
      { action: 'user.become', who: 'boss', after: { minutes: 5 }, acting_as: null },
    ]);
  });

  it('shows administrators of a repository what was done to it, and nothing else', async () => {
    const { store, secrets } = platform.resolveAll({
      store: tokens.store,
      secrets: tokens.secrets,
    });
    const origin = await createTestRepository();
    await origin.commit('one', { '.travis.yml': 'script: true\n' });
    try {
      const body = { clone_url: origin.path, slug: 'acme/watched' };
      const { id } = (await (await asks('POST', '/v3/repos', body)).json()) as { id: number };
      const people: Record<string, string> = {};
      for (const level of ['write', 'admin'] as const) {
        const login = `${level}-of-watched`;
        const user = await store.users.insert({ login, name: null, email: null, admin: false });
        const hash = secrets.hash(login);
        await store.sessions.createToken({ hash, userId: user.id, name: 't', scopes: ['*'] });
        await store.users.setPermission(user.id, id, level);
        people[level] = login;
      }
      const variable = { name: 'KEY', value: 'a value that is secret' };
      await asks('POST', `/v3/repo/${id}/env_vars`, variable, people['write']);
      expect((await asks('GET', `/v3/repo/${id}/audit`, undefined, people['write'])).status).toBe(
        403,
      );
      for (const address of ['audit', 'audit.jsonl']) {
        const answer = await asks('GET', `/v3/repo/${id}/${address}`, undefined, people['admin']);
        const text = await answer.text();
        expect(text).toContain('env_var.create');
        expect(text).not.toContain(variable.value);
        // Where a colleague sits is for administrators of the platform.
        expect(text).not.toMatch(/127\.0\.0\.1|::1/);
        expect(text).not.toContain('acme/audited');
      }
      expect((await asks('GET', '/v3/audit', undefined, people['admin'])).status).toBe(403);
    } finally {
      await origin.remove();
    }
  });

  it('is kept for as long as it is configured', async () => {
    const { store } = platform.resolveAll({ store: tokens.store });
    const before = (await store.audit.list({}, { limit: 1 })).total;
    expect(await store.audit.purge({ olderThanDays: 365, limit: 100 })).toBe(0);
    expect((await store.audit.list({}, { limit: 1 })).total).toBe(before);
  });
});
