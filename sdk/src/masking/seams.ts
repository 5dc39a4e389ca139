import { BLOCKS, blockOf } from './blocks.js';
import { ESC, escapesOf, runEnd, type Sequences } from './escape-sequences.js';
import type { Stretch } from './plain-view.js';

/** For the question where patterns may stand with sequences in them: only there need bytes a second look without. */
export interface Seams {
  /** May there be such a place at all? Cheap: most sequences are told by the two bytes before them. */
  mayBeCrossed(bytes: Buffer): boolean;
  /** All such places with as much around as a pattern may take, in order, apart from one another. */
  stretches(bytes: Buffer, sequences: Sequences): readonly Stretch[];
}

/**
 * Around a sequence inside of a pattern stand three bytes that follow one another in it.
 *
 * @param patterns longest first.
 */
export function seamsOf(patterns: readonly Buffer[]): Seams {
  const longest = patterns[0]?.byteLength ?? 0;
  const { isTold, firsts, pairs, blocks } = tablesOf(patterns);
  return {
    mayBeCrossed(bytes) {
      const next = escapesOf(bytes);
      for (let at = next(1); at >= 0; at = next(at + 1)) {
        // Of the first sequence in a pattern: it begins with the byte before, or has the two before it.
        const before = bytes[at - 1] as number;
        const isPair = at > 1 && pairs[((bytes[at - 2] as number) << 8) | before] === 1;
        if (!isPair && firsts[before] === 0) continue;
        const end = runEnd(bytes, at);
        if (end >= 0 && mayCross(bytes, at, end)) return true;
      }
      return false;
    },
    stretches(bytes, { runs, openFrom }) {
      const found: Stretch[] = [];
      for (let run = 0; run < runs.length; run += 2) {
        const start = runs[run] as number;
        const end = runs[run + 1] as number;
        if (start === 0 || end >= openFrom) continue;
        // Beyond a single byte between two sequences the next ones are not looked for here.
        const isLone = run > 0 && start - (runs[run - 1] as number) < 2;
        if (!isLone && !mayCross(bytes, start, end)) continue;
        const to = ahead(runs, run, openFrom, longest - 1);
        const from = back(runs, run, longest - 1);
        const last = found.at(-1);
        if (last && from <= last.to) found[found.length - 1] = { from: last.from, to };
        else found.push({ from, to });
      }
      return found;
    },
  };

  /** What stands before `start` and at `end` may follow one another in a pattern. */
  function mayCross(bytes: Buffer, start: number, end: number): boolean {
    if (end >= bytes.byteLength) return false;
    if (!isTold) return true;
    const before = bytes[start - 1] as number;
    const behind = bytes[end] as number;
    if (start > 1 && blocks[blockOf(bytes[start - 2] as number, before, behind)] === 1) return true;
    if (end + 1 >= bytes.byteLength) return false;
    const next = bytes[end + 1] as number;
    return next === ESC || blocks[blockOf(before, behind, next)] === 1;
  }
}

function tablesOf(patterns: readonly Buffer[]) {
  const firsts = new Uint8Array(256);
  const pairs = new Uint8Array(65_536);
  const blocks = new Uint8Array(BLOCKS);
  for (const pattern of patterns) {
    firsts[pattern[0] ?? 0] = 1;
    let [first, second] = [pattern[0] as number, pattern[1] as number];
    if (pattern.byteLength > 1) pairs[(first << 8) | second] = 1;
    for (let at = 2; at < pattern.byteLength; at++) {
      const third = pattern[at] as number;
      pairs[(second << 8) | third] = 1;
      blocks[blockOf(first, second, third)] = 1;
      [first, second] = [second, third];
    }
  }
  // Three are not around a shorter one's sequence: then each is looked at.
  return { isTold: (patterns.at(-1)?.byteLength ?? 0) >= 3, firsts, pairs, blocks };
}

/** Where the bytes begin of which `size` (all there are, if less) stand before a sequence. */
function back(runs: readonly number[], run: number, size: number): number {
  let left = size;
  let end = runs[run] as number;
  for (let at = run; at >= 2; at -= 2) {
    const start = runs[at - 1] as number;
    if (end - start >= left) return end - left;
    left -= end - start;
    end = runs[at - 2] as number;
  }
  return Math.max(0, end - left);
}

/** Where the bytes end of which `size` (all there are, if less) stand behind a sequence. */
function ahead(runs: readonly number[], run: number, length: number, size: number): number {
  let left = size;
  let start = runs[run + 1] as number;
  for (let at = run + 2; at < runs.length; at += 2) {
    const end = runs[at] as number;
    if (end - start >= left) return start + left;
    left -= end - start;
    start = runs[at + 1] as number;
  }
  return Math.min(length, start + left);
}

/**
 * The last `size` bytes outside of sequences, as far as an unfinished one; `undefined` where the last bytes of all
 * are these.
 */
export function tailOf(
  { runs, openFrom }: Sequences,
  length: number,
  size: number,
): Stretch | undefined {
  const last = runs.length - 2;
  const behind = openFrom - (runs[last + 1] ?? 0);
  const isClear = last < 0 || behind >= size;
  if (isClear && openFrom === length) return undefined;
  const from = isClear ? Math.max(0, openFrom - size) : back(runs, last, size - behind);
  return { from, to: openFrom };
}
