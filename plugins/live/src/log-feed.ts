/**
 * The bytes of one run's log for all who follow it. The server reads them: a browser that had to fetch
 * at each notice would be two round trips behind. Nobody's slowness holds up another, or the log.
 */
import type { LogReader, RunRef } from '@turnpike/sdk';
import type { LiveMessage } from '@turnpike/sdk/platform';
import type { Connection } from './connection.js';
import { textOrBase64, wholeCharacters } from './utf8-cut.js';

const CHUNK_BYTES = 65_536;

export interface Follower {
  readonly connection: Connection;
  /** Called once, when the log is sealed and all of it was sent. */
  readonly ended: () => void;
}
export interface LogFeed {
  /** Returns the undo. */
  follow(follower: Follower, offset: number): () => void;
  /** The log reaches this byte: what a notice says, or a look. */
  reached(end: number, sealed: boolean): void;
  /** Asks the log itself, in case a notice was lost. */
  look(): Promise<void>;
  readonly followers: number;
}

interface Place extends Follower {
  offset: number;
  isSending: boolean;
  isAsked: boolean;
  gone: boolean;
}

export function createLogFeed(run: RunRef, logs: Pick<LogReader, 'info' | 'read'>): LogFeed {
  const places = new Set<Place>();
  const shared = sharedReads(readPiece);
  let end = 0;
  let sealed = false;

  function reached(newEnd: number, isSealed: boolean): void {
    end = Math.max(end, newEnd);
    sealed ||= isSealed;
    for (const place of places) void pump(place);
  }

  async function pump(place: Place): Promise<void> {
    place.isAsked = true;
    if (place.isSending) return;
    place.isSending = true;
    try {
      // More may be reached while the last look comes to its end.
      while (place.isAsked) {
        place.isAsked = false;
        while (await sendNext(place));
      }
    } catch {
      // The log is away for a moment: the next look tries again.
    } finally {
      place.isSending = false;
    }
  }

  /** false: nothing more to send now. */
  async function sendNext(place: Place): Promise<boolean> {
    if (place.gone || !(await place.connection.room())) return false;
    if (place.offset >= end) return finish(place);
    const piece = await shared(place.offset);
    if (place.gone || piece.end === place.offset) return false;
    place.offset = piece.end;
    place.connection.sendText(piece.text);
    if (piece.isEnd) leave(place);
    return !piece.isEnd;
  }

  async function readPiece(offset: number): Promise<Piece> {
    const to = Math.min(end, offset + CHUNK_BYTES);
    const bytes = await collect(logs.read(run, { kind: 'bytes', from: offset, to }));
    const isLast = sealed && offset + bytes.length >= end;
    const count = isLast ? bytes.length : wholeCharacters(bytes);
    const reach = offset + count;
    const isEnd = sealed && count > 0 && reach >= end;
    const body = textOrBase64(bytes.subarray(0, count));
    const log = { job: run.jobId, run: run.run, offset, end: reach, ...body, sealed: isEnd };
    return { end: reach, isEnd, text: JSON.stringify({ log } satisfies LiveMessage) };
  }

  /** A log that was sealed without another byte. */
  function finish(place: Place): false {
    if (!sealed || place.gone) return false;
    const { offset } = place;
    const log = { job: run.jobId, run: run.run, offset, end: offset, text: '', sealed: true };
    place.connection.send({ log });
    leave(place);
    return false;
  }

  function leave(place: Place): void {
    place.gone = true;
    places.delete(place);
    place.ended();
  }

  return {
    follow(follower, offset) {
      const place: Place = { ...follower, offset, isSending: false, isAsked: false, gone: false };
      places.add(place);
      void pump(place);
      return () => {
        place.gone = true;
        places.delete(place);
      };
    },
    reached,
    async look() {
      const info = await logs.info(run);
      if (info) reached(info.end, info.sealed);
    },
    get followers() {
      return places.size;
    },
  };
}

/** What is sent at one place of the log: made once for all who are there. */
interface Piece {
  readonly end: number;
  readonly isEnd: boolean;
  readonly text: string;
}

function sharedReads(read: (offset: number) => Promise<Piece>): (offset: number) => Promise<Piece> {
  const reads = new Map<number, Promise<Piece>>();
  return (offset) => {
    const before = reads.get(offset);
    if (before) return before;
    const reading = read(offset);
    reads.set(offset, reading);
    const forget = (): void => void reads.delete(offset);
    reading.then(forget, forget);
    return reading;
  };
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}
