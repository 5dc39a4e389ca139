import { countNewlines } from './lines.js';

/** Bytes of one entry on disk: two little-endian doubles, exact for positions up to 2^53. */
export const ENTRY_BYTES = 16;

/**
 * What one log consists of: one entry for each accepted append. An entry holds where the part ends and
 * how many newlines there are up to that end, so it serves as ledger of parts and as index of lines.
 */
export interface PartIndex {
  readonly ends: number[];
  readonly newlines: number[];
}

function emptyIndex(): PartIndex {
  return { ends: [], newlines: [] };
}

export function endOf(index: PartIndex): number {
  return index.ends.at(-1) ?? 0;
}

export function newlinesOf(index: PartIndex): number {
  return index.newlines.at(-1) ?? 0;
}

/** Adds the part `bytes` behind what is there and returns its entry as stored. */
export function addPart(index: PartIndex, bytes: Uint8Array): Buffer {
  const end = endOf(index) + bytes.byteLength;
  const newlines = newlinesOf(index) + countNewlines(bytes);
  index.ends.push(end);
  index.newlines.push(newlines);
  return encodeEntry(end, newlines);
}

function encodeEntry(end: number, newlines: number): Buffer {
  const entry = Buffer.allocUnsafe(ENTRY_BYTES);
  entry.writeDoubleLE(end, 0);
  entry.writeDoubleLE(newlines, 8);
  return entry;
}

export function encodeIndex(index: PartIndex): Buffer {
  return Buffer.concat(index.ends.map((end, i) => encodeEntry(end, index.newlines[i] ?? 0)));
}

/** Reads entries up to the first one that cannot be true of a log of `logBytes` bytes. */
export function decodeIndex(stored: Uint8Array, logBytes: number): PartIndex {
  const index = emptyIndex();
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  for (let at = 0; at + ENTRY_BYTES <= stored.byteLength; at += ENTRY_BYTES) {
    const end = view.getFloat64(at, true);
    const newlines = view.getFloat64(at + 8, true);
    if (!follows(index, end, newlines) || end > logBytes) break;
    index.ends.push(end);
    index.newlines.push(newlines);
  }
  return index;
}

function follows(index: PartIndex, end: number, newlines: number): boolean {
  const grown = end - endOf(index);
  const added = newlines - newlinesOf(index);
  return Number.isSafeInteger(end) && grown > 0 && added >= 0 && added <= grown;
}

/** Where to begin reading to find line `line` (from 1): the last part start at or before it. */
export function seekLine(
  index: PartIndex,
  line: number,
): { readonly from: number; readonly newlines: number } {
  let low = 0;
  let high = index.ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((index.newlines[middle] ?? 0) < line - 1) low = middle + 1;
    else high = middle;
  }
  return { from: index.ends[low - 1] ?? 0, newlines: index.newlines[low - 1] ?? 0 };
}
