import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import type { ByteRange, LineRange, LogStore, RunRef } from '@turnpike/core/contracts';
import type { Check } from './checks.js';
import type { LogStoreSubject } from './log-store.js';

type LogCheck = Check<LogStoreSubject>;
const LOG: RunRef = { jobId: 42, run: 1 };
const OTHER: RunRef = { jobId: 42, run: 2 };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const all: ByteRange = { kind: 'bytes', from: 0 };

async function collect(blocks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const collected: Uint8Array[] = [];
  for await (const block of blocks) collected.push(block);
  return Buffer.concat(collected);
}
const read = async (store: LogStore, range: ByteRange | LineRange, log = LOG): Promise<string> =>
  (await collect(store.read(log, range))).toString();

const APPEND =
  'Writes only at the end: overlap is dropped, a gap throws TURNPIKE_LOG_GAP, a sealed log TURNPIKE_LOG_SEALED.';
const unrestarted: Pick<LogCheck, 'skip'> = {
  skip: ({ restarted }) => (restarted ? undefined : 'no restart was given'),
};

export const logStoreChecks: readonly LogCheck[] = [
  {
    name: 'knows nothing of a log before its first byte',
    at: 'LogStore.end',
    contract: 'end(log): undefined where there is none.',
    wayOut: 'Answer undefined, not an empty log.',
    run: async ({ store }) => expect(await store.end(LOG)).toBeUndefined(),
  },
  {
    name: 'appends at the end and answers it',
    at: 'LogStore.append',
    contract: APPEND,
    wayOut: 'Answer the length of the whole log as `end`.',
    async run({ store }) {
      expect(await store.append(LOG, 0, bytes('one\n'))).toEqual({ end: 4 });
      expect(await store.append(LOG, 4, bytes('two\n'))).toEqual({ end: 8 });
      expect(await read(store, all)).toBe('one\ntwo\n');
      expect(await store.end(LOG)).toMatchObject({ end: 8, lines: 2, sealed: false });
    },
  },
  {
    name: 'drops what it has already',
    at: 'LogStore.append',
    contract: APPEND,
    wayOut: 'Cut what lies before the end off the bytes that come.',
    async run({ store }) {
      await store.append(LOG, 0, bytes('one\n'));
      expect(await store.append(LOG, 0, bytes('one\n'))).toEqual({ end: 4 });
      expect(await store.append(LOG, 2, bytes('e\ntwo'))).toEqual({ end: 7 });
      expect(await read(store, all)).toBe('one\ntwo');
    },
  },
  {
    name: 'refuses a gap',
    at: 'LogStore.append',
    contract: APPEND,
    wayOut: 'Throw ConflictError TURNPIKE_LOG_GAP where the offset lies behind the end.',
    async run({ store }) {
      await store.append(LOG, 0, bytes('one'));
      await expect(store.append(LOG, 5, bytes('x'))).rejects.toMatchObject({
        code: 'TURNPIKE_LOG_GAP',
      });
      expect(await read(store, all)).toBe('one');
    },
  },
  {
    name: 'takes appends that come at once one after the other',
    at: 'LogStore.append',
    contract: APPEND,
    wayOut:
      'Let each append of a log wait for the one before it: read the end, and write, in one turn.',
    async run({ store }) {
      const lines = Array.from({ length: 40 }, (_, index) => `${String(index).padStart(3, '0')}\n`);
      const appended = lines.map((line, index) => store.append(LOG, index * 4, bytes(line)));
      const again = lines
        .slice(0, 5)
        .map((line, index) => store.append(LOG, index * 4, bytes(line)));
      await Promise.all([...appended, ...again]);
      expect(await read(store, all)).toBe(lines.join(''));
      expect(await store.end(LOG)).toMatchObject({ end: 160, lines: 40 });
    },
  },
  {
    name: 'refuses to write on after the seal, which is repeatable and tells what was sealed',
    at: 'LogStore.seal',
    contract:
      'seal(log): bytes, lines and sha256 of the whole log; after it a write throws TURNPIKE_LOG_SEALED.',
    wayOut: 'Keep that the log is sealed, and the sums of all of its bytes.',
    async run({ store }) {
      const text = bytes('one\ntwo\nthree');
      await store.append(LOG, 0, text);
      const seal = await store.seal(LOG);
      const sha256 = createHash('sha256').update(text).digest('hex');
      expect(seal).toEqual({ bytes: 13, lines: 3, sha256 });
      expect(await store.seal(LOG)).toEqual(seal);
      expect(await store.end(LOG)).toMatchObject({ end: 13, sealed: true });
      await expect(store.append(LOG, 13, bytes('x'))).rejects.toMatchObject({
        code: 'TURNPIKE_LOG_SEALED',
      });
    },
  },
  {
    name: 'reads ranges of bytes and of lines, before and after the seal',
    at: 'LogStore.read',
    contract:
      'read(log, range): of bytes from `from` to before `to`; of lines from the one numbered `from`, 0 is the first.',
    wayOut: 'Count lines from 0; leave `to` itself out.',
    async run({ store }) {
      await store.append(LOG, 0, bytes('one\ntwo\nthree\nfour\n'));
      const check = async (): Promise<void> => {
        expect(await read(store, { kind: 'bytes', from: 4, to: 8 })).toBe('two\n');
        expect(await read(store, { kind: 'lines', from: 2, to: 3 })).toBe('two\nthree\n');
        expect(await read(store, { kind: 'lines', from: 4 })).toBe('four\n');
        expect(await read(store, { kind: 'bytes', from: 19 })).toBe('');
      };
      await check();
      await store.seal(LOG);
      await check();
    },
  },
  {
    name: 'keeps bytes as they are',
    at: 'LogStore.append',
    contract: 'Bytes are kept as they are.',
    wayOut: 'Store bytes, not text: they need not be UTF-8, and may end within a character.',
    async run({ store }) {
      const noise = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7919) % 256);
      await store.append(LOG, 0, noise);
      expect((await collect(store.read(LOG, all))).equals(Buffer.from(noise))).toBe(true);
    },
  },
  {
    name: 'numbers accepted appends as parts, and answers as many as are asked for',
    at: 'LogStore.parts',
    contract:
      'parts(log, after, limit): accepted appends behind the number `after`, at most `limit` of them.',
    wayOut: 'Count accepted appends only; keep to `after` and `limit`.',
    async run({ store }) {
      await store.append(LOG, 0, bytes('one\n'));
      await store.append(LOG, 0, bytes('one\n'));
      await store.append(LOG, 4, bytes('two\n'));
      await store.append(LOG, 8, bytes('three\n'));
      const parts = await store.parts(LOG, -1, 10);
      expect(parts.map(({ from, to }) => [from, to])).toEqual([
        [0, 4],
        [4, 8],
        [8, 14],
      ]);
      const [first] = parts;
      expect(await store.parts(LOG, first?.number ?? 0, 10)).toHaveLength(2);
      expect(await store.parts(LOG, -1, 2), 'limit').toEqual(parts.slice(0, 2));
    },
  },
  {
    name: 'keeps runs apart, and deletes one alone',
    at: 'LogStore.delete',
    contract: 'delete(log): that of one run; repeatable.',
    wayOut: 'Name what you keep by job and run.',
    async run({ store }) {
      await store.append(LOG, 0, bytes('first'));
      await store.append(OTHER, 0, bytes('second'));
      await store.sync(LOG);
      await store.delete(LOG);
      expect(await store.end(LOG)).toBeUndefined();
      expect(await read(store, all, OTHER)).toBe('second');
      await store.delete(LOG);
    },
  },
  {
    name: 'has what it synced when its process was killed',
    at: 'LogStore.sync',
    contract: 'Makes what was appended durable.',
    wayOut: 'Write what was appended to where the next process finds it, at the latest in `sync`.',
    ...unrestarted,
    async run({ store, restarted }) {
      await store.append(LOG, 0, bytes('one\ntwo\n'));
      await store.sync(LOG);
      const next = await restarted!();
      expect(await next.end(LOG)).toMatchObject({ end: 8, lines: 2, sealed: false });
      expect(await read(next, all)).toBe('one\ntwo\n');
      expect(await next.append(LOG, 8, bytes('three\n'))).toEqual({ end: 14 });
    },
  },
  {
    name: 'keeps the seal when its process was killed',
    at: 'LogStore.seal',
    contract: 'Seal precedes the final report: finished means the log is whole.',
    wayOut: 'Write down that the log is sealed before `seal` resolves.',
    ...unrestarted,
    async run({ store, restarted }) {
      await store.append(LOG, 0, bytes('one\n'));
      const seal = await store.seal(LOG);
      const next = await restarted!();
      expect(await next.end(LOG)).toMatchObject({ end: 4, sealed: true });
      expect(await next.seal(LOG)).toEqual(seal);
    },
  },
  {
    name: 'is taken by one process alone, where it is not shared',
    at: 'LogStore.open',
    contract:
      'Takes the store for this process; throws ConfigError TURNPIKE_STORE_IN_USE where it is not shared and taken.',
    wayOut: 'Lock the place in `open`, and give it back in what `open` answers.',
    skip: ({ store, restarted }) =>
      store.open && restarted && !store.shared
        ? undefined
        : 'it is shared, or cannot be opened twice here',
    async run({ store, restarted }) {
      const close = await store.open!();
      const next = await restarted!();
      await expect(next.open!()).rejects.toMatchObject({ code: 'TURNPIKE_STORE_IN_USE' });
      await close();
      const closeNext = await next.open!();
      await closeNext();
    },
  },
  {
    name: 'leaves no file open',
    at: 'LogStore.read',
    contract: 'What is opened is closed again: a server runs for months.',
    wayOut: 'Close files in `finally`, also of reads that nobody reads to their end.',
    skip: () => (openFiles() === undefined ? 'this system does not tell of open files' : undefined),
    async run({ store }) {
      const close = await store.open?.();
      const use = async (run: number): Promise<void> => {
        const log = { jobId: 43, run };
        await store.append(log, 0, bytes('one\ntwo\n'));
        for await (const block of store.read(log, all)) if (block.byteLength > 0) break;
        await store.seal(log);
      };
      // Some may be kept open for the next call, not one for each log.
      for (let run = 0; run < 300; run += 1) await use(run);
      const before = openFiles() ?? 0;
      for (let run = 300; run < 450; run += 1) await use(run);
      await expect
        .poll(openFiles, { message: 'files that are open after 150 logs more' })
        .toBeLessThan(before + 30);
      await close?.();
    },
  },
];

function openFiles(): number | undefined {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return undefined;
  }
}
