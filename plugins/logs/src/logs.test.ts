import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tokens, type ByteRange, type Events, type LineRange, type RunRef } from '@turnpike/sdk';
import { testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { claimQuery, seedBuild, seedRepository } from '../../../test/support/seed.js';
import { plugin as storeFs } from '../../store-fs/src/index.js';
import { plugin } from './plugin.js';
import { removeOldLogs } from './remove-old-logs.js';

const WAIT = { timeout: 60_000, interval: 10 };
const ROLE = 'a-secret-of-the-roles-1';
let host: TestHost;
let heard: Events['job:log'][];

type Values = Readonly<Record<string, unknown>>;
async function boot(config: Values = {}, core: Values = {}): Promise<void> {
  host = await testPlugin(plugin, {
    faults: 'kept',
    config,
    plugins: [storeFs],
    core: { tokens: { role: ROLE }, ...core },
  });
  heard = [];
  host.resolve(tokens.events).on('job:log', (event) => void heard.push(event.data));
}
beforeEach(() => boot());
afterEach(() => host.stop());

const bytes = (text: string): Uint8Array => Buffer.from(text);
/** A job that a worker has claimed, and its token. */
async function claimed(): Promise<{ run: RunRef; runToken: string; repositoryId: number }> {
  const store = host.resolve(tokens.store);
  const { jobs } = await seedBuild(store, await seedRepository(store));
  const job = jobs[0];
  if (!job) throw new Error('no job');
  await store.jobs.transition(job.id, { from: ['created'], to: 'queued', queue: 'builds.linux' });
  await store.runs.claim(claimQuery(`claim-of-${job.id}-xyz`));
  const run = { jobId: job.id, run: 1 };
  const runToken = await host.resolve(tokens.tokenIssuer).runToken(run);
  return { run, runToken, repositoryId: job.repositoryId };
}
async function readAll(run: RunRef, range: ByteRange | LineRange): Promise<string> {
  const blocks: Uint8Array[] = [];
  for await (const block of host.resolve(tokens.logReader).read(run, range)) blocks.push(block);
  return Buffer.concat(blocks).toString();
}
const row = (run: RunRef) => host.resolve(tokens.store).runs.get(run.jobId, run.run);

describe('the sink', () => {
  it('appends, seals, and writes sizes into the row of the run', async () => {
    const { run, runToken } = await claimed();
    const sink = host.resolve(tokens.logSink);
    expect(await sink.append({ run, runToken, offset: 0, bytes: bytes('one\ntwo') })).toEqual({
      end: 7,
      waitMs: 0,
    });
    const sha256 = createHash('sha256').update('one\ntwo').digest('hex');
    const seal = { bytes: 7, lines: 2, sha256 };
    expect(await sink.seal({ run, runToken, bytes: 7 })).toEqual(seal);
    expect(await sink.seal({ run, runToken, bytes: 7 })).toEqual(seal);
    await vi.waitFor(async () => {
      expect(await row(run)).toMatchObject({ logBytes: 7, logLines: 2, logSealed: true });
    }, WAIT);
  });

  it('writes the size of a running log within a second or so', async () => {
    const { run, runToken } = await claimed();
    const sink = host.resolve(tokens.logSink);
    await sink.append({ run, runToken, offset: 0, bytes: bytes('one\n') });
    await vi.waitFor(async () => {
      expect(await row(run)).toMatchObject({ logBytes: 4, logLines: 1, logSealed: false });
    }, WAIT);
  });

  it('keeps a log that is not as long as its worker says', async () => {
    const { run, runToken } = await claimed();
    const sink = host.resolve(tokens.logSink);
    await sink.append({ run, runToken, offset: 0, bytes: bytes('12345') });
    await expect(sink.seal({ run, runToken, bytes: 9 })).rejects.toMatchObject({
      code: 'TURNPIKE_LOG_GAP',
      details: { end: 5 },
    });
    await expect(sink.seal({ run, runToken, bytes: 3 })).rejects.toMatchObject({
      code: 'TURNPIKE_CONFLICT',
    });
    expect(await host.resolve(tokens.logReader).info(run)).toMatchObject({ sealed: false });
  });

  it('lets a run write its own log only', async () => {
    const mine = await claimed();
    const sink = host.resolve(tokens.logSink);
    const append = (runToken: string, run: RunRef): Promise<unknown> =>
      sink.append({ run, runToken, offset: 0, bytes: bytes('x') });
    const other = { jobId: mine.run.jobId + 1, run: 1 };
    await expect(append(mine.runToken, other)).rejects.toMatchObject({
      code: 'TURNPIKE_ACCESS_DENIED',
    });
    await expect(append(mine.runToken, { ...mine.run, run: 2 })).rejects.toMatchObject({
      code: 'TURNPIKE_ACCESS_DENIED',
    });
    await expect(append('rubbish', mine.run)).rejects.toMatchObject({
      code: 'TURNPIKE_AUTH_INVALID',
    });
    await append(mine.runToken, mine.run);
    await expect(append('', mine.run)).rejects.toMatchObject({ code: 'TURNPIKE_AUTH_INVALID' });
  });

  it('has a limit of its own', async () => {
    await host.stop();
    await boot({ maxBytes: 10 });
    const { run, runToken } = await claimed();
    const sink = host.resolve(tokens.logSink);
    await sink.append({ run, runToken, offset: 0, bytes: bytes('12345678') });
    await expect(
      sink.append({ run, runToken, offset: 8, bytes: bytes('901') }),
    ).rejects.toMatchObject({ code: 'TURNPIKE_INPUT_TOO_LARGE' });
  });
});

describe('a log whose time is over', () => {
  function remove(config: { readonly keepDays: number; readonly keepBytes: number }) {
    const [logs] = host.resolve(tokens.logStores);
    if (!logs) throw new Error('no log store');
    const store = host.resolve(tokens.store);
    const { signal } = new AbortController();
    return removeOldLogs({ store, logs, config, log: host.log, signal });
  }

  async function ended(text: string): Promise<RunRef> {
    const { run, runToken } = await claimed();
    const sink = host.resolve(tokens.logSink);
    await sink.append({ run, runToken, offset: 0, bytes: bytes(text) });
    await sink.seal({ run, runToken, bytes: text.length });
    await host.resolve(tokens.store).runs.report(run.jobId, 1, { seq: 1, state: 'passed' });
    await vi.waitFor(async () => expect(await row(run)).toMatchObject({ logSealed: true }), WAIT);
    return run;
  }

  it('goes, oldest first, where all together are larger than allowed; its row says why', async () => {
    const runs = [await ended('0123456789'), await ended('0123456789'), await ended('0123456789')];
    const running = await claimed();
    await host
      .resolve(tokens.logSink)
      .append({ ...running, offset: 0, bytes: bytes('x'.repeat(99)) });
    await remove({ keepBytes: 25, keepDays: 30 });
    const reader = host.resolve(tokens.logReader);
    expect(await reader.info(runs[0]!)).toBeUndefined();
    expect(await row(runs[0]!)).toMatchObject({
      logBytes: 0,
      logRemovedReason: expect.stringContaining('logs.keepBytes') as string,
    });
    for (const run of [runs[1]!, runs[2]!, running.run])
      expect(await reader.info(run)).toBeDefined();
  });

  it('goes by age; one that still runs stays', async () => {
    const run = await ended('one\n');
    const running = await claimed();
    await host.resolve(tokens.logSink).append({ ...running, offset: 0, bytes: bytes('two\n') });
    await new Promise((resolve) => setTimeout(resolve, 150));
    // A tenth of a second.
    await remove({ keepBytes: 0, keepDays: 0.1 / 86_400 });
    expect(await row(run)).toMatchObject({
      logRemovedReason: expect.stringMatching(/^The log was removed after .* days/) as string,
    });
    expect(await host.resolve(tokens.logReader).info(running.run)).toMatchObject({ end: 4 });
  });
});

describe('job:log', () => {
  it('comes at once, then at most every 20 ms, and says the last word', async () => {
    const { run, runToken, repositoryId } = await claimed();
    const sink = host.resolve(tokens.logSink);
    const began = performance.now();
    for (let at = 0; at < 400; at++) {
      await sink.append({ run, runToken, offset: at, bytes: bytes('.') });
    }
    await sink.seal({ run, runToken, bytes: 400 });
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ sealed: true }), WAIT);
    const most = (performance.now() - began) / 20 + 3;
    expect(heard.at(0)).toEqual({ ...run, repositoryId, end: expect.any(Number), sealed: false });
    expect(heard.at(0)?.end).toBeLessThan(50);
    expect(heard.at(-1)).toEqual({ ...run, repositoryId, end: 400, sealed: true });
    expect(heard.length).toBeLessThanOrEqual(most);
    const ends = heard.map(({ end }) => end);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
  });

  it('tells the end of a log that pauses', async () => {
    const { run, runToken } = await claimed();
    const sink = host.resolve(tokens.logSink);
    await sink.append({ run, runToken, offset: 0, bytes: bytes('a') });
    await sink.append({ run, runToken, offset: 1, bytes: bytes('b') });
    await vi.waitFor(() => expect(heard.at(-1)?.end).toBe(2), WAIT);
  });
});

