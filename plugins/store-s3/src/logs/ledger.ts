/**
 * What a stretch of a log consists of: where accepted appends end, and how many newlines there are up to there. Long
 * appends have marks within, so that a line is found by reading one block. Stored as differences, mostly 3 bytes each.
 */
import { countNewlines } from './newlines.js';
import { readNumbers, writeNumber } from './varint.js';

/** How much of a log has gone by at some place of it. */
export interface Tally {
  readonly end: number;
  readonly newlines: number;
  /** Accepted appends. */
  readonly parts: number;
}
/** `marks` are in order; `from` is where the first one begins. */
export interface Ledger {
  readonly from: Tally;
  readonly marks: Tally[];
}

export const START: Tally = { end: 0, newlines: 0, parts: 0 };
/** A line is looked for in so much at the most. */
export const MARK_BYTES = 131_072;

export const tallyOf = ({ from, marks }: Ledger): Tally => marks.at(-1) ?? from;

/** Adds an append. */
export function addPart(ledger: Ledger, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.byteLength; at += MARK_BYTES) {
    const block = bytes.subarray(at, at + MARK_BYTES);
    const { end, newlines, parts } = tallyOf(ledger);
    const isLast = at + block.byteLength === bytes.byteLength;
    ledger.marks.push({
      end: end + block.byteLength,
      newlines: newlines + countNewlines(block),
      parts: parts + (isLast ? 1 : 0),
    });
  }
}

/** Of the marks behind `after` up to `to`. */
export function encodeLedger({ from, marks }: Ledger, after: number, to: number): Buffer {
  const bytes: number[] = [];
  let before = marks.findLast(({ end }) => end <= after) ?? from;
  for (const mark of marks) {
    if (mark.end <= after || mark.end > to) continue;
    writeNumber(bytes, (mark.end - before.end) * 2 + (mark.parts - before.parts));
    writeNumber(bytes, mark.newlines - before.newlines);
    before = mark;
  }
  return Buffer.from(bytes);
}

export function decodeLedger(stored: Uint8Array, from: Tally): Ledger {
  const marks: Tally[] = [];
  let before = from;
  const numbers = readNumbers(stored);
  for (const first of numbers) {
    const newlines = numbers.next().value ?? 0;
    before = {
      end: before.end + Math.floor(first / 2),
      newlines: before.newlines + newlines,
      parts: before.parts + (first % 2),
    };
    marks.push(before);
  }
  return { from, marks };
}

/** The last mark before line `line` (from 1) begins. */
export function beforeLine({ from, marks }: Ledger, line: number): Tally {
  return lastWhere(marks, ({ newlines }) => newlines < line - 1) ?? from;
}

/** By halves; `holds` is true of the first ones only. */
export function lastWhere<T>(sorted: readonly T[], holds: (one: T) => boolean): T | undefined {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return sorted[low - 1];
}
