import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { definePlugin, type Principal } from '@turnpike/sdk';
import { startTestApi, type TestApi } from './testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

describe('who sees what', () => {
  const matrix = {
    'GET /v3/repo/1': { root: 200, writer: 200, reader: 200, stranger: 404, nobody: 401 },
    'GET /v3/repo/ada%2Fengine': {
      root: 200,
      writer: 200,
      reader: 200,
      stranger: 404,
      nobody: 401,
    },
    'GET /v3/build/1': { root: 200, writer: 200, reader: 200, stranger: 404, nobody: 401 },
    'GET /v3/job/1/log.txt': { root: 200, writer: 200, reader: 200, stranger: 404, nobody: 401 },
    'GET /v3/repo/1/env_vars': { root: 200, writer: 200, reader: 403, stranger: 404, nobody: 401 },
    'POST /v3/build/1/restart': { root: 202, writer: 202, reader: 403, stranger: 404, nobody: 401 },
    'POST /v3/job/1/cancel': { root: 202, writer: 202, reader: 403, stranger: 404, nobody: 401 },
    'POST /v3/repo/1/deactivate': {
      root: 200,
      writer: 403,
      reader: 403,
      stranger: 404,
      nobody: 401,
    },
    'GET /v3/repo/1/deliveries': {
      root: 200,
      writer: 403,
      reader: 403,
      stranger: 404,
      nobody: 401,
    },
    'GET /v3/system': { root: 200, writer: 403, reader: 403, stranger: 403, nobody: 401 },
    'DELETE /v3/repo/1': { writer: 403, reader: 403, stranger: 403, nobody: 401, root: 200 },
  } as const;

  it.each(Object.entries(matrix))('%s', async (address, expected) => {
    for (const [who, status] of Object.entries(expected)) {
      const answer = await api.ask(who === 'nobody' ? null : who, address);
      expect(answer.status, who).toBe(status);
    }
  });

  it('lists only what one may read, and counts it so', async () => {
    for (const [who, count] of Object.entries({ root: 1, writer: 1, reader: 1, stranger: 0 })) {
      const { body } = await api.ask(who, 'GET /v3/repos');
      expect(body['repositories'], who).toHaveLength(count);
      expect(body['@pagination'], who).toMatchObject({ count });
    }
  });

  it('hides owners of whom one may read nothing', async () => {
    const owner = (who: string | null, login: string) => api.ask(who, `GET /v3/owner/${login}`);
    const { status, body } = await owner('stranger', 'nobody-of-this-name');
    for (const login of ['ada', 'ADA', '__proto__', 'constructor']) {
      const answer = await owner('stranger', login);
      expect([answer.status, answer.body['error_message']]).toEqual([
        status,
        body['error_message'],
      ]);
    }
    expect((await owner('reader', 'ada')).status).toBe(200);
    expect((await owner('root', 'ada')).status).toBe(200);
  });

  it('shows public repositories to visitors only where configured', async () => {
    await api.store.repositories.update(api.repository.id, { private: false });
    expect((await api.ask(null, 'GET /v3/repo/1')).status).toBe(401);
    expect((await api.ask('stranger', 'GET /v3/repo/1')).status).toBe(200);
    expect((await api.ask('stranger', 'POST /v3/build/1/restart')).status).toBe(403);
    await api.stop();
    api = await startTestApi({ config: { public: true } });
    expect((await api.ask(null, 'GET /v3/repo/1')).status).toBe(404);
    await api.store.repositories.update(api.repository.id, { private: false });
    expect((await api.ask(null, 'GET /v3/repo/1')).status).toBe(200);
    expect((await api.ask(null, 'GET /v3/repos')).body['repositories']).toHaveLength(1);
    expect((await api.ask(null, 'POST /v3/build/1/restart')).status).toBe(401);
  });

  it('lets the hook access.decide say otherwise', async () => {
    await api.stop();
    const closed = definePlugin({
      id: 'night',
      summary: 'Nobody restarts at night.',
      permissions: { hooks: ['access.decide'] },
      taps: ({ hooks }) =>
        hooks.access.decide.tapPromise('night', async ({ action, principal }) => {
          const isRoot = (principal as Extract<Principal, { kind: 'user' }>).login === 'root';
          return action === 'write' && !isRoot ? 'deny' : undefined;
        }),
    });
    api = await startTestApi({ plugins: [closed] });
    expect((await api.ask('writer', 'POST /v3/build/1/restart')).status).toBe(403);
    expect((await api.ask('writer', 'GET /v3/build/1')).status).toBe(200);
    expect((await api.ask('root', 'POST /v3/build/1/restart')).status).toBe(202);
  });

  it('holds tokens to their scopes, and a token makes none that may do more', async () => {
    const made = await api.ask('writer', 'POST /v3/user/tokens', { name: 'ci', scopes: ['read'] });
    expect(made.status).toBe(201);
    const token = String(made.body['token']);
    expect((await api.ask(token, 'GET /v3/build/1')).status).toBe(200);
    expect((await api.ask(token, 'POST /v3/build/1/restart')).status).toBe(403);
    expect((await api.ask(token, 'GET /v3/repo/1/env_vars')).status).toBe(403);
    const listed = await api.ask('writer', 'GET /v3/user/tokens');
    expect(listed.text).not.toContain(token);
    const id = made.body['id'];
    expect((await api.ask('writer', `DELETE /v3/user/token/${id}`)).status).toBe(204);
    expect((await api.ask(token, 'GET /v3/build/1')).status).toBe(401);
  });
});
