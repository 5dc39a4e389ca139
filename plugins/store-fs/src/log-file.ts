import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readFile, rm, rmdir, writeFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConflictError, TurnpikeError, whileGone, type LogInfo, type LogSeal } from '@turnpike/sdk';
import {
  addPart,
  decodeIndex,
  encodeIndex,
  endOf,
  newlinesOf,
  ENTRY_BYTES,
  type PartIndex,
} from './part-index.js';
import { readBlocks } from './read-blocks.js';

export interface LogPaths {
  readonly log: string;
  readonly index: string;
  readonly seal: string;
}

/** One log, opened for this process. Its methods must not be called at the same time; the store queues them. */
export interface LogFile {
  readonly index: PartIndex;
  readonly handle: FileHandle;
  sealed: LogSeal | undefined;
  /** Running digest, while this process has seen the log from its first byte. */
  hash: Hash | undefined;
  /** Does the log end without a newline? */
  openLine: boolean;
  readonly indexHandle: FileHandle;
}

/** Opens or makes a log. What a killed process left half done is put right: the log's bytes are the truth. */
export async function openLog(paths: LogPaths): Promise<LogFile> {
  const handle = await openOrMake(paths.log);
  const { size } = await handle.stat();
  const [indexHandle, sealed] = await Promise.all([
    openOrMake(paths.index),
    readSeal(paths.seal, size),
  ]);
  const stored = await indexHandle.readFile();
  const file: LogFile = {
    index: decodeIndex(stored, size),
    handle,
    indexHandle,
    sealed,
    hash: size === 0 ? createHash('sha256') : undefined,
    openLine: await endsWithinLine(handle, size),
  };
  if (endOf(file.index) < size) await indexTail(file, size);
  const whole = encodeIndex(file.index);
  if (!whole.equals(stored)) await rewriteIndex(file, whole);
  return file;
}

/** The job's folder is taken away with the last of its logs, maybe while another is being made in it. */
const openOrMake = (path: string): Promise<FileHandle> =>
  whileGone(async () => {
    const flags = constants.O_RDWR | constants.O_CREAT;
    try {
      return await open(path, flags, 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      // Logs are for the server alone: other users of the machine, jobs among them, ask it.
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      return open(path, flags, 0o600);
    }
  });

async function endsWithinLine(handle: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  await handle.read(last, 0, 1, size - 1);
  return last[0] !== 10;
}

/** Bytes that were written before their entry was: they become one part, or several of a block each. */
async function indexTail(file: LogFile, size: number): Promise<void> {
  for await (const block of readBlocks(file.handle, endOf(file.index), size)) {
    addPart(file.index, block);
  }
}

async function rewriteIndex(file: LogFile, whole: Buffer): Promise<void> {
  await file.indexHandle.truncate(0);
  await file.indexHandle.write(whole, 0, whole.byteLength, 0);
}

/** A seal that was torn, or is of other bytes, is none: the log can be sealed again. */
async function readSeal(path: string, size: number): Promise<LogSeal | undefined> {
  try {
    const seal = JSON.parse(await readFile(path, 'utf8')) as LogSeal;
    return seal.bytes === size ? seal : undefined;
  } catch {
    return undefined;
  }
}

/** Writes what of `bytes` lies behind the end. Either all of it is written or nothing is counted. */
export async function appendTo(file: LogFile, offset: number, bytes: Uint8Array): Promise<number> {
  const end = endOf(file.index);
  if (file.sealed) throw new ConflictError('TURNPIKE_LOG_SEALED', undefined, { end });
  if (offset > end) throw new ConflictError('TURNPIKE_LOG_GAP', undefined, { end });
  const fresh = bytes.subarray(end - offset);
  if (fresh.byteLength === 0) return end;
  await writeWhole(file.handle, fresh, end);
  const place = file.index.ends.length * ENTRY_BYTES;
  const entry = addPart(file.index, fresh);
  file.hash?.update(fresh);
  file.openLine = fresh.at(-1) !== 10;
  await writeWhole(file.indexHandle, entry, place);
  return endOf(file.index);
}

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

async function writeWhole(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  try {
    for (let done = 0; done < bytes.byteLength;) {
      const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, at + done);
      done += bytesWritten;
    }
  } catch (error) {
    await handle.truncate(at).catch(() => undefined);
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!DISK_FULL.has(code)) throw error;
    throw new TurnpikeError(
      'TURNPIKE_LOG_DISK',
      undefined,
      { wayOut: 'Free space where the logs are kept.' },
      error,
    );
  }
}

export function infoOf(file: LogFile): LogInfo {
  return {
    end: endOf(file.index),
    sealed: file.sealed !== undefined,
    lines: newlinesOf(file.index) + (file.openLine ? 1 : 0),
    parts: file.index.ends.length,
  };
}

/** Ends the log for good; afterwards it is durable. */
export async function sealLog(file: LogFile, paths: LogPaths): Promise<LogSeal> {
  if (file.sealed) return file.sealed;
  await file.handle.datasync();
  const { end: bytes, lines } = infoOf(file);
  const seal: LogSeal = { bytes, lines, sha256: await digest(file, bytes) };
  await writeFile(paths.seal, JSON.stringify(seal), { mode: 0o600 });
  file.sealed = seal;
  return seal;
}

async function digest(file: LogFile, bytes: number): Promise<string> {
  if (file.hash) return file.hash.copy().digest('hex');
  const hash = createHash('sha256');
  for await (const block of readBlocks(file.handle, 0, bytes)) hash.update(block);
  return hash.digest('hex');
}

export async function closeLog(file: LogFile): Promise<void> {
  await Promise.all([file.handle.close(), file.indexHandle.close()]);
}

export async function deleteLog(paths: LogPaths): Promise<void> {
  await Promise.all([paths.log, paths.index, paths.seal].map((path) => rm(path, { force: true })));
  // Stays where another log of the job is in it.
  await rmdir(dirname(paths.log)).catch(() => undefined);
}
