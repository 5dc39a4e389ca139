import { chownSync, closeSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ReadStream } from 'node:tty';
import type { JobUser } from './job-user.js';

/** Terminal of a job as Travis gives it. */
const COLUMNS = 80;
const ROWS = 40;
const CHUNK_BYTES = 65_536;
/** Read ahead of the consumer; then the job has to wait. */
const AHEAD_BYTES = 1_048_576;

interface NativePty {
  open(
    cols: number,
    rows: number,
  ): { readonly master: number; readonly slave: number; readonly pty: string };
}
// Not part of node-pty's interface (its version is pinned): a terminal without a process, for the launcher.
const require = createRequire(import.meta.url);
const { requireBinary } = require('@lydell/node-pty/requireBinary.js') as {
  requireBinary(name: string): NativePty;
};
let native: NativePty | undefined;

export interface Terminal {
  /** Path of the job's end. */
  readonly path: string;
  /** What the job writes, until `finish`. */
  readonly output: AsyncIterable<Uint8Array>;
  /** The job has ended: what it has written still comes, then the output ends. Resolves when it has. */
  finish(): Promise<void>;
  /** Closes both ends and drops what was not read. Repeatable. */
  close(): void;
}

/** Opens a pseudo-terminal; `user` gets its job end, so that /dev/stderr and the like can be opened. */
export function openTerminal(user: JobUser | undefined): Terminal {
  native ??= requireBinary('pty.node');
  const { master, slave, pty } = native.open(COLUMNS, ROWS);
  if (user) chownSync(pty, user.uid, user.gid);

  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let finished = false;
  let closed = false;
  let wake: (() => void) | undefined;
  let ended: () => void = () => undefined;
  const end = new Promise<void>((resolve) => (ended = resolve));
  const staging = Buffer.allocUnsafe(CHUNK_BYTES);
  const stream = new ReadStream(master, {
    onread: {
      buffer: staging,
      callback: (bytes: number) => take(readMore(master, staging, bytes)),
    },
  } as unknown as ConstructorParameters<typeof ReadStream>[1]);
  // EIO when the last holder of the job's end is gone; we hold it ourselves until `close`.
  stream.on('error', () => void finish());
  stream.resume();

  function take(bytes: number): boolean {
    if (bytes > 0) waiting.push(Buffer.from(staging.subarray(0, bytes)));
    waitingBytes += bytes;
    wake?.();
    return waitingBytes < AHEAD_BYTES;
  }
  function finish(): Promise<void> {
    finished = true;
    wake?.();
    return end;
  }
  function close(): void {
    if (closed) return;
    closed = true;
    void finish();
    ended();
    stream.destroy();
    closeSync(slave);
  }

  async function* read(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks();
    } finally {
      ended();
    }
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = waiting.shift();
      if (chunk) {
        waitingBytes -= chunk.byteLength;
        yield chunk;
        if (!finished && waitingBytes < AHEAD_BYTES) stream.resume();
      } else if (finished) {
        // The job is gone: what is in the terminal now is all that will ever be.
        const rest = closed ? 0 : readMore(master, staging, 0);
        if (rest === 0) return;
        yield Buffer.from(staging.subarray(0, rest));
      } else {
        await new Promise<void>((resolve) => (wake = resolve));
        wake = undefined;
      }
    }
  }
  return { path: pty, output: read(), finish, close };
}

/** Fills the buffer behind `filled` with what can be read at once: fewer, larger chunks cost less. */
function readMore(fd: number, buffer: Buffer, filled: number): number {
  const traces = Error.stackTraceLimit;
  Error.stackTraceLimit = 0; // an error (EAGAIN) ends nearly every round: keep it cheap
  let total = filled;
  try {
    while (total < buffer.byteLength) {
      const bytes = readSync(fd, buffer, total, buffer.byteLength - total, null);
      if (bytes === 0) break;
      total += bytes;
    }
  } catch {
    // nothing more for now, or for ever: the stream's own next read tells which
  } finally {
    Error.stackTraceLimit = traces;
  }
  return total;
}
