import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { signBody, type RawDelivery } from '@turnpike/sdk';
import { createTestRepository, repositoryRecord, type TestRepository } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { identifyDelivery, parseDelivery, verifyDelivery } from './delivery.js';
import { installPostReceive, removePostReceive } from './post-receive.js';

const run = promisify(execFile);
const SECRET = "it's a secret";
let work: TestRepository;
let bare: string;
let received: RawDelivery[];
let answerAfterMs: number;
let server: ReturnType<typeof createServer>;

beforeEach(async () => {
  received = [];
  answerAfterMs = 0;
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = request.headers as Record<string, string>;
      received.push({ headers, body: Buffer.concat(chunks), hint: request.url ?? null });
      setTimeout(() => response.writeHead(202).end(), answerAfterMs).unref();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  work = await createTestRepository();
  bare = await mkdtemp(join(tmpdir(), 'turnpike-bare-'));
  await run('git', ['init', '--bare', '--quiet', '--initial-branch=main', bare]);
  await work.git('remote', 'add', 'origin', bare);
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await work.remove();
  await rm(bare, { recursive: true, force: true });
});

const hookUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks/git/7`;
const install = (url = hookUrl()) =>
  installPostReceive(
    { repository: repositoryRecord({ cloneUrl: bare }), credential: null },
    { url, secret: SECRET },
  );
const deliveries = (count: number) =>
  vi.waitFor(() => expect(received).toHaveLength(count), { timeout: 60_000, interval: 20 });

describe('installPostReceive', () => {
  it('sends each pushed ref, signed, with tags as the commits they lead to', async () => {
    await install();
    const sha = await work.commit('one', { a: '1' });
    await work.git('tag', '-a', 'v1', '-m', 'v1');
    await work.git('push', '--quiet', 'origin', 'main', 'v1');
    await deliveries(2);
    for (const delivery of received) {
      expect(identifyDelivery(delivery)).toMatchObject({ event: 'push' });
      expect(verifyDelivery(delivery, ['other', SECRET])).toBe(undefined);
      expect(delivery.hint).toBe('/hooks/git/7');
    }
    expect(received.map(parseDelivery)).toMatchObject([
      { kind: 'push', ref: 'refs/heads/main', sha, beforeSha: null },
      { kind: 'push', ref: 'refs/tags/v1', tag: 'v1', sha },
    ]);
    await work.git('push', '--quiet', 'origin', ':v1');
    await deliveries(3);
    expect(parseDelivery(received[2] as RawDelivery)).toMatchObject({
      kind: 'tag_deleted',
      name: 'v1',
    });
  });

  it('neither delays nor fails a push', async () => {
    answerAfterMs = 60_000;
    await install();
    await work.commit('one', { a: '1' });
    const started = Date.now();
    await work.git('push', '--quiet', 'origin', 'main');
    // The hook itself gives up after 10 s.
    expect(Date.now() - started).toBeLessThan(9_000);
    await install('http://127.0.0.1:1/gone');
    await work.commit('two', { a: '2' });
    await expect(work.git('push', '--quiet', 'origin', 'main')).resolves.toBe('');
  });

  it('keeps a hook that was there, and can be installed again', async () => {
    const proof = join(bare, 'proof');
    await writeFile(join(bare, 'hooks', 'post-receive'), `#!/bin/sh\ncat >> ${proof}\n`);
    await chmod(join(bare, 'hooks', 'post-receive'), 0o755);
    await install();
    await install();
    await work.commit('one', { a: '1' });
    await work.git('push', '--quiet', 'origin', 'main');
    await deliveries(1);
    const { stdout } = await run('cat', [proof]);
    expect(stdout).toMatch(/refs\/heads\/main/);
  });

  it('keeps the secret from other users of the machine', async () => {
    await install();
    const { mode } = await stat(join(bare, 'hooks', 'turnpike', 'target.json'));
    expect(mode & 0o077).toBe(0);
  });

  it('tells what to do where the repository is elsewhere', async () => {
    const r = { repository: repositoryRecord({ cloneUrl: 'https://example.com/a.git' }) };
    await expect(
      installPostReceive(
        { ...r, credential: null },
        { url: 'https://ci/hooks/git/7', secret: 's' },
      ),
    ).rejects.toMatchObject({ details: { wayOut: expect.stringContaining('/hooks/git/7') } });
  });
});

