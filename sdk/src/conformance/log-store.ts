import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ByteRange, LineRange, LogStore, RunRef } from '@turnpike/core/contracts';

/** A log store to check. @stable */
export interface LogStoreSubject {
  /** Empty. */
  readonly store: LogStore;
  /** Removes what the store left. */
  dispose(): Promise<void>;
}

const LOG: RunRef = { jobId: 42, run: 1 };
const OTHER: RunRef = { jobId: 42, run: 2 };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const all: ByteRange = { kind: 'bytes', from: 0 };

async function collect(blocks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const collected: Uint8Array[] = [];
  for await (const block of blocks) collected.push(block);
  return Buffer.concat(collected);
}

/** What every log store must do. `create` gives an empty store for each test. @stable */
export function logStoreConformance(name: string, create: () => Promise<LogStoreSubject>): void {
  describe(`log store ${name}`, () => {
    let subject: LogStoreSubject;
    let store: LogStore;
    beforeEach(async () => {
      subject = await create();
      store = subject.store;
    });
    afterEach(() => subject.dispose());
    const read = async (range: ByteRange | LineRange, log = LOG): Promise<string> =>
      (await collect(store.read(log, range))).toString();

    it('knows nothing of a log before its first byte', async () => {
      expect(await store.end(LOG)).toBeUndefined();
    });

    it('appends at the end and answers it', async () => {
      expect(await store.append(LOG, 0, bytes('one\n'))).toEqual({ end: 4 });
      expect(await store.append(LOG, 4, bytes('two\n'))).toEqual({ end: 8 });
      expect(await read(all)).toBe('one\ntwo\n');
      expect(await store.end(LOG)).toMatchObject({ end: 8, lines: 2, sealed: false });
    });

    it('drops what it has already', async () => {
      await store.append(LOG, 0, bytes('one\n'));
      expect(await store.append(LOG, 0, bytes('one\n'))).toEqual({ end: 4 });
      expect(await store.append(LOG, 2, bytes('e\ntwo'))).toEqual({ end: 7 });
      expect(await read(all)).toBe('one\ntwo');
    });

    it('refuses a gap', async () => {
      await store.append(LOG, 0, bytes('one'));
      await expect(store.append(LOG, 5, bytes('x'))).rejects.toMatchObject({
        code: 'TURNPIKE_LOG_GAP',
      });
      expect(await read(all)).toBe('one');
    });

    it('refuses to write on after the seal, which is repeatable and tells what was sealed', async () => {
      const text = bytes('one\ntwo\nthree');
      await store.append(LOG, 0, text);
      const seal = await store.seal(LOG);
      expect(seal).toEqual({
        bytes: 13,
        lines: 3,
        sha256: createHash('sha256').update(text).digest('hex'),
      });
      expect(await store.seal(LOG)).toEqual(seal);
      expect(await store.end(LOG)).toMatchObject({ end: 13, sealed: true });
      await expect(store.append(LOG, 13, bytes('x'))).rejects.toMatchObject({
        code: 'TURNPIKE_LOG_SEALED',
      });
    });

    it('reads ranges of bytes and of lines, before and after the seal', async () => {
      await store.append(LOG, 0, bytes('one\ntwo\nthree\nfour\n'));
      const check = async (): Promise<void> => {
        expect(await read({ kind: 'bytes', from: 4, to: 8 })).toBe('two\n');
        expect(await read({ kind: 'lines', from: 2, to: 3 })).toBe('two\nthree\n');
        expect(await read({ kind: 'lines', from: 4 })).toBe('four\n');
        expect(await read({ kind: 'bytes', from: 19 })).toBe('');
      };
      await check();
      await store.seal(LOG);
      await check();
    });

    it('keeps bytes as they are', async () => {
      const noise = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7919) % 256);
      await store.append(LOG, 0, noise);
      expect((await collect(store.read(LOG, all))).equals(Buffer.from(noise))).toBe(true);
    });

    it('numbers accepted appends as parts', async () => {
      await store.append(LOG, 0, bytes('one\n'));
      await store.append(LOG, 0, bytes('one\n'));
      await store.append(LOG, 4, bytes('two\n'));
      const parts = await store.parts(LOG, -1, 10);
      expect(parts.map(({ from, to }) => [from, to])).toEqual([
        [0, 4],
        [4, 8],
      ]);
      const [first] = parts;
      expect(await store.parts(LOG, first?.number ?? 0, 10)).toHaveLength(1);
    });

    it('keeps runs apart, and deletes one alone', async () => {
      await store.append(LOG, 0, bytes('first'));
      await store.append(OTHER, 0, bytes('second'));
      await store.sync(LOG);
      await store.delete(LOG);
      expect(await store.end(LOG)).toBeUndefined();
      expect(await read(all, OTHER)).toBe('second');
      await store.delete(LOG);
    });
  });
}
