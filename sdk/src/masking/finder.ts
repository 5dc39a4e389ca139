/** Finds all places of many patterns. Calls `found(start, end)` in order of `start`'s window, overlaps included. */
export type Finder = (bytes: Buffer, found: (start: number, end: number) => void) => void;

/**
 * Wu–Manber with blocks of two bytes: a table says how far the window may move when it ends in a block.
 *
 * @param patterns at least two bytes each, longest first.
 */
export function buildFinder(patterns: readonly Buffer[]): Finder {
  const window = Math.min(...patterns.map((pattern) => pattern.byteLength));
  const shifts = new Uint8Array(65_536).fill(Math.min(255, window - 1));
  const candidates = new Map<number, Buffer[]>();
  for (const pattern of patterns) {
    for (let at = 1; at < window; at++) {
      const block = blockAt(pattern, at);
      shifts[block] = Math.min(shifts[block] ?? 0, window - 1 - at);
    }
    const last = blockAt(pattern, window - 1);
    const known = candidates.get(last);
    if (known) known.push(pattern);
    else candidates.set(last, [pattern]);
  }
  return (bytes, found) => {
    const length = bytes.byteLength;
    for (let at = window - 1; at < length;) {
      const block = ((bytes[at - 1] as number) << 8) | (bytes[at] as number);
      const shift = shifts[block] as number;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const start = at - window + 1;
      const pattern = candidates.get(block)?.find((candidate) => matches(bytes, start, candidate));
      if (pattern) found(start, start + pattern.byteLength);
      at++;
    }
  };
}

function blockAt(pattern: Buffer, at: number): number {
  return ((pattern[at - 1] as number) << 8) | (pattern[at] as number);
}

function matches(bytes: Buffer, start: number, pattern: Buffer): boolean {
  if (start + pattern.byteLength > bytes.byteLength) return false;
  for (let i = 0; i < pattern.byteLength; i++) {
    if (bytes[start + i] !== pattern[i]) return false;
  }
  return true;
}
