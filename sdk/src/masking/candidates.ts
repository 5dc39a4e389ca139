/** The length of the longest pattern that stands at `start`; 0 if none does. */
export type Candidates = (bytes: Buffer, start: number) => number;

/** Patterns by the last four bytes of their first `window`: secrets of one kind begin alike. */
export function candidatesBy(patterns: readonly Buffer[], window: number): Candidates {
  const known = new Map<number, Buffer[]>();
  for (const pattern of patterns) {
    const end = endOf(pattern, window - 1);
    const others = known.get(end);
    if (others) others.push(pattern);
    else known.set(end, [pattern]);
  }
  return (bytes, start) => {
    const patterns = known.get(endOf(bytes, start + window - 1));
    if (!patterns) return 0;
    for (const pattern of patterns) if (stands(pattern, bytes, start)) return pattern.byteLength;
    return 0;
  };

  function endOf(bytes: Buffer, last: number): number {
    const pair = ((bytes[last - 1] as number) << 8) | (bytes[last] as number);
    if (window < 4) return pair;
    return ((bytes[last - 3] as number) << 24) | ((bytes[last - 2] as number) << 16) | pair;
  }
}

function stands(pattern: Buffer, bytes: Buffer, start: number): boolean {
  if (start + pattern.byteLength > bytes.byteLength) return false;
  for (let i = 0; i < pattern.byteLength; i++) {
    if (bytes[start + i] !== pattern[i]) return false;
  }
  return true;
}
