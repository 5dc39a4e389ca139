import { endMark, type ExitRecord } from './end-mark.js';

/** One connection to a log. @experimental */
export interface LogReading {
  /** From the byte asked for on; may break at any byte, and its end says nothing about the job. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Takes a line with a beat, where what writes the log (`attendCommand`) hears it. */
  beat?(line: string): void;
  /** Breaks it off, although nobody may be reading just now. Repeatable. */
  close?(): void;
}

/** How a log is read. @experimental */
export interface FollowOptions {
  /** Of the run's wrapper. */
  readonly mark: string;
  /** Opens a reading that begins with byte `from`. A throw is a break like any other. */
  open(from: number): Promise<LogReading>;
  /**
   * After each break, `tries` of them (from 1) without a byte in between: is there more to read? Waits as long as it
   * finds right. Answers why not, which ends the log without a record, or undefined: it is opened again.
   */
  broken(error: unknown, tries: number): Promise<string | undefined>;
}

/** How the log ended: with a record, or by nobody knowing more. @experimental */
export type LogEnd = { readonly record: ExitRecord } | { readonly lost: string };

/** A log as it is read, over as many connections as it takes. @experimental */
export interface Following {
  /** Once. The job waits when nobody reads. */
  readonly output: AsyncIterable<Uint8Array>;
  /** After the last byte of `output`. Never rejects. */
  readonly end: Promise<LogEnd>;
  /** The run is ours for so many seconds from now: the instance hears it, and ends by itself after that. */
  keepFor(seconds: number): void;
  /** No more readings, no more beats; `end` says `reason` if there was no record. Repeatable. */
  close(reason: string): void;
}

/** The instance is told how far its log was read, so that it may go on. */
const TELL_BYTES = 1_048_576;

/** Reads a log by byte offset to its end mark; nothing twice, nothing left out. @experimental */
export function followLog(options: FollowOptions): Following {
  const scanner = endMark(options.mark);
  const epoch = Math.random().toString(36).slice(2, 8);
  let [offset, told, beats] = [0, 0, 0];
  let until = 0;
  let closed: string | undefined;
  let reading: LogReading | undefined;
  let settle!: (end: LogEnd) => void;
  const end = new Promise<LogEnd>((resolve) => (settle = resolve));
  let hangUp!: () => void;
  const hungUp = new Promise<undefined>((resolve) => (hangUp = () => resolve(undefined)));

  function beat(): void {
    const left = Math.floor((until - performance.now()) / 1_000);
    if (left <= 0 || closed !== undefined) return;
    told = offset;
    reading?.beat?.(`${epoch}-${++beats} ${offset} ${left}\n`);
  }

  /** Ends with the reading, also by a throw; at once when it is closed. */
  async function* read(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const iterator = bytes[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await Promise.race([iterator.next(), hungUp]);
        if (next === undefined || next.done === true) return;
        yield next.value;
      }
    } finally {
      // What hangs must not hang this.
      void iterator.return?.()?.catch(() => undefined);
    }
  }

  async function* output(): AsyncGenerator<Uint8Array> {
    let tries = 0;
    try {
      while (closed === undefined) {
        let error: unknown;
        try {
          reading = await options.open(offset);
          beat();
          for await (const chunk of read(reading.bytes)) {
            if (chunk.byteLength === 0) continue;
            tries = 0;
            offset += chunk.byteLength;
            const bytes = scanner.push(chunk);
            if (bytes.byteLength > 0) yield bytes;
            if (scanner.record) return settle({ record: scanner.record });
            if (offset - told >= TELL_BYTES) beat();
          }
        } catch (cause) {
          error = cause;
        }
        reading = undefined;
        if (closed !== undefined) break;
        const why = await options.broken(error, ++tries);
        if (why !== undefined) closed ??= why;
      }
      if (scanner.rest().byteLength > 0) yield scanner.rest();
    } finally {
      reading = undefined;
      settle({ lost: closed ?? 'Its log was not read to the end.' });
    }
  }

  return {
    output: output(),
    end,
    keepFor(seconds) {
      until = performance.now() + seconds * 1_000;
      beat();
    },
    close(reason) {
      closed ??= reason;
      hangUp();
      reading?.close?.();
    },
  };
}
