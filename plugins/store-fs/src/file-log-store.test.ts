import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFile,
  mkdir,
  mkdtemp,
  rm,
  stat,
  symlink,
  truncate,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ByteRange, LineRange, LogStore } from '@turnpike/sdk';
import { createFileLogStore, type FileLogStore } from './file-log-store.js';

const LOG = { jobId: 1042, run: 2 };
let folder = '';
let store: FileLogStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-fs-'));
  store = createFileLogStore({ folder });
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const file = (kind: string): string => join(folder, '1', '1042', `2.${kind}`);

async function read(from: LogStore, range: ByteRange | LineRange): Promise<string> {
  const blocks: Uint8Array[] = [];
  for await (const block of from.read(LOG, range)) blocks.push(block);
  return Buffer.concat(blocks).toString();
}
const all = { kind: 'bytes', from: 0 } as const;

describe('append', () => {
  it('drops overlap and answers the end', async () => {
    expect(await store.append(LOG, 0, bytes('one\n'))).toEqual({ end: 4 });
    expect(await store.append(LOG, 0, bytes('one\n'))).toEqual({ end: 4 });
    expect(await store.append(LOG, 2, bytes('e\ntwo'))).toEqual({ end: 7 });
    expect(await read(store, all)).toBe('one\ntwo');
    expect(await store.end(LOG)).toEqual({ end: 7, sealed: false, lines: 2, parts: 2 });
  });

  it('refuses a gap and says where the log ends', async () => {
    await store.append(LOG, 0, bytes('one'));
    await expect(store.append(LOG, 4, bytes('x'))).rejects.toMatchObject({
      code: 'TURNPIKE_LOG_GAP',
      details: { end: 3 },
    });
  });

  it('refuses a sealed log', async () => {
    await store.append(LOG, 0, bytes('one'));
    await store.seal(LOG);
    await expect(store.append(LOG, 3, bytes('x'))).rejects.toMatchObject({
      code: 'TURNPIKE_LOG_SEALED',
    });
  });

  it('writes concurrent appends in the order of the calls', async () => {
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        store.append(LOG, i * 4, bytes(`${String(i).padStart(3, '0')}\n`)),
      ),
    );
    const lines = (await read(store, all)).trimEnd().split('\n');
    expect(lines.map(Number)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it('names a full disk', async () => {
    await mkdir(join(folder, '1', '1042'), { recursive: true });
    await symlink('/dev/full', file('log'));
    await expect(store.append(LOG, 0, bytes('x'))).rejects.toMatchObject({
      code: 'TURNPIKE_LOG_DISK',
      retryable: true,
    });
    await unlink(file('log'));
    await writeFile(file('log'), '');
    expect(await store.end(LOG)).toMatchObject({ end: 0, parts: 0 });
  });

  it('keeps more logs than it may hold open', async () => {
    const small = createFileLogStore({ folder, openFiles: 2 });
    const logs = Array.from({ length: 9 }, (_, i) => ({ jobId: i + 1, run: 1 }));
    for (const round of [0, 1, 2]) {
      await Promise.all(logs.map((log) => small.append(log, round * 2, bytes(`${round}\n`))));
    }
    for (const log of logs) expect(await small.end(log)).toMatchObject({ end: 6, lines: 3 });
    await small.close();
  });
});

describe('read', () => {
  it('finds any range of lines, whatever the parts (property)', async () => {
    let job = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.stringMatching(/^[ab\n]{1,12}$/), { minLength: 1, maxLength: 20 }),
        fc.nat(30),
        fc.nat(30),
        async (parts, first, count) => {
          const log = { jobId: ++job, run: 1 };
          let end = 0;
          for (const part of parts) ({ end } = await store.append(log, end, bytes(part)));
          const text = parts.join('');
          const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
          const got: Uint8Array[] = [];
          const range = { kind: 'lines', from: first + 1, to: first + 1 + count } as const;
          for await (const block of store.read(log, range)) got.push(block);
          expect(Buffer.concat(got).toString()).toBe(
            lines.slice(first, first + 1 + count).join(''),
          );
          expect((await store.end(log))?.lines).toBe(lines.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('reads bytes from, up to and behind the end', async () => {
    await store.append(LOG, 0, bytes('0123456789'));
    expect(await read(store, { kind: 'bytes', from: 3, to: 5 })).toBe('34');
    expect(await read(store, { kind: 'bytes', from: 8, to: 99 })).toBe('89');
    expect(await read(store, { kind: 'bytes', from: 99 })).toBe('');
  });

  it('reads a block only when asked for it', async () => {
    await store.append(LOG, 0, new Uint8Array(3 * 1_048_576));
    const reading = store.read(LOG, all)[Symbol.asyncIterator]();
    const first = await reading.next();
    expect((first.value as Uint8Array).byteLength).toBeLessThanOrEqual(262_144);
    await reading.return?.();
  });

  it('says when there is no such log', async () => {
    await expect(read(store, all)).rejects.toMatchObject({ code: 'TURNPIKE_NOT_FOUND' });
    expect(await store.end(LOG)).toBeUndefined();
  });

  it('numbers the parts', async () => {
    for (const [at, text] of ['ab', 'cd', 'ef'].entries()) {
      await store.append(LOG, at * 2, bytes(text));
    }
    expect(await store.parts(LOG, 0, 1)).toEqual([{ number: 1, from: 2, to: 4 }]);
    expect((await store.parts(LOG, -1, 99)).map((part) => part.number)).toEqual([0, 1, 2]);
  });
});

describe('seal', () => {
  it('answers size, lines and digest, also the second time and after a restart', async () => {
    const text = 'one\ntwo\nthree';
    const sha256 = createHash('sha256').update(text).digest('hex');
    await store.append(LOG, 0, bytes(text.slice(0, 5)));
    await store.close();
    await store.append(LOG, 5, bytes(text.slice(5)));
    const seal = await store.seal(LOG);
    expect(seal).toEqual({ bytes: 13, lines: 3, sha256 });
    await store.close();
    expect(await store.seal(LOG)).toEqual(seal);
    expect(await store.end(LOG)).toMatchObject({ sealed: true, end: 13 });
  });

  it('seals a log without a byte', async () => {
    expect(await store.seal(LOG)).toMatchObject({ bytes: 0, lines: 0 });
  });
});

describe('its folder', () => {
  it('is closed to other users of the machine', async () => {
    const own = createFileLogStore({ folder: join(folder, 'logs') });
    const release = await own.open?.();
    await own.append(LOG, 0, bytes('x'));
    expect((await stat(join(folder, 'logs'))).mode & 0o077).toBe(0);
    await release?.();
  });
});

describe('delete', () => {
  it('leaves nothing', async () => {
    await store.append(LOG, 0, bytes('x'));
    await store.delete(LOG);
    expect(await store.end(LOG)).toBeUndefined();
    await store.delete(LOG);
  });
});

describe('after a crash', () => {
  const text = Array.from({ length: 40 }, (_, i) => `line ${i}\n`).join('');
  beforeEach(async () => {
    for (let at = 0; at < text.length; at += 7) {
      await store.append(LOG, at, bytes(text.slice(at, at + 7)));
    }
    await store.close();
  });

  it.each([
    ['the ledger is gone', () => unlink(file('idx'))],
    ['the ledger is cut within an entry', () => truncate(file('idx'), 105)],
    ['the ledger ends in rubbish', () => appendFile(file('idx'), new Uint8Array(40).fill(7))],
    ['the ledger is all zeros', () => writeFile(file('idx'), new Uint8Array(320))],
    ['a stale seal lies about', () => writeFile(file('seal'), '{"bytes":3}')],
  ])('keeps every byte and line when %s', async (_case, damage) => {
    await damage();
    expect(await store.end(LOG)).toMatchObject({ end: text.length, lines: 40, sealed: false });
    expect(await read(store, { kind: 'lines', from: 12, to: 12 })).toBe('line 11\n');
    await store.append(LOG, text.length, bytes('more'));
    await store.close();
    expect(await read(store, all)).toBe(`${text}more`);
  });

  it('keeps what is left when the log itself was cut', async () => {
    await truncate(file('log'), 100);
    expect(await store.end(LOG)).toMatchObject({ end: 100 });
    await store.append(LOG, 100, bytes(text.slice(100)));
    expect(await read(store, all)).toBe(text);
  });
});

const WRITER = `
  const { createFileLogStore } = await import(process.argv[1]);
  const store = createFileLogStore({ folder: process.argv[2] });
  await store.open();
  let end = 0;
  for (let i = 0; ; i++) {
    ({ end } = await store.append({ jobId: 1042, run: 2 }, end, Buffer.from('line ' + i + '\\n')));
    console.log(end);
  }`;

/** Tells what happens to a log of 50 kB that grows past what the system lets this process write. */
const FILLER = `
  const [module, folder] = process.argv.slice(1);
  const { createFileLogStore } = await import(module);
  const store = createFileLogStore({ folder });
  const log = { jobId: 1042, run: 2 };
  const half = Buffer.alloc(50_000, 'a\\n');
  await store.append(log, 0, half);
  const refused = await store.append(log, 50_000, half).catch((error) => error);
  const { code, retryable, details } = refused;
  const left = await store.end(log);
  const small = await store.append(log, 50_000, Buffer.from('fits\\n'));
  console.log(JSON.stringify({ code, retryable, details, left, small }));
  await store.close();`;

describe('a disk that fills in the middle of an append', () => {
  it('is named with the way out; what was stored stays, and the log goes on', async () => {
    const module = new URL('./file-log-store.ts', import.meta.url).href;
    const limited = 'ulimit -f 64; exec "$@"';
    const script = ['--import', 'tsx', '--input-type=module', '-e', FILLER, module, folder];
    const writer = spawn(
      'bash',
      ['-c', limited, 'bash', process.execPath, '-C', 'turnpike-source', ...script],
      // What the loader would keep of its own does not fit below the limit.
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TSX_DISABLE_CACHE: '1' } },
    );
    const said: string[] = [];
    for await (const line of createInterface({ input: writer.stdout })) said.push(line);
    expect(JSON.parse(said.join('\n'))).toMatchObject({
      code: 'TURNPIKE_LOG_DISK',
      retryable: true,
      details: { wayOut: 'Free space where the logs are kept.' },
      left: { end: 50_000, sealed: false, lines: 25_000 },
      small: { end: 50_005 },
    });
    expect(await read(store, all)).toBe('a\n'.repeat(25_000) + 'fits\n');
  });
});

describe('a process killed while writing', () => {
  it('has lost nothing that it was told is stored, and its lock is free', async () => {
    const module = new URL('./file-log-store.ts', import.meta.url).href;
    const writer = spawn(
      process.execPath,
      [
        '-C',
        'turnpike-source',
        '--import',
        'tsx',
        '--input-type=module',
        '-e',
        WRITER,
        module,
        folder,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let acknowledged = 0;
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged = Number(line);
      if (acknowledged < 3000) continue;
      await expect(store.open?.()).rejects.toMatchObject({ code: 'TURNPIKE_STORE_IN_USE' });
      break;
    }
    writer.kill('SIGKILL');
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, 'exit');
    const release = await store.open?.();
    const text = await read(store, all);
    expect(text.length).toBeGreaterThanOrEqual(acknowledged);
    expect(text.split('\n').slice(0, 200)).toEqual(
      Array.from({ length: 200 }, (_, i) => `line ${i}`),
    );
    await release?.();
  });
});

it('keeps a log of a job while the last of the others is being deleted', async () => {
  const above = join(folder, '1', '1042');
  const others = spawn('bash', ['-c', 'while :; do rmdir -- "$1" 2>/dev/null; done', '-', above]);
  try {
    for (let run = 1; run <= 200; run += 1) {
      const log = { jobId: 1042, run };
      expect(await store.append(log, 0, bytes('kept\n'))).toEqual({ end: 5 });
      await store.delete(log);
    }
  } finally {
    others.kill('SIGKILL');
    await once(others, 'exit');
  }
});
