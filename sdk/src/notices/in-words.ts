const SECOND = 1_000;
const UNITS = [
  ['hr', 3_600],
  ['min', 60],
  ['sec', 1],
] as const;

/** `2 min 3 sec`, as Travis says it; empty where there is none, `0 sec` below one. */
export function inWords(ms: number | null): string {
  if (ms === null) return '';
  let left = Math.max(0, Math.floor(ms / SECOND));
  const parts: string[] = [];
  for (const [unit, seconds] of UNITS) {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.length === 0 ? '0 sec' : parts.join(' ');
}
