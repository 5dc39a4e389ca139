import { sequencesIn } from './escape-sequences.js';

/** Bytes as a terminal shows them: escape sequences left out; each byte knows where it stood. */
export interface PlainView {
  readonly plain: Buffer;
  /** Where byte `at` of `plain` stands in the original; for its length, the end of what was looked at. */
  readonly original: (at: number) => number;
}

/** Sequences of a text left out, so that a secret that has some in it is also known without. */
export function withoutSequences(text: string): string {
  if (!text.includes('\x1b')) return text;
  const bytes = Buffer.from(text);
  const { runs } = sequencesIn(bytes, true);
  return viewOf(bytes, runs, { from: 0, to: bytes.byteLength }).plain.toString();
}

/** Part of some bytes; begins and ends outside of sequences. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * One stretch as it is shown.
 *
 * @param runs see `Sequences`.
 */
export function viewOf(bytes: Buffer, runs: readonly number[], { from, to }: Stretch): PlainView {
  const plain = Buffer.allocUnsafe(to - from);
  /** Of each kept piece: where it begins in `plain` and in the original. */
  const plainStarts: number[] = [];
  const starts: number[] = [];
  let [at, size] = [from, 0];
  for (let run = runBehind(runs, from); at < to; run += 2) {
    const end = Math.min(to, runs[run] ?? to);
    if (end > at) {
      plainStarts.push(size);
      starts.push(at);
    }
    // Byte by byte: pieces are short where there are many, and a call for each costs more.
    while (at < end) plain[size++] = bytes[at++] as number;
    at = runs[run + 1] ?? to;
  }
  return {
    plain: plain.subarray(0, size),
    original(at) {
      if (at >= size) return to;
      const piece = lastBefore(plainStarts, at);
      return (starts[piece] as number) + at - (plainStarts[piece] as number);
    },
  };
}

/** The place in `runs` of the first that begins at or behind `at`. */
export function runBehind(runs: readonly number[], at: number): number {
  let [low, high] = [0, runs.length >> 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle * 2] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low * 2;
}

/** The last piece that begins at or before a place. */
function lastBefore(places: readonly number[], at: number): number {
  let [low, high] = [0, places.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
