import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  pullRequest,
  startTestStorage,
  tokenFor,
  type TestStorage,
} from './testing/test-storage.js';

const QUOTA = 1_000;
const FORKS_QUOTA = 300;
let storage: TestStorage;
beforeEach(async () => {
  storage = await startTestStorage({
    cacheQuotaBytes: QUOTA,
    forkCacheQuotaBytes: FORKS_QUOTA,
    maxFileBytes: 600,
  });
});
afterEach(() => storage.host.stop());

const archive = (bytes = 100): Buffer<ArrayBuffer> => Buffer.from(randomBytes(bytes));
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (response: Response): Promise<Buffer> =>
  Buffer.from(await response.arrayBuffer());
const files = async (): Promise<readonly string[]> =>
  (
    await readdir(join(storage.host.dataDir, 'storage'), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => [])
  )
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
const ofFork = (number: number) => ({
  trust: 'fork' as const,
  eventType: 'pull_request' as const,
  branch: 'release',
  pullRequest: pullRequest(number, true),
});

describe('a cache', () => {
  it('comes back as it was stored, with its checksum, and is replaced as a whole', async () => {
    const [first, second] = [archive(), archive(200)];
    const job = await storage.job();
    const put = await job.put('caches/main/cache-a.tgz', first);
    expect(put.status).toBe(201);
    expect(await put.json()).toEqual({ bytes: 100, sha256: digest(first) });
    await job.put('caches/main/cache-a.tgz', second);

    const later = await storage.job();
    const got = await later.get('caches/main/cache-a.tgz');
    expect(got.headers.get('content-length')).toBe('200');
    expect(got.headers.get('x-checksum-sha256')).toBe(digest(second));
    expect(await bytesOf(got)).toEqual(second);
    expect(await files()).toHaveLength(1);
  });

  it('need not be sent again: HEAD and If-None-Match compare', async () => {
    const body = archive();
    const job = await storage.job();
    await job.put('caches/main/cache-a.tgz', body);
    const head = await storage.host.request('/storage/caches/main/cache-a.tgz', {
      method: 'HEAD',
      headers: { authorization: `Bearer ${job.token}` },
    });
    expect([head.status, head.headers.get('x-checksum-sha256')]).toEqual([200, digest(body)]);
    expect(head.headers.get('content-length')).toBe('100');
    const etag = head.headers.get('etag')!;
    expect((await job.get('caches/main/cache-a.tgz', { 'if-none-match': etag })).status).toBe(304);
  });

  it('is not kept where its checksum says something else', async () => {
    const job = await storage.job();
    const wrong = { 'x-checksum-sha256': digest(archive()) };
    expect((await job.put('caches/main/cache-a.tgz', archive(), wrong)).status).toBe(400);
    expect((await job.get('caches/main/cache-a.tgz')).status).toBe(404);
    expect(await files()).toEqual([]);
  });

  it('may have slashes in branch and name', async () => {
    const body = archive();
    const job = await storage.job({ branch: 'feature/a+b' });
    const path = 'caches/feature/a+b/cache--gemfile-gemfiles/x%20y.tgz';
    expect((await job.put(path, body)).status).toBe(201);
    expect(await bytesOf(await job.get(path))).toEqual(body);
  });
});

describe('rules', () => {
  it('a push reads its branch and the default branch, and writes only its own', async () => {
    const main = await storage.job();
    const other = await storage.job({ branch: 'other' });
    const third = await storage.job({ branch: 'third' });
    await main.put('caches/main/cache-a.tgz', archive());
    await other.put('caches/other/cache-a.tgz', archive());
    expect((await other.get('caches/main/cache-a.tgz')).status).toBe(200);
    expect((await third.get('caches/other/cache-a.tgz')).status).toBe(404);
    expect((await main.get('caches/other/cache-a.tgz')).status).toBe(404);
    expect((await other.put('caches/main/cache-a.tgz', archive())).status).toBe(403);
    expect((await other.put('caches/PR.1/cache-a.tgz', archive())).status).toBe(403);
  });

  it("a fork reads the base's and writes its own pull request's only", async () => {
    const body = archive();
    const base = await storage.job({ branch: 'release' });
    await base.put('caches/release/cache-a.tgz', body);
    await (await storage.job()).put('caches/main/cache-a.tgz', body);
    const fork = await storage.job(ofFork(7));
    expect(await bytesOf(await fork.get('caches/release/cache-a.tgz'))).toEqual(body);
    expect((await fork.get('caches/main/cache-a.tgz')).status).toBe(200);
    for (const group of ['main', 'release', 'PR.8', 'oil', ''])
      expect((await fork.put(`caches/${group}/cache-a.tgz`, archive())).status).toBe(403);
    expect((await fork.put('caches/PR.7/cache-a.tgz', archive())).status).toBe(201);
    expect((await (await storage.job(ofFork(8))).get('caches/PR.7/cache-a.tgz')).status).toBe(404);
    expect((await base.get('caches/PR.7/cache-a.tgz')).status).toBe(404);
    expect(await bytesOf(await base.get('caches/release/cache-a.tgz'))).toEqual(body);
  });

  it('a branch that is called like a pull request does not read what a fork wrote', async () => {
    await (await storage.job(ofFork(7))).put('caches/PR.7/cache-a.tgz', archive());
    const branch = await storage.job({ branch: 'PR.7' });
    expect((await branch.get('caches/PR.7/cache-a.tgz')).status).toBe(404);
  });

  it('branch and name do not run into each other', async () => {
    await (await storage.job({ branch: 'a/b' })).put('caches/a/b/c.tgz', archive());
    expect((await (await storage.job({ branch: 'a' })).get('caches/a/b/c.tgz')).status).toBe(404);
  });
});

