/** Where the escape sequences (colours, titles) of some bytes stand. They have no width: a terminal shows none. */
export interface Sequences {
  /** Start and end of each, in turn; those that touch are one. */
  readonly runs: readonly number[];
  /** An unfinished one at the end begins here; the length of the bytes if there is none. */
  readonly openFrom: number;
}

export const ESC = 0x1b;
/** A longer one is no sequence but text: what cannot be told apart is not held back without end. */
const LONGEST = 1_024;

/**
 * @param isWhole nothing follows: an unfinished sequence at the end is text then.
 * @param from is not inside of one; what stands before is not looked at.
 */
export function sequencesIn(bytes: Buffer, isWhole: boolean, from = 0): Sequences {
  const runs: number[] = [];
  const next = escapesOf(bytes, from);
  let lastEnd = -1;
  for (let at = next(from); at >= 0;) {
    const end = sequenceEnd(bytes, at);
    if (end === OPEN && !isWhole) return { runs, openFrom: at };
    if (end < 0) {
      at = next(at + 1);
      continue;
    }
    if (at === lastEnd) runs[runs.length - 1] = end;
    else runs.push(at, end);
    lastEnd = end;
    at = next(end);
  }
  return { runs, openFrom: bytes.byteLength };
}

/** Where the next escape stands, at or behind a place (none before `start`); -1 if there is none. Coloured text has one every few bytes. */
export function escapesOf(bytes: Buffer, start = 0): (from: number) => number {
  // A search in text costs a third of one in bytes.
  const text = bytes.toString('latin1', start);
  return (from) => {
    const at = text.indexOf('\x1b', from - start);
    return at < 0 ? at : at + start;
  };
}

const NEWLINE = 0x0a;

/** The nearest place at or before `at` that is inside of no sequence: none goes on in the next line. */
export function outsideBefore(bytes: Buffer, at: number): number {
  return at <= 0 ? 0 : bytes.lastIndexOf(NEWLINE, at) + 1;
}

/** Behind the sequence at `at` and those that follow it at once; -1 if none stands there. */
export function runEnd(bytes: Buffer, at: number): number {
  let end = sequenceEnd(bytes, at);
  while (end >= 0 && end < bytes.byteLength && bytes[end] === ESC) {
    const next = sequenceEnd(bytes, end);
    if (next < 0) break;
    end = next;
  }
  return Math.max(end, -1);
}

const TEXT = -1;
const OPEN = -2;

/** Where the sequence that begins at `at` ends; TEXT if it is none, OPEN if the bytes end before it does. */
function sequenceEnd(bytes: Buffer, at: number): number {
  const kind = bytes[at + 1];
  if (kind === undefined) return OPEN;
  // Control sequences: parameters and intermediates, one final byte.
  if (kind === 0x5b) return finalEnd(bytes, at, 0x3f, 0x40);
  // Strings (titles, links): up to BEL or ESC \\.
  if (kind === 0x5d || kind === 0x50 || kind === 0x58 || kind === 0x5e || kind === 0x5f)
    return stringEnd(bytes, at);
  // Character sets and the like: intermediates, then one byte; all else is two bytes long.
  if (kind >= 0x20 && kind <= 0x2f) return finalEnd(bytes, at, 0x2f, 0x30);
  return kind >= 0x30 && kind <= 0x7e ? at + 2 : TEXT;
}

/** Behind bytes from 0x20 to `last`, one from `first` to 0x7e. */
function finalEnd(bytes: Buffer, start: number, last: number, first: number): number {
  const limit = Math.min(bytes.byteLength, start + LONGEST);
  for (let at = start + 2; at < limit; at += 1) {
    const byte = bytes[at] as number;
    if (byte >= first && byte <= 0x7e) return at + 1;
    if (byte < 0x20 || byte > last) return TEXT;
  }
  return limit === bytes.byteLength && limit < start + LONGEST ? OPEN : TEXT;
}

function stringEnd(bytes: Buffer, start: number): number {
  const limit = Math.min(bytes.byteLength, start + LONGEST);
  for (let at = start + 2; at < limit; at += 1) {
    const byte = bytes[at];
    if (byte === 0x07) return at + 1;
    if (byte === 0x0a) return TEXT;
    if (byte !== ESC) continue;
    const next = bytes[at + 1];
    if (next === undefined) return OPEN;
    return next === 0x5c ? at + 2 : TEXT;
  }
  return limit === bytes.byteLength && limit < start + LONGEST ? OPEN : TEXT;
}
