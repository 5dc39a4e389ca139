import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { tokens } from '../contracts/tokens.js';
import { silentLogger } from '../log/silent-logger.js';
import { bootHost } from './boot.js';
import type { Host } from './host.js';
import { dataDir } from '../../../test/support/data-dir.js';

const folder = mkdtempSync(join(tmpdir(), 'turnpike-work-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const hosts: Host[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop({ force: true });
});
const BUSY = `
const spin = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };
const kept = [];
const definition = {
  id: 'busy', summary: 'Does much.',
  permissions: { hooks: ['request.accept'], routes: ['/busy'] },
  taps: ({ hooks }) => hooks.request.accept.tap('busy', () => { spin(15); }),
  on: { 'repository:changed': () => { spin(10); throw new Error('no'); } },
  sweep: { everySeconds: 600, run: async () => spin(12) },
  routes: () => [{ method: 'GET', path: '/busy', allow: ['anonymous'], handle: async () => {
    spin(20);
    for (let i = 0; i < 40000; i += 1) kept.push(new Array(64).fill(i));
    return { body: {} };
  } }],
};
export const plugin = { kind: 'turnpike-plugin', definition };
`;

async function boot(more: object = {}): Promise<Host> {
  const file = join(folder, 'busy.mjs');
  writeFileSync(file, BUSY);
  const values = { dataDir, bus: { url: 'memory' }, database: { url: 'none' }, http: { port: 0 } };
  const host = await bootHost({
    dir: null,
    values,
    log: silentLogger,
    plugins: [file],
    allTaps: true,
    ...more,
  });
  hosts.push(host);
  return host;
}

it('tells what each kind of work took, in the metrics too', async () => {
  const host = await boot({ watchesHeap: true });
  expect((await fetch(`${host.url}/busy`)).status).toBe(200);
  await host.hooks.request.accept.promise({} as never);
  const bus = host.resolve(tokens.events) as unknown as {
    publish(...one: unknown[]): Promise<void>;
  };
  await bus.publish('repository:changed', { repositoryId: 7 });
  // The first sweep comes in its own time.
  await expect.poll(() => host.installed.work()[0]?.sweeps.calls).toBe(1);
  const [work] = host.installed.work();
  expect(work).toMatchObject({
    plugin: 'busy',
    taps: { calls: 1, failures: 0 },
    handlers: { calls: 1, failures: 1 },
    sweeps: { calls: 1, failures: 0 },
    routes: { calls: 1, failures: 0 },
  });
  expect(work?.taps.busyMs).toBeGreaterThanOrEqual(15);
  expect(work?.routes.busyMs).toBeGreaterThanOrEqual(20);
  expect(work?.routes.totalMs).toBeGreaterThanOrEqual(work!.routes.busyMs);
  // 40,000 lists of 64 words: some 21 MB.
  expect(work?.heapBytes).toBeGreaterThan(12e6);
  expect(work?.heapBytes).toBeLessThan(60e6);
  const metrics = await (await fetch(`${host.url}/metrics`)).text();
  expect(metrics).toContain('turnpike_plugin_calls_total{plugin="busy",kind="routes"} 1');
  expect(metrics).toContain('turnpike_plugin_failures_total{plugin="busy",kind="handlers"} 1');
  const [, taps] = /busy_seconds_total\{plugin="busy",kind="taps"\} (\S+)/.exec(metrics) ?? [];
  expect(Number(taps)).toBeGreaterThanOrEqual(0.015);
  expect(metrics).toMatch(/turnpike_plugin_heap_bytes\{plugin="busy"\} [1-9]\d{7}/);
  expect(metrics).toContain('turnpike_plugin_failed{plugin="busy"} 0');
});

it('says nothing of memory that nobody watched', async () => {
  const host = await boot();
  expect(host.installed.work()[0]?.heapBytes).toBeNull();
});
