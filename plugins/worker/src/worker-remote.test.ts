import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tokens, type LogReader, type RunRef } from '@turnpike/sdk';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { plugin as local } from '../../executor-local/src/index.js';
import { plugin as logs } from '../../logs/src/index.js';
import { plugin as storeFs } from '../../store-fs/src/index.js';
import { plugin } from './plugin.js';
import { createFakeHub, plainCompiler, type FakeHub } from './testing/fake-hub.js';

const WAIT = { timeout: 60_000, interval: 20 };
let dataDir = '';
let logsHost: TestHost | undefined;
let workerHost: TestHost | undefined;
let hub: FakeHub;

/** The logs role in a host of its own, with a port and files that outlive it. */
async function bootLogs(port = 0): Promise<TestHost> {
  logsHost = await testPlugin(logs, {
    faults: 'kept',
    plugins: [storeFs],
    core: { dataDir, http: { port } },
  });
  return logsHost;
}
/** A worker that knows logs by its URL only. */
async function bootWorker(logsUrl: string): Promise<void> {
  const issuer = logsHost?.resolve(tokens.tokenIssuer);
  const leases = {
    ...hub.leases,
    async claim(query: Parameters<typeof hub.leases.claim>[0]) {
      const claim = await hub.leases.claim(query);
      return claim && issuer ? { ...claim, runToken: await issuer.runToken(claim) } : claim;
    },
  };
  workerHost = await testPlugin(plugin, {
    faults: 'kept',
    config: { slots: 1, drainSeconds: 0 },
    deps: [fake(tokens.leases, leases), fake(tokens.scriptCompiler, plainCompiler)],
    plugins: [local],
    core: {
      remotes: { logSink: { url: logsUrl } },
      tokens: { worker: 'a-token-of-the-workers' },
    },
  });
}
async function textOf(reader: LogReader, run: RunRef): Promise<string> {
  const blocks: Uint8Array[] = [];
  for await (const block of reader.read(run, { kind: 'bytes', from: 0 })) blocks.push(block);
  return Buffer.concat(blocks).toString().replaceAll('\r\n', '\n');
}
const reader = (): LogReader => {
  if (!logsHost) throw new Error('logs is away');
  return logsHost.resolve(tokens.logReader);
};

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'remote-'));
  hub = createFakeHub();
});
afterEach(async () => {
  await workerHost?.stop();
  await logsHost?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe('a worker whose logs role is another process', () => {
  it('delivers over HTTP with its run token, through a restart of that process', async () => {
    const { url } = await bootLogs();
    const port = Number(new URL(url).port);
    const jobId = hub.queue('echo first; read -t 0.5 x; seq 1 50000; read -t 0.5 x; echo last');
    const run = { jobId, run: 1 };
    await bootWorker(url);
    await vi.waitFor(async () => expect((await reader().info(run))?.end).toBeGreaterThan(0), WAIT);
    await logsHost?.stop();
    logsHost = undefined;
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(hub.final(jobId)).toBeUndefined();
    await bootLogs(port);
    await vi.waitFor(() => expect(hub.final(jobId)?.state).toBe('passed'), WAIT);
    const numbers = Array.from({ length: 50_000 }, (_, i) => i + 1).join('\n');
    expect(await textOf(reader(), run)).toBe(`first\n${numbers}\nlast\n`);
    expect(await reader().info(run)).toMatchObject({ sealed: true, lines: 50_002 });
  });
});
