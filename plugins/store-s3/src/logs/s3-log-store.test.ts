import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ByteRange, LineRange, LogStore } from '@turnpike/sdk';
import { startS3 } from '../../../../test/support/s3-server.js';
import { startTearingProxy, type TearingProxy } from '../../../../test/support/tearing-proxy.js';
import { endOldUploads } from '../sweep.js';
import { testBucket, type TestBucket } from '../testing/test-bucket.js';
import { PART_BYTES } from '../wire/upload.js';

const LOG = { jobId: 1_042, run: 2 };
const all: ByteRange = { kind: 'bytes', from: 0 };
const bytes = (text: string): Uint8Array => Buffer.from(text);
const sha256 = (text: Uint8Array): string => createHash('sha256').update(text).digest('hex');
async function read(store: LogStore, range: ByteRange | LineRange = all): Promise<string> {
  const blocks: Uint8Array[] = [];
  for await (const block of store.read(LOG, range)) blocks.push(block);
  return Buffer.concat(blocks).toString('latin1');
}
async function fill(store: LogStore, text: Uint8Array, size: number): Promise<void> {
  for (let at = 0; at < text.byteLength; at += size)
    await store.append(LOG, at, text.subarray(at, at + size));
}
const linesOf = (count: number, width = 60): Buffer =>
  Buffer.from(
    Array.from({ length: count }, (_, line) => `${String(line + 1).padEnd(width - 1, '.')}\n`).join(
      '',
    ),
  );

const server = await startS3();
afterAll(() => server?.remove());

