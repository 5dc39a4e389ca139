import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freshPostgres, hasPostgres } from '../../../test/support/postgres.js';
import { startTestStorage, tokenFor, type TestStorage } from './testing/test-storage.js';

let storage: TestStorage;
beforeEach(async () => {
  storage = await startTestStorage({ buildQuotaBytes: 1_000, buildFiles: 3 });
});
afterEach(() => storage.host.stop());

const file = (bytes = 100): Buffer<ArrayBuffer> => Buffer.from(randomBytes(bytes));

describe('workspaces', () => {
  it('are for jobs of their build only', async () => {
    const body = file();
    const [one, other] = [await storage.job(), await storage.job()];
    expect((await one.put('workspaces/w%20x.tgz', body)).status).toBe(201);
    const got = await one.get('workspaces/w%20x.tgz');
    expect(Buffer.from(await got.arrayBuffer())).toEqual(body);
    expect((await other.get('workspaces/w%20x.tgz')).status).toBe(404);
    const forged = await tokenFor(storage.host, { ...other.job, buildId: one.job.buildId });
    const headers = { authorization: `Bearer ${forged}` };
    expect((await storage.host.request('/storage/workspaces/w%20x.tgz', { headers })).status).toBe(
      410,
    );
  });

  it('and artifacts share a quota of bytes and of files', async () => {
    const job = await storage.job();
    expect((await job.put('workspaces/a.tgz', file(600))).status).toBe(201);
    expect((await job.put('workspaces/a.tgz', file(900))).status).toBe(201);
    expect((await job.put('artifacts/a.txt', file(200))).status).toBe(413);
    for (const name of ['b', 'c'])
      expect((await job.put(`artifacts/${name}`, file(1))).status).toBe(201);
    expect((await job.put('artifacts/d', file(1))).status).toBe(413);
    expect((await job.put('artifacts/c', file(2))).status).toBe(201);
  });
});

describe('artifacts', () => {
  it('are listed and saved by who may read the repository', async () => {
    const job = await storage.job();
    await job.put('artifacts/ada/engine/1/1.1/dist/a%20b%27.html', '<script>alert(1)</script>');
    const { buildId, id } = job.job;
    const list = await storage.as('read', `GET /v3/build/${buildId}/artifacts`);
    const { artifacts } = (await list.json()) as { artifacts: Record<string, unknown>[] };
    expect(artifacts).toMatchObject([
      { '@type': 'artifact', job_id: id, path: "ada/engine/1/1.1/dist/a b'.html", size: 25 },
    ]);
    const saved = await storage.as('read', `GET ${String(artifacts[0]?.['@href'])}`);
    expect(await saved.text()).toBe('<script>alert(1)</script>');
    expect(saved.headers.get('content-type')).toBe('application/octet-stream');
    expect(saved.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''a%20b%27.html",
    );
    expect(saved.headers.get('content-security-policy')).toContain('sandbox');
    for (const path of ['artifacts', 'artifacts/ada/engine/1/1.1/dist/a%20b%27.html'])
      expect((await storage.as(null, `GET /v3/build/${buildId}/${path}`)).status).toBe(404);
    expect((await storage.host.request(`/v3/build/${buildId}/artifacts`)).status).toBe(401);
    expect((await storage.as('read', 'GET /v3/build/999/artifacts')).status).toBe(404);
  });
});