describe('the reader', () => {
  const text = 'Start\nfirst ERROR here\nnothing\n\u001b[31mError: größe\u001b[0m\r\nlast error';

  async function stored(parts: readonly Uint8Array[]): Promise<RunRef> {
    const { run, runToken } = await claimed();
    let end = 0;
    for (const part of parts) {
      const answer = await host
        .resolve(tokens.logSink)
        .append({ run, runToken, offset: end, bytes: part });
      end = answer.end;
    }
    await host.resolve(tokens.logSink).seal({ run, runToken, bytes: end });
    return run;
  }

  it('reads by bytes and by lines', async () => {
    const run = await stored([bytes(text)]);
    expect(await readAll(run, { kind: 'bytes', from: 0 })).toBe(text);
    expect(await readAll(run, { kind: 'lines', from: 2, to: 3 })).toBe(
      'first ERROR here\nnothing\n',
    );
    expect(await host.resolve(tokens.logReader).info(run)).toMatchObject({
      lines: 5,
      sealed: true,
    });
  });

  it('numbers parts from 0, with whole characters, and marks the last', async () => {
    const all = Buffer.from('aü€😀z');
    const run = await stored([...all].map((byte) => Uint8Array.of(byte)));
    const reader = host.resolve(tokens.logReader);
    const parts = await reader.parts(run, -1, 100);
    expect(parts.map((part) => part.number)).toEqual([...all.keys()]);
    expect(parts.map((part) => part.content).join('')).toBe('aü€😀z');
    expect(parts.filter((part) => part.final).map((part) => part.number)).toEqual([all.length - 1]);
    const pages = [await reader.parts(run, -1, 4), await reader.parts(run, 3, 100)].flat();
    expect(pages).toEqual(parts);
    expect(await reader.parts(run, 99, 10)).toEqual([]);
  });

  it('finds lines, whatever the case', async () => {
    const run = await stored([bytes(text)]);
    const reader = host.resolve(tokens.logReader);
    expect(await reader.search(run, 'error', 10)).toEqual([
      { line: 2, text: 'first ERROR here' },
      { line: 4, text: 'Error: größe' },
      { line: 5, text: 'last error' },
    ]);
    expect(await reader.search(run, 'ERROR', 1)).toHaveLength(1);
    expect(await reader.search(run, 'größe', 10)).toMatchObject([{ line: 4 }]);
    expect(await reader.search(run, 'absent', 10)).toEqual([]);
  });

  it('finds what people see, whatever colours it has', async () => {
    const run = await stored([bytes('one\n\u001b[1mtwo \u001b[31mthr\u001b[0mee\u001b[K\r\nfour')]);
    const reader = host.resolve(tokens.logReader);
    expect(await reader.search(run, 'two three', 10)).toEqual([{ line: 2, text: 'two three' }]);
    expect(await reader.search(run, '[31m', 10)).toEqual([]);
  });

  it('finds lines across blocks, and in a line without end', async () => {
    const filler = Array.from({ length: 60_000 }, (_, i) => `line ${i} of many`).join('\n');
    const long = `${'x'.repeat(3_000_000)}needle${'y'.repeat(100)}`;
    const run = await stored([bytes(`${filler}\n`), bytes(long), bytes('\nneedle again\n')]);
    const reader = host.resolve(tokens.logReader);
    expect(await reader.search(run, 'line 59999 of', 9)).toEqual([
      { line: 60_000, text: 'line 59999 of many' },
    ]);
    expect((await reader.search(run, 'NEEDLE', 9)).map(({ line }) => line)).toEqual([
      60_001, 60_002,
    ]);
  });

  it('deletes', async () => {
    const run = await stored([bytes(text)]);
    const reader = host.resolve(tokens.logReader);
    await reader.remove(run);
    expect(await reader.info(run)).toBeUndefined();
    await expect(readAll(run, { kind: 'bytes', from: 0 })).rejects.toMatchObject({
      code: 'TURNPIKE_NOT_FOUND',
    });
  });
});