describe('deliveries', () => {
  const delivery = (body: string, event = 'push', secret = SECRET): RawDelivery => ({
    headers: {
      'x-turnpike-git-event': event,
      'x-turnpike-delivery': 'g',
      'x-turnpike-signature-256': signBody(body, secret),
    },
    body: Buffer.from(body),
    hint: '7',
  });
  const sha = 'a'.repeat(40);

  it('refuses an altered body, a wrong secret and a missing signature', () => {
    const good = delivery('{}');
    expect(verifyDelivery(good, [SECRET])).toBe(undefined);
    expect(verifyDelivery({ ...good, body: Buffer.from('{ }') }, [SECRET])).toBeDefined();
    expect(verifyDelivery(good, ['x'])).toMatchObject({ rule: 'signature' });
    expect(verifyDelivery(good, [])).toBeDefined();
    expect(verifyDelivery({ ...good, headers: {} }, [SECRET])).toBeDefined();
  });

  it.each([
    'no json',
    '{}',
    '[]',
    JSON.stringify({ ref: 'refs/heads/x', before: sha, after: '--upload-pack=x' }),
    JSON.stringify({ ref: '-x', before: sha, after: sha }),
    JSON.stringify({ ref: 'refs/heads/a..b', before: sha, after: sha }),
  ])('finds %s malformed', (body) => {
    expect(() => parseDelivery(delivery(body))).toThrow(
      expect.objectContaining({ code: 'TURNPIKE_DELIVERY_MALFORMED' }) as Error,
    );
  });

  it('knows pings, ignores other refs, refuses other events', () => {
    expect(parseDelivery(delivery('', 'ping'))).toMatchObject({ kind: 'ignored' });
    const notes = JSON.stringify({ ref: 'refs/notes/x', before: sha, after: sha });
    expect(parseDelivery(delivery(notes))).toMatchObject({ kind: 'ignored' });
    expect(() => parseDelivery(delivery('{}', 'dance'))).toThrow(
      expect.objectContaining({ code: 'TURNPIKE_DELIVERY_EVENT' }) as Error,
    );
  });
});

describe('a hook that cannot be written', () => {
  const install = () =>
    installPostReceive(
      { repository: repositoryRecord({ cloneUrl: bare }), credential: null },
      { url: 'http://127.0.0.1/hooks/git/1', secret: SECRET },
    );

  it('is refused with the reason, and what was there stays as it was', async () => {
    const file = join(bare, 'hooks', 'post-receive');
    await rm(join(bare, 'hooks'), { recursive: true });
    await writeFile(join(bare, 'hooks'), 'no folder');
    await expect(install()).rejects.toMatchObject({ code: 'TURNPIKE_INPUT_REFUSED' });
    await rm(join(bare, 'hooks'));
    await mkdir(join(bare, 'hooks'));
    await writeFile(file, 'of somebody else', { mode: 0o755 });
    await writeFile(join(bare, 'hooks', 'turnpike'), 'no folder');
    await expect(install()).rejects.toMatchObject({
      message: expect.stringMatching(/cannot be written: E[A-Z]+/) as string,
    });
    expect(await readFile(file, 'utf8')).toBe('of somebody else');
  });
});

describe('removePostReceive', () => {
  const remove = (url = hookUrl()) =>
    removePostReceive({ repository: repositoryRecord({ cloneUrl: bare }), credential: null }, url);
  const hook = () => readFile(join(bare, 'hooks', 'post-receive'), 'utf8').catch(() => undefined);

  it('takes away what was installed for the address: pushes are told no more', async () => {
    await install();
    expect(await remove('https://other.example/hooks/git/7')).toBeUndefined();
    expect(await remove()).toContain(hookUrl());
    expect(await hook()).toBeUndefined();
    await expect(stat(join(bare, 'hooks', 'turnpike'))).rejects.toThrow();
    expect(await remove()).toBeUndefined();
    await work.commit('one', { a: '1' });
    await work.git('push', '--quiet', 'origin', 'main');
    expect(received).toEqual([]);
  });

  it('puts back the hook that was there before', async () => {
    await mkdir(join(bare, 'hooks'), { recursive: true });
    await writeFile(join(bare, 'hooks', 'post-receive'), '#!/bin/sh\necho mine\n', { mode: 0o755 });
    await install();
    await remove();
    expect(await hook()).toBe('#!/bin/sh\necho mine\n');
  });

  it('leaves a hook alone that somebody wrote over ours, and what ours kept', async () => {
    await mkdir(join(bare, 'hooks'), { recursive: true });
    await writeFile(join(bare, 'hooks', 'post-receive'), 'first', { mode: 0o755 });
    await install();
    await writeFile(join(bare, 'hooks', 'post-receive'), 'theirs', { mode: 0o755 });
    await remove();
    expect(await hook()).toBe('theirs');
    const kept = join(bare, 'hooks', 'turnpike', 'post-receive.before');
    expect(await readFile(kept, 'utf8')).toBe('first');
    expect(await remove()).toBeUndefined();
  });

  it('finds none where the repository is gone, and says what to do where it is elsewhere', async () => {
    const at = (cloneUrl: string) =>
      removePostReceive(
        { repository: repositoryRecord({ cloneUrl }), credential: null },
        hookUrl(),
      );
    expect(await at(join(bare, 'never'))).toBeUndefined();
    await expect(at('https://host.example/a/b.git')).rejects.toMatchObject({
      code: 'TURNPIKE_INPUT_INVALID',
      details: { wayOut: expect.stringContaining(hookUrl()) as string },
    });
  });
});
