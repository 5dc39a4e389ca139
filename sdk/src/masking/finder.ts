import { BLOCKS, blockOf } from './blocks.js';
import { candidatesBy, type Candidates } from './candidates.js';

/** Finds all places of many patterns. Calls `found(start, end)` in order of `start`'s window, overlaps included. */
export type Finder = (bytes: Buffer, found: (start: number, end: number) => void) => void;

/** From this window on blocks have three bytes: few of a text's are a secret's, so that the window moves far. */
const WIDE = 8;
const LAST = BLOCKS - 1;

/**
 * Wu–Manber: a table says how far the window may move when it ends in a block.
 *
 * @param patterns at least two bytes each, longest first.
 */
export function buildFinder(patterns: readonly Buffer[]): Finder {
  const window = patterns.at(-1)?.byteLength ?? 2;
  const candidates = candidatesBy(patterns, window);
  return window < WIDE ? narrow(patterns, window, candidates) : wide(patterns, window, candidates);
}

// Two loops alike: with a function in between, each step would cost twice as much.

function wide(patterns: readonly Buffer[], window: number, candidates: Candidates): Finder {
  const shifts = new Uint8Array(BLOCKS).fill(Math.min(255, window - 2));
  for (const pattern of patterns) {
    for (let at = 2; at < window; at++) {
      const block = blockOf(pattern[at - 2] ?? 0, pattern[at - 1] ?? 0, pattern[at] ?? 0);
      shifts[block] = Math.min(shifts[block] ?? 0, window - 1 - at);
    }
  }
  return (bytes, found) => {
    const length = bytes.byteLength;
    for (let at = window - 1; at < length;) {
      // `blockOf`, which costs more as a call.
      const block =
        ((bytes[at - 2] as number) << 10) ^
        ((bytes[at - 1] as number) << 5) ^
        (bytes[at] as number);
      const shift = shifts[block & LAST] as number;
      at += shift || lookAt(bytes, at - window + 1, candidates, found);
    }
  };
}

function narrow(patterns: readonly Buffer[], window: number, candidates: Candidates): Finder {
  const shifts = new Uint8Array(65_536).fill(window - 1);
  for (const pattern of patterns) {
    for (let at = 1; at < window; at++) {
      const block = ((pattern[at - 1] ?? 0) << 8) | (pattern[at] ?? 0);
      shifts[block] = Math.min(shifts[block] ?? 0, window - 1 - at);
    }
  }
  return (bytes, found) => {
    const length = bytes.byteLength;
    for (let at = window - 1; at < length;) {
      const shift = shifts[((bytes[at - 1] as number) << 8) | (bytes[at] as number)] as number;
      at += shift || lookAt(bytes, at - window + 1, candidates, found);
    }
  };
}

/** Answers how far the window moves after it. */
function lookAt(
  bytes: Buffer,
  start: number,
  candidates: Candidates,
  found: (start: number, end: number) => void,
): number {
  const size = candidates(bytes, start);
  if (size > 0) found(start, start + size);
  return 1;
}
