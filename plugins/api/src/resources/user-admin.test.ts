import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { tokens } from '@turnpike/sdk';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

const status = async (who: string | null, address: string, body?: unknown) =>
  (await api.ask(who, address, body)).status;

/** A cookie of a session that somebody has. */
async function sessionOf(login: string): Promise<{ cookie: string }> {
  const user = await api.store.users.byLogin(login);
  const hash = api.host.resolve(tokens.secrets).hash(`session-of-${login}`);
  await api.store.sessions.create({ hash, userId: user?.id ?? 0, ttlSeconds: 600 });
  return { cookie: `turnpike_session=session-of-${login}` };
}
const asksBy = async (headers: { cookie: string }) =>
  (await api.host.request('/v3/user', { headers })).status;

describe('an administrator', () => {
  it('suspends an account: its sessions and tokens end at once and do not come back with it', async () => {
    const cookie = await sessionOf('writer');
    expect([await asksBy(cookie), await status('writer', 'GET /v3/user')]).toEqual([200, 200]);
    const { body } = await api.ask('root', 'POST /v3/user/writer/suspend');
    expect(body).toMatchObject({ login: 'writer', suspended_at: expect.any(String) });
    expect([await asksBy(cookie), await status('writer', 'GET /v3/user')]).toEqual([401, 401]);
    await api.ask('root', 'POST /v3/user/writer/reactivate');
    expect([await asksBy(cookie), await status('writer', 'GET /v3/user')]).toEqual([401, 401]);
    const users = (await api.ask('root', 'GET /v3/users')).body['users'] as object[];
    expect(users).toContainEqual(
      expect.objectContaining({ login: 'writer', suspended_at: null, admin: false }),
    );
  });

  it('promotes and demotes, with effect on what is held already', async () => {
    await api.ask('root', 'POST /v3/user/reader/promote');
    expect(await status('reader', 'GET /v3/users')).toBe(200);
    await api.ask('root', 'POST /v3/user/reader/demote');
    expect(await status('reader', 'GET /v3/users')).toBe(403);
  });

  it('lists and ends tokens and sessions of others, one or all', async () => {
    const cookie = await sessionOf('writer');
    const listed = async (what: string) =>
      (await api.ask('root', `GET /v3/user/writer/${what}`)).body[what] as { id: string }[];
    const [token] = await listed('tokens');
    const [session] = await listed('sessions');
    expect(JSON.stringify([token, session])).not.toContain('of-writer');
    expect(await status('root', `DELETE /v3/user/reader/token/${token?.id}`)).toBe(404);
    expect(await status('root', `DELETE /v3/user/writer/token/${token?.id}`)).toBe(204);
    expect(await status('writer', 'GET /v3/user')).toBe(401);
    expect(await asksBy(cookie)).toBe(200);
    expect(await status('root', `DELETE /v3/user/writer/session/${session?.id}`)).toBe(204);
    expect(await asksBy(cookie)).toBe(401);
    const other = await sessionOf('reader');
    const { body } = await api.ask('root', 'DELETE /v3/user/reader/access');
    expect(body).toMatchObject({ sessions: 1, tokens: 1 });
    expect([await asksBy(other), await status('reader', 'GET /v3/user')]).toEqual([401, 401]);
  });

  it('removes an account with all that it could do', async () => {
    expect(await status('root', 'DELETE /v3/user/writer')).toBe(204);
    expect(await status('writer', 'GET /v3/user')).toBe(401);
    expect(await status('root', 'DELETE /v3/user/writer')).toBe(404);
    const { body } = await api.ask('root', 'GET /v3/repo/1/permissions');
    expect(body['permissions']).toMatchObject([{ user: { login: 'reader' }, level: 'read' }]);
  });

  it('is the only one who does any of it', async () => {
    const acts = ['suspend', 'reactivate', 'promote', 'demote'].map(
      (act) => `POST /v3/user/reader/${act}`,
    );
    const others = ['DELETE /v3/user/reader', 'DELETE /v3/user/reader/access'];
    const reads = ['GET /v3/user/reader/tokens', 'GET /v3/user/reader/sessions', 'GET /v3/audit'];
    for (const address of [...acts, ...others, ...reads, 'GET /v3/worker_tokens']) {
      expect(await status('writer', address), address).toBe(403);
      expect(await status(null, address), address).toBe(401);
    }
    expect(await status('reader', 'GET /v3/user')).toBe(200);
  });

  it('cannot lock everybody out: one stays, whatever is done in whatever order, all at once too', async () => {
    const people = ['root', 'writer', 'reader'];
    const act = fc.record({
      act: fc.constantFrom('suspend', 'demote', 'promote', 'reactivate', 'remove'),
      login: fc.constantFrom(...people),
    });
    const administrators = async () =>
      (await api.store.users.list()).filter((user) => user.admin && user.suspendedAt === null);
    const secret = api.host.resolve(tokens.secrets);
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 8 }), async (acts) => {
        const run = async ({ act: what, login }: (typeof acts)[number]) => {
          const [by] = await administrators();
          await api.store.sessions
            .createToken({
              hash: secret.hash(`by-${by?.id}`),
              userId: by?.id ?? 0,
              name: 'x',
              scopes: ['*'],
            })
            .catch(() => undefined);
          const address =
            what === 'remove' ? `DELETE /v3/user/${login}` : `POST /v3/user/${login}/${what}`;
          await api.ask(`by-${by?.id}`, address);
        };
        await Promise.all(acts.map(run));
        expect((await administrators()).length).toBeGreaterThan(0);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('is told why, and what to do first', async () => {
    for (const address of [
      'POST /v3/user/root/suspend',
      'POST /v3/user/root/demote',
      'DELETE /v3/user/root',
    ]) {
      const { status: code, text } = await api.ask('root', address);
      expect(code).toBe(409);
      expect(text).toMatch(/only administrator.*turnpike user promote/);
    }
  });
});

describe('a token that may less than its owner', () => {
  const make = async (scopes: readonly string[]) =>
    String((await api.ask('root', 'POST /v3/user/tokens', { name: 's', scopes })).body['token']);

  it('of an administrator does nothing for the whole platform', async () => {
    const acts = [
      'GET /v3/system',
      'GET /v3/users',
      'GET /v3/audit',
      'POST /v3/repos',
      'DELETE /v3/repo/1',
      'POST /v3/user/reader/suspend',
      'POST /v3/worker_tokens',
    ];
    for (const scope of ['read', 'write']) {
      const token = await make([scope]);
      for (const address of acts) {
        const body = address.startsWith('GET') ? undefined : {};
        expect(await status(token, address, body), address).toBe(403);
      }
      expect(await status(token, 'GET /v3/repo/1')).toBe(200);
    }
    expect(await status(await make(['admin']), 'GET /v3/system')).toBe(200);
  });

  it('makes others that may as much or less, and none that may more', async () => {
    const levels = ['read', 'write', 'admin', '*'];
    for (const own of ['write', 'admin']) {
      const token = await make([own]);
      for (const wanted of levels) {
        const made = await api.ask(token, 'POST /v3/user/tokens', { name: 'n', scopes: [wanted] });
        const may = wanted !== '*' && levels.indexOf(wanted) <= levels.indexOf(own);
        expect([own, wanted, made.status]).toEqual([own, wanted, may ? 201 : 403]);
      }
      const plain = await api.ask(token, 'POST /v3/user/tokens', { name: 'same' });
      expect(plain.body['scopes']).toEqual([own]);
    }
    expect(await status(await make(['read']), 'POST /v3/user/tokens', { name: 'n' })).toBe(403);
  });
});

describe('worker tokens', () => {
  it('are made once for a name, shown once, listed and revoked', async () => {
    const made = await api.ask('root', 'POST /v3/worker_tokens', { name: 'one', queues: ['q'] });
    expect(made.body).toMatchObject({
      name: 'one',
      queues: ['q'],
      token: expect.stringMatching(/^tpw_/),
    });
    expect(await status('root', 'POST /v3/worker_tokens', { name: 'one' })).toBe(409);
    const { text } = await api.ask('root', 'GET /v3/worker_tokens');
    expect(text).toContain('"one"');
    expect(text).not.toContain(String(made.body['token']));
    const { store, host } = api;
    const hash = host.resolve(tokens.secrets).hash(String(made.body['token']));
    expect(await store.workers.findToken(hash)).toMatchObject({ name: 'one' });
    expect(await status('root', 'DELETE /v3/worker_token/one')).toBe(204);
    expect(await status('root', 'DELETE /v3/worker_token/one')).toBe(404);
    expect(await store.workers.findToken(hash)).toBeUndefined();
  });
});