describe('over HTTP', () => {
  it('takes appends with the run token, and answers roles', async () => {
    const { run, runToken } = await claimed();
    const path = `/logs/${run.jobId}/${run.run}`;
    const as = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } });
    const put = await host.request(`${path}?offset=0`, {
      ...as(runToken),
      method: 'PUT',
      body: 'hi\n',
    });
    expect(await put.json()).toEqual({ end: 3, waitMs: 0 });
    const gap = await host.request(`${path}?offset=9`, {
      ...as(runToken),
      method: 'PUT',
      body: 'x',
    });
    expect(gap.status).toBe(409);
    expect((await host.request(path, as(runToken))).status).toBe(403);
    expect((await host.request(path)).status).toBe(401);
    expect(await (await host.request(path, as(ROLE))).text()).toBe('hi\n');
    const parts = await host.request(`${path}/parts`, as(ROLE));
    expect(await parts.json()).toMatchObject({ parts: [{ number: 0, content: 'hi\n' }] });
  });
});

describe('the role secret', () => {
  it('takes what comes with the role secret', async () => {
    const { run } = await claimed();
    const put = (authorization: string) =>
      host.request(`/logs/${run.jobId}/${run.run}?offset=0`, {
        method: 'PUT',
        headers: { authorization },
        body: 'one\n',
      });
    expect((await put(`Bearer ${ROLE}`)).status).toBe(200);
    expect((await put('Bearer another-secret-of-nobody')).status).toBe(401);
    const sealed = await host.request(`/logs/${run.jobId}/${run.run}/seal`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ROLE}`, 'content-type': 'application/json' },
      body: '{"bytes":4}',
    });
    expect([sealed.status, await sealed.json()]).toMatchObject([200, { bytes: 4, lines: 1 }]);
  });
});

describe('runs that died', () => {
  it('get their logs sealed by the sweep', async () => {
    await host.stop();
    const dataDir = await mkdtemp(join(tmpdir(), 'logs-'));
    const core = { dataDir, database: { url: `sqlite:${join(dataDir, 'db')}` } };
    await boot({}, core);
    const [dead, mute] = [await claimed(), await claimed()];
    await host.resolve(tokens.logSink).append({ ...dead, offset: 0, bytes: bytes('half a li') });
    const { runs } = host.resolve(tokens.store);
    for (const { run } of [dead, mute]) {
      await runs.report(run.jobId, run.run, { seq: 9, state: 'lost', reason: 'gone' });
    }
    await host.stop();
    await boot({ sealAfterSeconds: 0 }, core);
    await vi.waitFor(async () => {
      expect(await row(dead.run)).toMatchObject({ logSealed: true, logBytes: 9, logLines: 1 });
      expect(await row(mute.run)).toMatchObject({ logSealed: true, logBytes: 0 });
    }, WAIT);
    await expect(
      host.resolve(tokens.logSink).append({ ...dead, offset: 9, bytes: bytes('ne') }),
    ).rejects.toMatchObject({ code: 'TURNPIKE_LOG_SEALED' });
    await rm(dataDir, { recursive: true });
  });
});

describe('a second logs process', () => {
  it('refuses to start on the same files', async () => {
    const core = { dataDir: host.dataDir };
    await expect(testPlugin(plugin, { plugins: [storeFs], core })).rejects.toThrow(
      'Another process keeps logs in this folder',
    );
  });
});