describe('what retention took', () => {
  interface Listed {
    readonly removed: readonly Record<string, unknown>[];
  }
  const today = new Date().toISOString().slice(0, 10);

  it.each(['SQLite', ...(hasPostgres() ? ['PostgreSQL'] : [])])(
    'is listed with the reason, and its download is gone for that reason: %s',
    async (kind) => {
      await storage.host.stop();
      const folder = await mkdtemp(join(tmpdir(), 'turnpike-storage-'));
      const url = kind === 'SQLite' ? `sqlite:${folder}/db.sqlite` : await freshPostgres();
      const core = { dataDir: folder, database: { url } };
      storage = await startTestStorage({}, core);
      const job = await storage.job();
      await job.put('artifacts/dist/a%20b.txt', file(25));
      const at = `/v3/build/${job.job.buildId}/artifacts`;
      const list = async () =>
        (await (await storage.as('read', `GET ${at}`)).json()) as Listed & { artifacts: unknown[] };
      expect(await list()).toMatchObject({ artifacts: [{ size: 25 }], removed: [] });
      // A server sweeps when it starts; by then more than a millisecond is over.
      await storage.host.stop();
      storage = await startTestStorage({ artifactDays: 1e-8 }, core);
      await expect.poll(async () => (await list()).artifacts, { timeout: 60_000 }).toEqual([]);
      const reason = `removed by retention after 1e-8 days on ${today} (storage.artifactDays)`;
      expect((await list()).removed).toMatchObject([
        { '@type': 'artifact', path: 'dist/a b.txt', size: 25, job_id: job.job.id, reason },
      ]);
      const gone = await storage.as('read', `GET ${at}/dist/a%20b.txt`);
      expect(gone.status).toBe(410);
      expect(await gone.text()).toContain(reason);
      expect((await storage.as('read', `GET ${at}/dist/never.txt`)).status).toBe(404);
      expect((await storage.as(null, `GET ${at}/dist/a%20b.txt`)).status).toBe(404);
      await storage.host.stop();
      await rm(folder, { recursive: true, force: true });
      storage = await startTestStorage();
    },
    120_000,
  );

  it('to keep a quota is listed too', async () => {
    await storage.host.stop();
    storage = await startTestStorage({ cacheQuotaBytes: 1_500 });
    const job = await storage.job();
    for (const name of ['one', 'two'])
      expect((await job.put(`caches/main/${name}.tgz`, file(1_000))).status).toBe(201);
    const at = `/v3/repo/${storage.repository.id}/caches`;
    const list = async () => (await (await storage.as('write', `GET ${at}`)).json()) as Listed;
    const reason = `removed to keep the caches of the repository within 1.5 KiB on ${today} (storage.cacheQuotaBytes)`;
    expect((await list()).removed).toMatchObject([{ name: 'one', branch: 'main', reason }]);
    await job.put('caches/main/one.tgz', file(100));
    expect((await list()).removed).toEqual([]);
  });
});

describe('caches of a repository', () => {
  interface Caches {
    readonly caches: readonly { readonly branch: string; readonly name: string }[];
  }
  const names = async (response: Response): Promise<readonly string[]> =>
    ((await response.json()) as Caches).caches.map(({ branch, name }) => `${branch} ${name}`);

  it('are listed and deleted by who may push, by branch and by name', async () => {
    const [main, other] = [await storage.job(), await storage.job({ branch: 'other' })];
    await main.put('caches/main/cache-linux-1--rvm-3.tgz', file());
    await main.put('caches/main/cache-linux-1--rvm-2.tgz', file());
    await other.put('caches/other/cache-linux-1--rvm-2.tgz', file());
    const at = `/v3/repo/${storage.repository.id}/caches`;
    const slug = encodeURIComponent(storage.repository.slug);

    expect((await storage.as(null, `GET ${at}`)).status).toBe(404);
    expect((await storage.as('read', `GET ${at}`)).status).toBe(403);
    const all = await storage.as('write', `GET /v3/repo/${slug}/caches`);
    expect(await all.json()).toMatchObject({
      '@type': 'caches',
      caches: [
        { repository_id: storage.repository.id, size: 100, branch: 'other' },
        { name: 'cache-linux-1--rvm-2', branch: 'main' },
        { name: 'cache-linux-1--rvm-3', branch: 'main' },
      ],
    });
    expect((await storage.as('read', `DELETE ${at}`)).status).toBe(403);
    const some = await storage.as('write', `DELETE ${at}?branch=main&match=rvm-2`);
    expect(await names(some)).toEqual(['main cache-linux-1--rvm-2']);
    expect(await names(await storage.as('write', `GET ${at}`))).toEqual([
      'other cache-linux-1--rvm-2',
      'main cache-linux-1--rvm-3',
    ]);
    const v2 = `/v2/repos/${storage.repository.id}/caches?branch=main`;
    expect((await storage.as('read', `GET ${v2}`)).status).toBe(403);
    const old = await storage.as('write', `GET ${v2}`);
    expect(await old.json()).toEqual({
      caches: [
        {
          repository_id: storage.repository.id,
          size: 100,
          slug: 'cache-linux-1--rvm-3',
          branch: 'main',
          last_modified: expect.stringMatching(/Z$/),
        },
      ],
    });
    expect(await names(await storage.as('write', `DELETE ${v2}&match=none`))).toEqual([]);
    expect(await names(await storage.as('write', `DELETE ${at}`))).toHaveLength(2);
    expect((await main.get('caches/main/cache-linux-1--rvm-3.tgz')).status).toBe(404);
  });
});