describe.skipIf(!server)('logs on versitygw', () => {
  let proxy: TearingProxy;
  let bucket: TestBucket;
  beforeEach(async () => {
    proxy = await startTearingProxy(server!.endpoint);
    bucket = await testBucket(server!, { endpoint: proxy.url });
  });
  afterEach(async () => {
    proxy.fault = undefined;
    await bucket.dispose();
    await proxy.close();
  });
  async function keys(): Promise<readonly string[]> {
    const found: string[] = [];
    for await (const { key } of bucket.bucket.objects.list(bucket.bucket.prefix)) found.push(key);
    return found;
  }
  async function uploads(): Promise<number> {
    let open = 0;
    for await (const _upload of bucket.bucket.objects.uploads('')) open += 1;
    return open;
  }

  describe('a seal', () => {
    it.each([0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES + 1])(
      'of %i bytes leaves the log, its index, and nothing else',
      async (length) => {
        const text = Buffer.alloc(length, 'line\n');
        const store = await bucket.logs();
        await fill(store, text, 1_000_003);
        const seal = await store.seal(LOG);
        expect(seal).toEqual({ bytes: length, lines: Math.ceil(length / 5), sha256: sha256(text) });
        const next = await bucket.logs();
        expect(await next.seal(LOG)).toEqual(seal);
        if (length > 0) expect(await read(next)).toBe(text.toString('latin1'));
        expect(await keys()).toEqual(
          (length > 0 ? ['full.idx', 'full.log'] : ['full.idx']).map(
            (name) => `turnpike/logs/1/1042/2/${name}`,
          ),
        );
      },
    );

    it('that is broken off at any request, before or behind it, is done by the next process', async () => {
      const text = linesOf(150_000);
      const whole = sha256(text);
      for (const kind of ['request', 'answer'] as const) {
        for (let step = 1; ; step += 1) {
          const [name, disk] = [await server!.bucket(), await bucket.disk()];
          const own = await testBucket(server!, { endpoint: proxy.url, name });
          const store = await own.logs({ disk });
          await fill(store, text, 1_048_576);
          await store.sync(LOG);
          const parts = await store.parts(LOG, -1, 1_000);
          proxy.forget();
          // From there on nobody answers: as if the process had died there.
          proxy.fault = ({ number }) => (number >= step ? kind : undefined);
          const done = await store.seal(LOG).then(
            () => true,
            () => false,
          );
          proxy.fault = undefined;
          const next = await own.logs();
          expect(await next.seal(LOG)).toEqual({
            bytes: text.length,
            lines: text.length / 60,
            sha256: whole,
          });
          expect(await next.parts(LOG, -1, 1_000)).toEqual(parts);
          expect(await read(next, { kind: 'lines', from: 100_000, to: 100_000 })).toMatch(
            /^100000\./,
          );
          await endOldUploads(own.bucket.objects, '', -3_600_000);
          const left: string[] = [];
          for await (const { key } of own.bucket.objects.list('')) left.push(key);
          expect(left).toHaveLength(2);
          for await (const upload of own.bucket.objects.uploads('')) expect(upload).toBeUndefined();
          await own.dispose();
          if (done) break;
        }
      }
    }, 600_000);
  });

  it('costs few bytes to read a hundred lines of 60 MB', async () => {
    const text = linesOf(1_000_000);
    const store = await bucket.logs();
    await fill(store, text, 1_000_000);
    await store.seal(LOG);
    const next = await bucket.logs();
    proxy.forget();
    const lines = await read(next, { kind: 'lines', from: 400_000, to: 400_099 });
    expect(lines).toBe(text.toString('latin1', 399_999 * 60, 400_099 * 60));
    expect(proxy.answeredBytes).toBeLessThan(2 * 1_048_576);
    expect(proxy.requests.length).toBeLessThanOrEqual(5);
  });

  it('reads any lines and bytes, whatever the parts and wherever they lie (property)', async () => {
    let job = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[ab\n]{1,40}$/), { minLength: 1, maxLength: 12 }),
        fc.array(fc.constantFrom('sync', 'other', 'seal', 'none'), {
          minLength: 12,
          maxLength: 12,
        }),
        fc.nat(30),
        fc.nat(30),
        async (parts, between, first, count) => {
          const log = { jobId: (job += 1), run: 1 };
          let store = await bucket.logs();
          let end = 0;
          for (const [index, part] of parts.entries()) {
            ({ end } = await store.append(log, end, bytes(part)));
            if (between[index] !== 'none') await store.sync(log);
            if (between[index] === 'other') store = await bucket.logs();
          }
          if (between.includes('seal')) await store.seal(log);
          const text = parts.join('');
          const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
          const blocks: Uint8Array[] = [];
          const range = { kind: 'lines', from: first + 1, to: first + 1 + count } as const;
          for await (const block of store.read(log, range)) blocks.push(block);
          expect(Buffer.concat(blocks).toString()).toBe(
            lines.slice(first, first + 1 + count).join(''),
          );
          expect(await store.end(log)).toMatchObject({
            end: text.length,
            lines: lines.length,
            parts: parts.length,
          });
          const numbers = (await store.parts(log, -1, 99)).map(({ number, from, to }) => [
            number,
            to - from,
          ]);
          expect(numbers).toEqual(parts.map((part, number) => [number, part.length]));
        },
      ),
      { numRuns: 25 },
    );
  });

  describe('two processes', () => {
    const patient = { patienceMs: 60_000 };
    it('see each other’s part of a log that both are sent, and lose nothing of it', async () => {
      const [one, two] = [await bucket.logs(patient), await bucket.logs(patient)];
      const text = linesOf(600);
      let end = 0;
      for (let turn = 0; end < text.length; turn += 1) {
        const store = turn % 3 === 0 ? one : two;
        ({ end } = await store.append(LOG, end, text.subarray(end, end + 997)));
      }
      await expect.poll(async () => (await one.end(LOG))?.end).toBe(text.length);
      await expect.poll(() => read(two)).toBe(text.toString());
      // Asked of the one that did not take the last bytes.
      expect((await one.append(LOG, text.length, new Uint8Array(0))).end).toBe(text.length);
      expect(await one.seal(LOG)).toMatchObject({ bytes: text.length, sha256: sha256(text) });
      // A look at the bucket is good for a moment.
      await expect.poll(() => two.end(LOG)).toMatchObject({ sealed: true, end: text.length });
      await expect(two.append(LOG, text.length, bytes('x'))).rejects.toMatchObject({
        code: 'TURNPIKE_LOG_SEALED',
      });
    });

    it('show a live log without being asked to store it', async () => {
      const [one, two] = [await bucket.logs(patient), await bucket.logs(patient)];
      await one.append(LOG, 0, bytes('one\n'));
      await expect.poll(async () => (await two.end(LOG))?.end).toBe(4);
      expect(await read(two)).toBe('one\n');
    });

    it('follow a log that grows and is sealed meanwhile, byte by byte', async () => {
      const [writer, reader] = [await bucket.logs(patient), await bucket.logs(patient)];
      const text = linesOf(10_000);
      const writing = (async () => {
        for (let at = 0; at < text.length; at += 50_000) {
          await writer.append(LOG, at, text.subarray(at, at + 50_000));
          await writer.sync(LOG);
        }
        await writer.seal(LOG);
      })();
      const seen: Uint8Array[] = [];
      for (let at = 0, sealed = false; at < text.length || !sealed;) {
        const info = await reader.end(LOG);
        sealed = info?.sealed === true;
        if (!info || info.end === at) continue;
        for await (const block of reader.read(LOG, { kind: 'bytes', from: at, to: info.end })) {
          seen.push(block);
          at += block.byteLength;
        }
      }
      await writing;
      expect(sha256(Buffer.concat(seen))).toBe(sha256(text));
    });
  });

  describe('while S3 is away', () => {
    it('takes what comes, shows it, and catches up', async () => {
      const store = await bucket.logs();
      await store.append(LOG, 0, bytes('before\n'));
      await store.sync(LOG);
      await server!.kill();
      await store.append(LOG, 7, bytes('meanwhile\n'));
      await store.sync(LOG);
      await store.append(LOG, 17, bytes('more\n'));
      expect(await read(store)).toBe('before\nmeanwhile\nmore\n');
      expect(await store.end(LOG)).toMatchObject({ end: 22, lines: 3 });
      await expect(store.seal(LOG)).rejects.toMatchObject({
        code: 'TURNPIKE_OBJECTS_UNAVAILABLE',
        retryable: true,
      });
      await server!.start();
      const other = await bucket.logs();
      await expect.poll(async () => (await other.end(LOG))?.end).toBe(22);
      expect(bucket.said).toContain('S3 takes logs again');
      expect(await store.seal(LOG)).toMatchObject({ bytes: 22, lines: 3 });
      expect(await read(other)).toBe('before\nmeanwhile\nmore\n');
    });

    it('is killed, and the next process on its disk sends what it had taken', async () => {
      const disk = await bucket.disk();
      const killed = await bucket.logs({ disk });
      await killed.append(LOG, 0, bytes('stored\n'));
      await killed.sync(LOG);
      proxy.fault = () => 'request';
      await killed.append(LOG, 7, bytes('taken\n'));
      await killed.close();
      proxy.fault = undefined;
      const next = await bucket.logs({ disk });
      const leave = await next.open!();
      const other = await bucket.logs();
      expect(await other.end(LOG)).toMatchObject({ end: 13, lines: 2 });
      expect((await next.append(LOG, 13, bytes('on\n'))).end).toBe(16);
      expect(await next.seal(LOG)).toMatchObject({ bytes: 16, lines: 3 });
      await leave();
    });

    it('lets workers keep what no longer fits on its disk', async () => {
      const small = await testBucket(server!, {
        endpoint: proxy.url,
        settings: { spoolBytes: 1_048_576 },
      });
      const store = await small.logs();
      proxy.fault = ({ method }) => (method === 'PUT' ? 'request' : undefined);
      await store.append(LOG, 0, Buffer.alloc(1_000_000, 'a\n'));
      await expect(store.append(LOG, 1_000_000, Buffer.alloc(60_000))).rejects.toMatchObject({
        code: 'TURNPIKE_OBJECTS_FULL',
        retryable: true,
        details: { key: 'store-s3.spoolBytes' },
      });
      expect(await store.end(LOG)).toMatchObject({ end: 1_000_000 });
      proxy.fault = undefined;
      await store.sync(LOG);
      await small.dispose();
    });
  });

  it('waits with a full bucket, says so, and goes on when there is room', async () => {
    const store = await bucket.logs();
    proxy.fault = ({ method }) =>
      method === 'PUT'
        ? { status: 403, body: '<Error><Code>QuotaExceeded</Code><Message>full</Message></Error>' }
        : undefined;
    await store.append(LOG, 0, bytes('one\n'));
    await expect(store.seal(LOG)).rejects.toMatchObject({
      code: 'TURNPIKE_OBJECTS_FULL',
      details: { wayOut: expect.stringContaining('Make room') as string },
    });
    await store.append(LOG, 4, bytes('two\n'));
    expect(await read(store)).toBe('one\ntwo\n');
    proxy.fault = undefined;
    expect(await store.seal(LOG)).toMatchObject({ bytes: 8, lines: 2 });
  });

  it('answers an append once S3 has it, where that is asked for', async () => {
    const store = await bucket.logs({ acknowledgeStored: true });
    proxy.fault = ({ method }) => (method === 'PUT' ? 'request' : undefined);
    await expect(store.append(LOG, 0, bytes('one\n'))).rejects.toMatchObject({
      code: 'TURNPIKE_OBJECTS_UNAVAILABLE',
    });
    proxy.fault = undefined;
    expect(await store.append(LOG, 0, bytes('one\n'))).toEqual({ end: 4 });
    expect(await read(await bucket.logs())).toBe('one\n');
  });

  it('keeps few objects of a log that grows slowly, and deletes all of it', async () => {
    const store = await bucket.logs();
    for (let line = 0; line < 40; line += 1) {
      await store.append(LOG, line * 10, bytes('a line.. \n'));
      await store.sync(LOG);
    }
    expect(await keys()).toHaveLength(1);
    await store.delete(LOG);
    expect(await keys()).toEqual([]);
    expect(await store.end(LOG)).toBeUndefined();
    expect(await uploads()).toBe(0);
  });
});
