import { open, rm, type FileHandle } from 'node:fs/promises';

interface Chunk {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * Bytes of a log that the logs role does not have yet. They wait in memory, and on disk (`spill`) as soon as
 * they cannot be delivered at once. Positions are bytes of the log.
 */
export interface LogBuffer {
  readonly end: number;
  readonly memoryBytes: number;
  push(bytes: Uint8Array): void;
  /** Up to `most` bytes from `from`, which must not have been forgotten. */
  read(from: number, most: number): Promise<Uint8Array>;
  /** The bytes before `upTo` are kept by somebody else now. */
  forget(upTo: number): void;
  /** Moves what waits in memory to disk. Rejects when the disk does not take it; nothing is lost then. */
  spill(): Promise<void>;
  /** Removes the file. Repeatable. */
  close(): Promise<void>;
}

export function createLogBuffer(path: string): LogBuffer {
  let memory: Chunk[] = [];
  let memoryBytes = 0;
  let end = 0;
  let file: Promise<FileHandle> | undefined;
  /** What of the log the file holds, from its byte 0 on. */
  let disk = { from: 0, to: 0 };
  let queue: Promise<unknown> = Promise.resolve();

  function keepBehind(position: number): void {
    memory = memory.filter(({ at, bytes }) => at + bytes.byteLength > position);
    memoryBytes = memory.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  }

  async function moveToDisk(): Promise<void> {
    const [first, ...rest] = memory;
    if (!first) return;
    const handle = await (file ??= open(path, 'w+', 0o600));
    if (disk.to !== first.at) {
      disk = { from: first.at, to: first.at };
      await handle.truncate(0);
    }
    const bytes = Buffer.concat([first, ...rest].map((chunk) => chunk.bytes));
    for (let done = 0; done < bytes.byteLength;) {
      const place = first.at - disk.from + done;
      done += (await handle.write(bytes, done, bytes.byteLength - done, place)).bytesWritten;
    }
    disk = { ...disk, to: first.at + bytes.byteLength };
    keepBehind(disk.to);
  }

  async function fromDisk(from: number, most: number): Promise<Uint8Array> {
    const handle = await file;
    const bytes = Buffer.allocUnsafe(Math.min(most, disk.to - from));
    const read = await handle?.read(bytes, 0, bytes.byteLength, from - disk.from);
    return bytes.subarray(0, read?.bytesRead ?? 0);
  }

  function fromMemory(from: number, most: number): Uint8Array {
    const parts: Uint8Array[] = [];
    let at = from;
    for (const chunk of memory) {
      const rest = from + most - at;
      if (rest <= 0) break;
      const skip = at - chunk.at;
      if (skip >= chunk.bytes.byteLength) continue;
      const part = chunk.bytes.subarray(skip, skip + rest);
      parts.push(part);
      at += part.byteLength;
    }
    return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
  }

  return {
    get end() {
      return end;
    },
    get memoryBytes() {
      return memoryBytes;
    },
    push(bytes) {
      if (bytes.byteLength === 0) return;
      memory.push({ at: end, bytes });
      memoryBytes += bytes.byteLength;
      end += bytes.byteLength;
    },
    async read(from, most) {
      await queue;
      return from >= disk.from && from < disk.to ? fromDisk(from, most) : fromMemory(from, most);
    },
    forget: keepBehind,
    spill() {
      const moved = queue.then(moveToDisk);
      queue = moved.catch(() => undefined);
      return moved;
    },
    async close() {
      await queue;
      if (!file) return;
      const handle = await file.catch(() => undefined);
      file = undefined;
      await handle?.close();
      await rm(path, { force: true });
    },
  };
}
