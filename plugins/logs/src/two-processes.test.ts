/** Two logs processes over one database and one bucket, as a cluster has them: a worker's parts come to either. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tokens, type RunRef } from '@turnpike/sdk';
import { testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { dropPostgres, freshPostgres, hasPostgres } from '../../../test/support/postgres.js';
import { startS3 } from '../../../test/support/s3-server.js';
import { claimQuery, seedBuild, seedRepository } from '../../../test/support/seed.js';
import { plugin as storeS3 } from '../../store-s3/src/index.js';
import { plugin } from './plugin.js';

const WAIT = { timeout: 60_000, interval: 20 };
const server = hasPostgres() ? await startS3() : undefined;
afterAll(() => server?.remove());

describe.skipIf(!server)('two logs processes on S3', () => {
  let folder = '';
  let database = '';
  const hosts: TestHost[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'two-logs-'));
    database = await freshPostgres();
    const bucket = await server!.bucket();
    hosts.push(await boot('one', bucket), await boot('two', bucket));
  });
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.stop();
    await dropPostgres(database);
    await rm(folder, { recursive: true, force: true });
  });

  function boot(name: string, bucket: string): Promise<TestHost> {
    const { endpoint, root } = server!;
    return testPlugin(plugin, {
      faults: 'kept',
      config: { store: 's3' },
      plugins: [storeS3],
      core: {
        dataDir: join(folder, name),
        keyFile: join(folder, 'key'),
        database: { url: database },
        'store-s3': { bucket, endpoint, ...root },
      },
    });
  }
  async function claimed(): Promise<{ run: RunRef; runToken: string }> {
    const [one] = hosts as [TestHost];
    const store = one.resolve(tokens.store);
    const { jobs } = await seedBuild(store, await seedRepository(store));
    const { id } = jobs[0]!;
    await store.jobs.transition(id, { from: ['created'], to: 'queued', queue: 'builds.linux' });
    await store.runs.claim(claimQuery(`claim-of-${id}-xyz`));
    const run = { jobId: id, run: 1 };
    return { run, runToken: await one.resolve(tokens.tokenIssuer).runToken(run) };
  }
  async function textAt(host: TestHost, run: RunRef): Promise<string> {
    const blocks: Uint8Array[] = [];
    const all = { kind: 'bytes', from: 0 } as const;
    for await (const block of host.resolve(tokens.logReader).read(run, all)) blocks.push(block);
    return Buffer.concat(blocks).toString();
  }

  it('take a log in turn, show it both, and seal it at either', async () => {
    const { run, runToken } = await claimed();
    const [one, two] = hosts as [TestHost, TestHost];
    const lines = Array.from({ length: 90 }, (_, line) => `line ${line} of the log\n`);
    let offset = 0;
    for (const [at, line] of lines.entries()) {
      const host = at < 40 || at % 3 === 0 ? one : two;
      const bytes = Buffer.from(line);
      const { end } = await host.resolve(tokens.logSink).append({ run, runToken, offset, bytes });
      expect(end).toBe(offset + bytes.byteLength);
      offset = end;
    }
    const text = lines.join('');
    for (const host of [one, two])
      await vi.waitFor(async () => expect(await textAt(host, run)).toBe(text), WAIT);
    const seal = await two.resolve(tokens.logSink).seal({ run, runToken, bytes: offset });
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect(seal).toEqual({ bytes: offset, lines: 90, sha256 });
    await vi.waitFor(async () => {
      expect(await one.resolve(tokens.logReader).info(run)).toMatchObject({ sealed: true });
      const row = await one.resolve(tokens.store).runs.get(run.jobId, run.run);
      expect(row).toMatchObject({ logBytes: offset, logLines: 90, logSealed: true });
    }, WAIT);
    expect(await textAt(one, run)).toBe(text);
  });

  it('seal at one what the other has just taken, and lose nothing', async () => {
    const { run, runToken } = await claimed();
    const [one, two] = hosts as [TestHost, TestHost];
    const bytes = Buffer.from('taken by one\n');
    const { end } = await one.resolve(tokens.logSink).append({ run, runToken, offset: 0, bytes });
    const more = Buffer.from('and at once sealed by two\n');
    const last = await one
      .resolve(tokens.logSink)
      .append({ run, runToken, offset: end, bytes: more });
    const seal = await two.resolve(tokens.logSink).seal({ run, runToken, bytes: last.end });
    expect(seal).toMatchObject({ bytes: last.end, lines: 2 });
  });
});
