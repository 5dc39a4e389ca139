/**
 * JSON with what JSON lacks: integers beyond 53 bits are written with all digits, NaN and the
 * infinities as the texts `NaN`, `Infinity`, `-Infinity`.
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, mark).replace(marked, '$1');
}

const marked = /"\\u0000int:(-?\d+)"/g;

function mark(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `\u0000int:${value}`;
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