describe('a token', () => {
  it('is needed, and must be a living one of a job that runs', async () => {
    const path = '/storage/caches/main/cache-a.tgz';
    const { job, put } = await storage.job();
    await put('caches/main/cache-a.tgz', archive());
    const status = async (token?: string): Promise<number> =>
      (
        await storage.host.request(path, {
          headers: token ? { authorization: `Bearer ${token}` } : {},
        })
      ).status;
    expect(await status()).toBe(401);
    expect(await status('nonsense')).toBe(401);
    expect(await status(await tokenFor(storage.host, job, -1))).toBe(401);
    expect(await status(await tokenFor(storage.host, { ...job, run: 2 }))).toBe(410);
    expect(await status(await tokenFor(storage.host, { ...job, buildId: 999 }))).toBe(410);
    expect(await status(await tokenFor(storage.host, { ...job, repositoryId: 999 }))).toBe(410);
    expect(await status(await tokenFor(storage.host, job))).toBe(200);
    await storage.store.jobs.transition(job.id, { from: ['received'], to: 'canceled' });
    expect(await status(await tokenFor(storage.host, job))).toBe(410);
  });

  it('of another kind is refused', async () => {
    expect((await storage.as('write', 'GET /storage/caches/main/a.tgz')).status).toBe(403);
  });
});

describe('limits', () => {
  it('no file is larger than allowed, whether it says so or not, and nothing is left', async () => {
    const job = await storage.job();
    expect((await job.put('caches/main/cache-a.tgz', archive(601))).status).toBe(413);
    const chunks = new ReadableStream({
      start(controller) {
        controller.enqueue(archive(400));
        controller.enqueue(archive(400));
        controller.close();
      },
    });
    expect((await job.put('caches/main/cache-a.tgz', chunks)).status).toBe(413);
    expect((await job.get('caches/main/cache-a.tgz')).status).toBe(404);
    expect(await files()).toEqual([]);
  });

  it('an upload that breaks off leaves what was there', async () => {
    const body = archive();
    const job = await storage.job();
    await job.put('caches/main/cache-a.tgz', body);
    const { hostname, port } = new URL(storage.host.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `PUT /storage/caches/main/cache-a.tgz HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${job.token}\r\ncontent-length: 500\r\n\r\nhalf of it`,
    );
    await expect.poll(async () => (await files()).length).toBe(2);
    socket.destroy();
    await expect.poll(async () => (await files()).length).toBe(1);
    expect(await bytesOf(await job.get('caches/main/cache-a.tgz'))).toEqual(body);
  });

  it('above the quota those go that were not used for longest', async () => {
    const job = await storage.job();
    for (const name of ['a', 'b', 'c']) await job.put(`caches/main/${name}.tgz`, archive(300));
    await bytesOf(await job.get('caches/main/a.tgz'));
    await job.put('caches/main/d.tgz', archive(300));
    const left = await Promise.all(
      ['a', 'b', 'c', 'd'].map(async (name) => (await job.get(`caches/main/${name}.tgz`)).status),
    );
    expect(left).toEqual([200, 404, 200, 200]);
    expect(await files()).toHaveLength(3);
  });

  it("forks cannot push out the base's caches", async () => {
    const base = await storage.job();
    await base.put('caches/main/a.tgz', archive(600));
    const fork = await storage.job(ofFork(7));
    for (const name of ['x', 'y']) await fork.put(`caches/PR.7/${name}.tgz`, archive(200));
    expect((await fork.put('caches/PR.7/z.tgz', archive(301))).status).toBe(413);
    expect((await base.get('caches/main/a.tgz')).status).toBe(200);
    expect((await fork.get('caches/PR.7/x.tgz')).status).toBe(404);
    expect((await fork.get('caches/PR.7/y.tgz')).status).toBe(200);
  });

  it('names lead nowhere', async () => {
    const job = await storage.job();
    for (const name of ['%2e%2e%2fx', 'a%2f..%2f..%2fb', '%2fetc', 'a%00b', 'a%5cb', '', 'x%0a'])
      expect((await job.put(`caches/main/${name}`, archive())).status, name).toBe(400);
    expect(await files()).toEqual([]);
  });

  it('a job uploads only so many files at once', async () => {
    const job = await storage.job();
    const { hostname, port } = new URL(storage.host.url);
    const sockets = Array.from({ length: 10 }, (_, at) => {
      const socket = connect(Number(port), hostname);
      socket.write(
        `PUT /storage/caches/main/${at} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${job.token}\r\ncontent-length: 500\r\n\r\nhalf`,
      );
      return socket;
    });
    await expect.poll(async () => (await files()).length).toBe(10);
    expect((await job.put('caches/main/one-more', archive())).status).toBe(429);
    expect((await (await storage.job()).put('caches/main/other', archive())).status).toBe(201);
    for (const socket of sockets) socket.destroy();
    await expect.poll(async () => (await files()).length).toBe(1);
    expect((await job.put('caches/main/one-more', archive())).status).toBe(201);
  });

  it('many writers at once leave one file', async () => {
    const job = await storage.job();
    const bodies = Array.from({ length: 8 }, () => archive());
    const answers = await Promise.all(bodies.map((body) => job.put('caches/main/a.tgz', body)));
    expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 201));
    const got = await bytesOf(await job.get('caches/main/a.tgz'));
    expect(bodies.some((body) => body.equals(got))).toBe(true);
    expect(await files()).toHaveLength(1);
  });
});
