/** Files on the disk: written beside, counted and hashed on the way, then moved into place. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { InputError, type FileStore, type KeptFile } from '@turnpike/sdk';

/** Where a file lies, below the folder. */
export const placeOf = (file: string): string => `files/${file.slice(0, 2)}/${file}`;

/** The store `fs`. Several processes may use one folder. */
export function createFileRoom(folder: string): FileStore {
  const place = (file: string): string => join(folder, placeOf(file));

  async function write(
    chunks: AsyncIterable<Uint8Array>,
    limit: number,
    file: string = randomUUID(),
  ): Promise<KeptFile> {
    const incoming = join(folder, 'incoming', file);
    await mkdir(join(folder, 'incoming'), { recursive: true });
    await rm(incoming, { force: true });
    try {
      const measured = await pour(chunks, incoming, limit);
      await mkdir(join(folder, 'files', file.slice(0, 2)), { recursive: true });
      await rename(incoming, place(file));
      return { file, ...measured };
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  async function read(file: string): Promise<Readable | undefined> {
    try {
      return (await open(place(file), 'r')).createReadStream();
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async function* olderThan(ms: number): AsyncGenerator<string> {
    const before = Date.now() - ms;
    for (const path of await filesBelow(folder)) {
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }));
      if (mtimeMs < before) yield path.slice(-UUID_LENGTH);
    }
  }

  return {
    id: 'fs',
    shared: true,
    write,
    read,
    async bytes(file) {
      try {
        return (await stat(place(file))).size;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    olderThan,
    async remove(file) {
      await rm(place(file), { force: true });
      await rm(join(folder, 'incoming', file), { force: true });
    },
  };
}

const UUID_LENGTH = 36;

/** Each chunk is on its way to the disk before the next one is asked for. */
async function pour(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
  limit: number,
): Promise<{ bytes: number; sha256: string }> {
  const handle = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      if (bytes > limit) throw tooLarge(limit);
      hash.update(chunk);
      await writeAll(handle, chunk);
    }
    await handle.datasync();
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  let done = 0;
  while (done < chunk.byteLength) done += (await handle.write(chunk, done)).bytesWritten;
}

export function tooLarge(limitBytes: number): InputError {
  return new InputError('TURNPIKE_INPUT_TOO_LARGE', undefined, { limitBytes });
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.length === UUID_LENGTH)
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
