/** Plugins that harm their process, in a server as operators start it: the others go on, and each has its name. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WireSystem } from '@turnpike/core/contracts/wire';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiClient } from '../../support/api-client.js';
import { cliAccess, startProcess, type PlatformProcess } from '../../support/process.js';

const plugins = fileURLToPath(new URL('./plugins.mjs', import.meta.url));
let folder = '';
let server: PlatformProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnpike-hostile-'));
  server = await startProcess({
    name: 'hostile',
    folder,
    config: {
      http: { port: 0 },
      plugins: ['...', plugins],
      worker: { executor: 'dummy' },
      host: { stopSeconds: 5, blockedSeconds: 1 },
    },
  });
}, 300_000);
afterAll(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

const harm = (id: string) => fetch(`${server.url}/hostile/${id}`, { method: 'POST' });
async function stateOf(id: string) {
  const { token } = await cliAccess(server.dataDir);
  const system = (await apiClient(server.url, token).get('/v3/system')) as WireSystem;
  return system.plugins.find((plugin) => plugin.id === id)?.scope;
}
const told = (id: string) =>
  server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{') && line.includes(`"plugin":"${id}"`));

describe('a plugin from elsewhere', () => {
  it.each([
    ['timer', 'boom in a timer'],
    ['late-timer', 'boom in a timer of its start'],
    ['interval', 'boom in an interval'],
    ['tick', 'boom in the next tick'],
    ['emitter', 'boom in a stream'],
    ['late-exit', 'process.exit'],
  ])('is stopped alone for what nobody catches: %s', async (id, words) => {
    await harm(id).catch(() => undefined);
    await expect.poll(async () => (await stateOf(`hostile-${id}`))?.state).toBe('failed');
    expect((await stateOf(`hostile-${id}`))?.failure).toContain(words);
    // The log comes by a pipe of its own.
    await expect.poll(() => told(`hostile-${id}`).join('\n')).toContain(words);
    expect((await harm(id)).status).toBe(404);
  });

  it.each([
    ['rejection', 'boom in a promise'],
    ['exit', 'process.exit'],
    ['handler', 'boom in a handler'],
  ])('is named for what harms nobody else, and goes on: %s', async (id, words) => {
    await harm(id);
    await expect.poll(() => told(`hostile-${id}`).join('\n')).toContain(words);
    expect((await stateOf(`hostile-${id}`))?.state).toBe('running');
  });

  it('is told with its place while it keeps all others waiting', async () => {
    const answer = harm('block').catch(() => undefined);
    await expect.poll(() => server.output()).toContain('code of plugin hostile-block keeps');
    await answer;
    await expect.poll(() => told('hostile-block')).not.toEqual([]);
    const line = JSON.parse(told('hostile-block')[0]!) as { ms: number; stack: string[] };
    expect(line.ms).toBeGreaterThan(1_000);
    expect(line.stack[0]).toMatch(/^keepsAllOthersWaiting .*plugins\.mjs:\d+$/);
  });

  it('does not fill the log with a sweep that fails each time', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const lines = told('hostile-sweep').map((line) => JSON.parse(line) as { failures?: number });
    expect(lines[0]).toMatchObject({ sweep: 'main', failures: 1 });
    expect(lines.length).toBeLessThan(20);
    expect(lines.at(-1)?.failures).toBeGreaterThan(1);
  });

  it('does not start with taps that it does not declare, and the rest does', async () => {
    const { state, failure } = (await stateOf('hostile-taps'))!;
    expect([state, failure]).toEqual(['failed', expect.stringContaining('the hook job.payload')]);
    expect(told('hostile-taps').join('\n')).toContain("hooks: ['instance.started', 'job.payload']");
    expect((await harm('taps')).status).toBe(404);
  });

  it('reaches no host that it does not declare', async () => {
    expect((await harm('asks')).status).toBe(500);
    await expect
      .poll(() => told('hostile-asks').join('\n'))
      .toContain('hostile-asks asks the host evil.example.org, which it does not declare');
  });

  it('shows administrators what it asks for', async () => {
    const { token } = await cliAccess(server.dataDir);
    const system = (await apiClient(server.url, token).get('/v3/system')) as WireSystem;
    const asks = system.plugins.find(({ id }) => id === 'hostile-asks')?.asks;
    expect(asks?.map(({ title }) => title)).toEqual(['Uses', 'Talks to', 'Answers']);
    const hub = system.plugins.find(({ id }) => id === 'hub')?.asks;
    expect(hub?.[0]).toMatchObject({ id: 'secrets', items: [{ name: 'env' }, {}, {}, {}, {}] });
  });

  it('leaves the server as it was', async () => {
    expect(server.child.exitCode).toBeNull();
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    const { token } = await cliAccess(server.dataDir);
    const system = (await apiClient(server.url, token).get('/v3/system')) as WireSystem;
    const failed = system.plugins.filter(({ scope }) => scope?.state === 'failed');
    expect(failed.every(({ id }) => id.startsWith('hostile-'))).toBe(true);
    expect(system.plugins.filter(({ running }) => running).length).toBeGreaterThan(30);
  });
});
