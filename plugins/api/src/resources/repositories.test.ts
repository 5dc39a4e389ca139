import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tokens } from '@turnpike/sdk';
import { startTestApi, type TestApi } from '../testing/test-api.js';

const PUBLIC = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({
  type: 'spki',
  format: 'pem',
});

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

describe('repositories', () => {
  it('adds what a provider knows, with keys of its own', { timeout: 90_000 }, async () => {
    const made = await api.ask('root', 'POST /v3/repos', { clone_url: '/wheel' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      slug: 'local/wheel',
      active: true,
      default_branch: { name: 'trunk' },
    });
    const id = Number(made.body['id']);
    const key = await api.ask('root', `GET /v3/repo/${id}/key_pair/generated`);
    expect(key.body['public_key']).toContain('PUBLIC KEY');
    const sealed = await api.store.repositories.sealed(id);
    expect(api.host.resolve(tokens.secrets).open(sealed?.privateKey ?? '')).toContain(
      'PRIVATE KEY',
    );
    expect(sealed?.webhookSecret).toBeTruthy();
    const again = await api.ask('root', 'POST /v3/repos', { clone_url: '/wheel' });
    expect([again.status, again.body['error_type']]).toEqual([409, 'duplicate_resource']);
    expect((await api.ask('root', 'POST /v3/repos', { clone_url: 'ftp://x' })).status).toBe(400);
  });

  it('are there at once, however many come together; who needs their keys waits for them', async () => {
    let isLetGo = false;
    const release: (() => void)[] = [];
    const slow = vi
      .spyOn(api.host.resolve(tokens.secrets), 'newKeyPair')
      .mockImplementation(async () => {
        if (!isLetGo) await new Promise<void>((resolve) => release.push(resolve));
        return { publicKey: String(PUBLIC), privateKey: 'PRIVATE KEY' };
      });
    const added = await Promise.all(
      Array.from({ length: 8 }, (_, at) =>
        api.ask('root', 'POST /v3/repos', { clone_url: '/wheel', slug: `many/r${at}` }),
      ),
    );
    expect(added.map(({ status }) => status)).toEqual(Array(8).fill(201));
    const ids = added.map(({ body }) => Number(body['id']));
    for (const id of ids) {
      expect((await api.store.repositories.get(id))?.publicKey).toBeNull();
    }
    const waiting = ids.map((id) => api.ask('root', `GET /v3/repo/${id}/key_pair/generated`));
    isLetGo = true;
    for (const go of release) go();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(Array(8).fill(200));
    // One each, however many wait.
    await expect.poll(() => slow.mock.calls.length).toBeLessThanOrEqual(9);
    slow.mockRestore();
  });

  it('whose process ended before their keys were made get them when somebody asks', async () => {
    const pair = { publicKey: String(PUBLIC), privateKey: 'PRIVATE KEY' };
    vi.spyOn(api.host.resolve(tokens.secrets), 'newKeyPair').mockResolvedValue(pair);
    expect((await api.store.repositories.get(1))?.publicKey).toBeNull();
    const asked = await Promise.all(
      [1, 2, 3].map(() => api.ask('reader', 'GET /v3/repo/1/key_pair/generated')),
    );
    expect(asked.map(({ body }) => body['public_key'])).toEqual(Array(3).fill(pair.publicKey));
  });

  it('goes with its builds and logs', async () => {
    const { store } = api;
    await store.jobs.transition(1, { from: ['created'], to: 'queued', queue: 'linux' });
    const offers = { os: ['linux'], arch: ['amd64'], labels: [] };
    await store.runs.claim({ claimId: 'claim-0001', worker: 'w', queues: ['linux'], offers });
    const heard: number[] = [];
    api.host.resolve(tokens.events).on('repository:changed', ({ data }) => {
      heard.push(data.repositoryId);
    });
    expect((await api.ask('root', 'DELETE /v3/repo/1')).status).toBe(200);
    expect(api.removed).toEqual([{ jobId: 1, run: 1 }]);
    expect(heard).toEqual([1, 1]);
    for (const path of ['/repo/1', '/build/1', '/job/1']) {
      expect((await api.ask('root', `GET /v3${path}`)).status).toBe(404);
    }
  });

  it('paints badges for those who may see, and "unknown" for others', async () => {
    const shown = await api.ask('reader', 'GET /ada/engine.svg?branch=main');
    expect(shown.headers.get('content-type')).toContain('image/svg+xml');
    expect(shown.text).toContain('build: passing');
    for (const who of ['stranger', null]) {
      const hidden = await api.ask(who, 'GET /ada/engine.svg');
      expect([hidden.status, hidden.text.includes('build: unknown')]).toEqual([200, true]);
    }
    expect((await api.ask('root', 'GET /ada/nothing.svg')).text).toContain('build: unknown');
  });

  it('shows a badge to whoever has its token, and nothing else', { timeout: 90_000 }, async () => {
    const made = await api.ask('root', 'POST /v3/repos', { clone_url: '/wheel', private: true });
    const path = `/v3/repo/${made.body['id']}`;
    const early = await api.ask('root', `GET ${path}`);
    expect([early.status, early.body['badge_token']]).toEqual([200, undefined]);
    // Whoever needs the keys waits for them.
    await api.ask('root', `GET ${path}/key_pair/generated`);
    const token = String((await api.ask('root', `GET ${path}`)).body['badge_token']);
    expect(token).toMatch(/^[0-9a-f]{24}$/);
    await api.store.repositories.setSealed(api.repository.id, {
      privateKey: api.host.resolve(tokens.secrets).seal('a key'),
    });
    const own = await api.ask('reader', 'GET /v3/repo/1');
    const shown = await api.ask(null, `GET /ada/engine.svg?token=${own.body['badge_token']}`);
    expect(shown.text).toContain('build: passing');
    expect((await api.ask(null, `GET /ada/engine.svg?token=${token}`)).text).toContain('unknown');
    expect((await api.ask(null, `GET /v3/repo/1?token=${own.body['badge_token']}`)).status).toBe(
      401,
    );
    const { body: list } = await api.ask('reader', 'GET /v3/repos');
    expect(JSON.stringify(list)).not.toContain('badge_token');
  });
});
