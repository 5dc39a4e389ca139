/** Where logs wait for S3 on this disk: a file each. What a killed process left is found by the next one. */
import { mkdir, open, readdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { TurnpikeError, type RunRef } from '@turnpike/sdk';
import { lockFile, type FileLock } from '@turnpike/sdk/lock';
import { MovedError } from './view.js';

/** A stretch of a log, up to its present end. */
export interface SpoolFile {
  readonly from: number;
  readonly end: number;
  /** All of it or nothing. Throws TURNPIKE_LOG_DISK, and TURNPIKE_OBJECTS_FULL above `spoolBytes`. */
  append(bytes: Uint8Array): Promise<void>;
  /** A block at a time, only when asked for. */
  read(from: number, to: number): AsyncGenerator<Uint8Array>;
  sync(): Promise<void>;
  /** It is needed no more. */
  drop(): Promise<void>;
}
export interface Spool {
  readonly folder: Promise<string>;
  open(log: RunRef, from: number): Promise<SpoolFile>;
  /** Of this process, and of the one before. */
  left(): Promise<readonly { readonly log: RunRef; readonly from: number }[]>;
  /** One of those of the process before: it makes room for a new one. */
  takeLeft(log: RunRef, from: number): Promise<SpoolFile>;
  close(): Promise<void>;
}

const BLOCK_BYTES = 262_144;
const NAME = /^(\d+)-(\d+)-(\d+)\.(?:log|left)$/;
const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** `base`: each process has a folder of its own below it, by a lock. */
export function createSpool(base: () => Promise<string>, mostBytes: number): Spool {
  let held: Promise<{ readonly folder: string; readonly lock: FileLock }> | undefined;
  const files = new Set<FileHandle>();
  let used = 0;
  const taken = () => (held ??= base().then(takeFolder));
  const folder = async (): Promise<string> => (await taken()).folder;

  const pathOf = async ({ jobId, run }: RunRef, from: number, kind: 'log' | 'left') =>
    join(await folder(), `${jobId}-${run}-${from}.${kind}`);

  async function openFile(path: string, from: number): Promise<SpoolFile> {
    const handle = await open(path, 'a+', 0o600);
    files.add(handle);
    let size = (await handle.stat()).size;
    used += size;
    return {
      from,
      get end() {
        return from + size;
      },
      async append(bytes) {
        if (used + bytes.byteLength > mostBytes) throw tooMuch(mostBytes);
        await writeWhole(handle, bytes, size);
        size += bytes.byteLength;
        used += bytes.byteLength;
      },
      async *read(start, to) {
        for (let at = start - from; at < to - from;) {
          // Its log was sealed meanwhile: the bytes are in S3.
          if (!files.has(handle)) throw new MovedError('a log left the spool');
          const block = Buffer.allocUnsafe(Math.min(BLOCK_BYTES, to - from - at));
          const { bytesRead } = await handle.read(block, 0, block.byteLength, at);
          if (bytesRead === 0) return;
          at += bytesRead;
          yield block.subarray(0, bytesRead);
        }
      },
      sync: () => handle.datasync(),
      async drop() {
        if (!files.delete(handle)) return;
        used -= size;
        await handle.close();
        await rm(path, { force: true });
      },
    };
  }

  return {
    get folder() {
      return folder();
    },
    open: async (log, from) => openFile(await pathOf(log, from, 'log'), from),
    async takeLeft(log, from) {
      const left = await pathOf(log, from, 'left');
      await rename(await pathOf(log, from, 'log'), left).catch(unlessMissing);
      return openFile(left, from);
    },
    async left() {
      const names = await readdir(await folder());
      return names.flatMap((name) => {
        const [jobId, run, from] = (NAME.exec(name)?.slice(1) ?? []).map(Number);
        return jobId === undefined ? [] : [{ log: { jobId, run: run! }, from: from! }];
      });
    },
    async close() {
      for (const handle of files) await handle.close();
      files.clear();
      used = 0;
      const was = held;
      held = undefined;
      await (await was)?.lock.release();
    },
  };
}

/** It was renamed by a process that died on the way. */
function unlessMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
}

/** The first one that no living process has. */
async function takeFolder(base: string): Promise<{ folder: string; lock: FileLock }> {
  for (let number = 1; ; number += 1) {
    const folder = join(base, String(number));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const lock = await lockFile(join(folder, 'lock'));
    if (lock) return { folder, lock };
  }
}

async function writeWhole(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  try {
    for (let done = 0; done < bytes.byteLength;)
      done += (await handle.write(bytes, done, bytes.byteLength - done)).bytesWritten;
  } catch (error) {
    await handle.truncate(at).catch(() => undefined);
    if (!DISK_FULL.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    const details = { wayOut: 'Free space where store-s3 keeps what waits for S3.' };
    throw new TurnpikeError('TURNPIKE_LOG_DISK', undefined, details, error);
  }
}

function tooMuch(mostBytes: number): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_OBJECTS_FULL',
    `${mostBytes} bytes of logs wait for S3 already.`,
    {
      key: 'store-s3.spoolBytes',
      wayOut: 'Look why S3 takes nothing; or let more wait by store-s3.spoolBytes.',
    },
  );
}
