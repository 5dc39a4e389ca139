/** The same plugins, and worse ones, in processes of their own: nothing of the server suffers. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WireSystem } from '@turnpike/core/contracts/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from '../../support/api-client.js';
import { cliAccess, startProcess, type PlatformProcess } from '../../support/process.js';

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
let folder = '';
let server: PlatformProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnpike-apart-'));
  server = await startProcess({
    name: 'apart',
    folder,
    config: {
      http: { port: 0 },
      plugins: ['...', file('./plugins.mjs'), file('./worse.mjs')],
      isolation: 'process',
      worker: { executor: 'dummy' },
      host: { stopSeconds: 5, hookSeconds: 3, pluginMemoryBytes: 134_217_728 },
    },
  });
}, 300_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const harm = (id: string, body: object = {}) =>
  fetch(`${server.url}/hostile/${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
async function system(): Promise<WireSystem> {
  const { token } = await cliAccess(server.dataDir);
  return (await apiClient(server.url, token).get('/v3/system')) as WireSystem;
}
const apartOf = async (id: string) =>
  (await system()).plugins.find((plugin) => plugin.id === `hostile-${id}`)?.scope?.apart;
const told = (id: string) =>
  server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes(`"plugin":"hostile-${id}"`))
    .join('\n');

/** How long the server kept others waiting at most while something went on. */
async function slowest(work: Promise<unknown>): Promise<number> {
  let most = 0;
  let isOver = false;
  const over = work.catch(() => undefined).finally(() => (isOver = true));
  while (!isOver) {
    const since = performance.now();
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    most = Math.max(most, performance.now() - since);
  }
  await over;
  return most;
}
/** Above what a machine takes that does other things; far below what is done to the server. */
const PATIENCE_MS = 5_000;

describe('a plugin in a process of its own', () => {
  it.each([
    ['timer', 'boom in a timer'],
    ['late-timer', 'boom in a timer of its start'],
    ['interval', 'boom in an interval'],
    ['tick', 'boom in the next tick'],
    ['rejection', 'boom in a promise'],
    ['emitter', 'boom in a stream'],
    ['exit', 'ended with code 0'],
    ['late-exit', 'ended with code 3'],
  ])('is started again after what nobody catches: %s', async (id, words) => {
    await harm(id).catch(() => undefined);
    await expect
      .poll(() => apartOf(id), { timeout: 60_000 })
      .toMatchObject({ state: 'running', restarts: 1, last_end: expect.stringContaining(words) });
    await expect.poll(() => told(id)).toContain(words);
  });

  it.each([
    ['blocks', 'did not answer in time'],
    ['for-ever', 'did not answer in time'],
    ['leaks', 'memory'],
    ['leaks-bytes', 'memory'],
    ['shouts', 'bytes at once'],
  ])(
    'keeps nobody waiting and is started again: %s',
    async (id, words) => {
      const harmed = harm(id);
      expect(await slowest(harmed)).toBeLessThan(PATIENCE_MS);
      expect((await harmed).status).toBe(500);
      await expect
        .poll(() => apartOf(id), { timeout: 60_000 })
        .toMatchObject({ state: 'running', last_end: expect.stringContaining(words) });
    },
    180_000,
  );

  it('starts no program', async () => {
    expect(await (await harm('forks')).json()).toEqual({ did: 'refused: ERR_ACCESS_DENIED' });
  });

  it('reads neither the key, nor the configuration, nor what the server was started with', async () => {
    const paths = ['data/key', 'turnpike.yml'].map((name) => join(folder, name));
    for (const path of [...paths, `/proc/${server.child.pid}/environ`, '/etc/passwd']) {
      expect(await (await harm('reads', { path })).json()).toEqual({
        did: 'refused: ERR_ACCESS_DENIED',
      });
    }
    expect(await readFile(paths[1]!, 'utf8')).toContain('isolation');
  });

  it('opens no connection', async () => {
    const port = Number(new URL(server.url).port);
    const { did } = (await (await harm('connects', { port })).json()) as { did: string };
    expect(did).toContain('not allowed');
  });

  it('sends no signal', async () => {
    const { did } = (await (await harm('signals', { pid: server.child.pid })).json()) as {
      did: string;
    };
    expect(did).toContain('not allowed');
  });

  it.each(['prints', 'logs'])('does not fill the log: %s', async (id) => {
    expect(await slowest(harm(id))).toBeLessThan(PATIENCE_MS);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await harm('handler');
    expect(told(id).split('\n').length).toBeLessThan(1_500);
  });

  it('does not start with taps that it does not declare', async () => {
    const { scope } = (await system()).plugins.find(({ id }) => id === 'hostile-taps')!;
    expect(scope).toMatchObject({ state: 'failed' });
    expect(scope?.failure).toContain('the hook job.payload');
  });

  it('reaches no host that it does not declare', async () => {
    expect((await harm('asks')).status).toBe(500);
    await expect.poll(() => told('asks')).toContain('asks the host evil.example.org');
  });

  it('is given up where it ends again and again, and that is said', async () => {
    await expect
      .poll(async () => (await system()).plugins.find(({ id }) => id === 'hostile-ends')?.scope, {
        timeout: 60_000,
      })
      .toMatchObject({ state: 'failed', apart: { state: 'given-up' } });
    expect(told('ends')).toContain('given up');
    expect((await harm('ends')).status).toBe(404);
  }, 180_000);

  it('leaves the server as it was', async () => {
    expect(server.child.exitCode).toBeNull();
    const { plugins } = await system();
    const failed = plugins.filter(({ scope }) => scope?.state === 'failed');
    expect(failed.map(({ id }) => id).toSorted()).toEqual(['hostile-ends', 'hostile-taps']);
    expect(plugins.filter(({ running }) => running).length).toBeGreaterThan(30);
  });

  it('ends with the server, whatever it does just then', async () => {
    const told = (await system()).plugins.flatMap(({ scope }) => scope?.apart?.pid ?? []);
    const pids = told.flatMap((pid) => [pid, ...begunBy(pid)]);
    expect(pids.length).toBeGreaterThan(10);
    void harm('for-ever').catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await server.kill();
    await expect.poll(() => pids.filter(isThere), { timeout: 60_000 }).toEqual([]);
  });
});

/** Walls are processes of their own around that of the plugin. */
function begunBy(pid: number): readonly number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number);
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
