const NEWLINE = 10;

/** Wraps without copying, so that the native search can be used. */
const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export function countNewlines(bytes: Uint8Array): number {
  const buffer = asBuffer(bytes);
  let count = 0;
  for (let at = buffer.indexOf(NEWLINE); at !== -1; at = buffer.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** Position behind the `n`th newline (from 1), or -1 where there are fewer. */
export function afterNewline(bytes: Uint8Array, n: number): number {
  const buffer = asBuffer(bytes);
  let at = -1;
  for (let seen = 0; seen < n; seen++) {
    at = buffer.indexOf(NEWLINE, at + 1);
    if (at === -1) return -1;
  }
  return at + 1;
}
