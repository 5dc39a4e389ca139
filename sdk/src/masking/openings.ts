/** Where the longest end of `bytes` begins that a pattern may begin with; their length if there is none. */
export type Openings = (bytes: Buffer) => number;

/** So many bytes tell most patterns apart: a list is only gone through where they stand. */
const TOLD = 3;

/**
 * For the end of a chunk, which may begin a secret that the next one ends.
 *
 * @param patterns longest first.
 */
export function openingsOf(patterns: readonly Buffer[]): Openings {
  const firsts = new Uint8Array(256);
  const byStart = new Map<number, Buffer[]>();
  for (const pattern of patterns) {
    firsts[pattern[0] ?? 0] = 1;
    const start = startOf(pattern, 0);
    const others = byStart.get(start);
    if (others) others.push(pattern);
    else byStart.set(start, [pattern]);
  }
  const longest = patterns[0]?.byteLength ?? 0;
  return (bytes) => {
    const length = bytes.byteLength;
    for (let at = Math.max(0, length - longest + 1); at < length; at++) {
      if (firsts[bytes[at] as number] === 0) continue;
      const candidates = length - at < TOLD ? patterns : byStart.get(startOf(bytes, at));
      if (candidates?.some((pattern) => opens(pattern, bytes, at))) return at;
    }
    return length;
  };
}

function startOf(bytes: Buffer, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
}

function opens(pattern: Buffer, bytes: Buffer, from: number): boolean {
  const size = bytes.byteLength - from;
  if (pattern.byteLength <= size) return false;
  for (let i = 0; i < size; i++) {
    if (pattern[i] !== bytes[from + i]) return false;
  }
  return true;
}
