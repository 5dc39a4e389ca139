import { ConflictError, InputError, type LogSink, type LogStore, type RunRef } from '@turnpike/sdk';
import type { Announcer } from './announcer.js';
import type { Bookkeeper } from './bookkeeper.js';
import type { RunTokens } from './run-tokens.js';

/** More than this on its way into the store at once: workers are asked to pause. */
const BUSY_BYTES = 16 * 1_048_576;
const PAUSE_MS = 50;
const NOTHING = new Uint8Array(0);

export interface SinkParts {
  readonly logs: LogStore;
  readonly tokens: RunTokens;
  readonly announcer: Announcer;
  readonly bookkeeper: Bookkeeper;
  readonly maxBytes: number;
}

export function createLogSink(parts: SinkParts): LogSink {
  const { logs, tokens, announcer, bookkeeper, maxBytes } = parts;
  let busyBytes = 0;

  async function append(run: RunRef, offset: number, bytes: Uint8Array): Promise<number> {
    busyBytes += bytes.byteLength;
    try {
      return (await logs.append(run, offset, bytes)).end;
    } finally {
      busyBytes -= bytes.byteLength;
    }
  }

  return {
    async append({ run, runToken, offset, bytes }) {
      await tokens.check(run, runToken);
      if (offset + bytes.byteLength > maxBytes) throw tooLong(maxBytes);
      const waitMs = busyBytes > BUSY_BYTES ? PAUSE_MS : 0;
      const end = await append(run, offset, bytes);
      bookkeeper.appended(run);
      announcer.note({ run, end, sealed: false });
      return { end, waitMs };
    },
    async seal({ run, runToken, bytes }) {
      await tokens.check(run, runToken);
      const known = (await logs.end(run))?.end ?? 0;
      // Of a shared store another process may have taken the rest just now: it waits for that, or says that it is lost.
      const end = known < bytes ? (await logs.append(run, bytes, NOTHING)).end : known;
      if (end > bytes) throw longer(end, bytes);
      const seal = await logs.seal(run);
      bookkeeper.sealed(run, { end: seal.bytes, lines: seal.lines });
      announcer.note({ run, end: seal.bytes, sealed: true });
      tokens.forget(run);
      return seal;
    },
  };
}

function tooLong(maxBytes: number): InputError {
  return new InputError(
    'TURNPIKE_INPUT_TOO_LARGE',
    `No log may be longer than ${maxBytes} bytes.`,
    {
      key: 'logs.maxBytes',
    },
  );
}

function longer(end: number, bytes: number): ConflictError {
  return new ConflictError(
    'TURNPIKE_CONFLICT',
    `The log is ${end} bytes long, its worker says ${bytes}.`,
    { end },
  );
}
