import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tokens } from '@turnpike/sdk';
import { startTestApi, type TestApi } from '../testing/test-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await startTestApi();
});
afterEach(() => api.stop());

describe('repositories', () => {
  it('adds what a provider knows, with keys of its own', async () => {
    const made = await api.ask('root', 'POST /v3/repos', { clone_url: '/wheel' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      slug: 'local/wheel',
      active: true,
      default_branch: { name: 'trunk' },
    });
    const id = Number(made.body['id']);
    const sealed = await api.store.repositories.sealed(id);
    expect(api.host.resolve(tokens.secrets).open(sealed?.privateKey ?? '')).toContain(
      'PRIVATE KEY',
    );
    expect(sealed?.webhookSecret).toBeTruthy();
    const key = await api.ask('root', `GET /v3/repo/${id}/key_pair/generated`);
    expect(key.body['public_key']).toContain('PUBLIC KEY');
    const again = await api.ask('root', 'POST /v3/repos', { clone_url: '/wheel' });
    expect([again.status, again.body['error_type']]).toEqual([409, 'duplicate_resource']);
    expect((await api.ask('root', 'POST /v3/repos', { clone_url: 'ftp://x' })).status).toBe(400);
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
    expect((await api.ask('root', 'DELETE /v3/repo/1')).status).toBe(204);
    expect(api.removed).toEqual([{ jobId: 1, run: 1 }]);
    expect(heard).toEqual([1]);
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

  it('shows a badge to whoever has its token, and nothing else', async () => {
    const made = await api.ask('root', 'POST /v3/repos', { clone_url: '/wheel', private: true });
    const { body } = await api.ask('root', `GET /v3/repo/${made.body['id']}`);
    const token = String(body['badge_token']);
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
