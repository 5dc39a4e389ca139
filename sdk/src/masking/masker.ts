import type { SecretPatterns } from './secret-patterns.js';

/** What stands in the log in place of a secret, or of several that overlap or touch. */
export const MASK = '[secure]';
const mask = Buffer.from(MASK);

/**
 * Masks one stream. A byte is masked when it is part of any secret in any form; so the result does not
 * depend on how the stream was cut into chunks. Held back are only bytes that may be the beginning of a
 * secret; what cannot begin one leaves at once, without a pause.
 */
export interface Masker {
  /** Takes the next bytes, answers what may leave now (possibly nothing). */
  push(chunk: Uint8Array): Uint8Array;
  /** The stream is over: what was held back leaves. */
  end(): Uint8Array;
  /** Bytes held back, because they may begin a secret. */
  readonly held: number;
}

interface Interval {
  start: number;
  end: number;
}
const nothing = Buffer.alloc(0);

export function createMasker(patterns: SecretPatterns): Masker {
  let held: Buffer = nothing;
  /** So many of the held bytes belong to a secret that is already known. */
  let known = 0;
  /** The last byte that left was masked: a secret touching it needs no second mask. */
  let masking = false;

  function take(bytes: Buffer, limit: number): Uint8Array {
    const intervals = findIntervals(patterns, bytes, known);
    const out =
      intervals.length === 0 ? bytes.subarray(0, limit) : replace(bytes, intervals, limit);
    if (limit > 0) {
      // The one that reaches over the limit, if any: joined as they are, only the last before it can.
      const end = intervals.findLast(({ start }) => start < limit)?.end ?? 0;
      known = Math.max(0, end - limit);
      masking = end >= limit;
    }
    held = limit < bytes.byteLength ? Buffer.from(bytes.subarray(limit)) : nothing;
    return out;
  }

  /** The first `limit` bytes with a mask for each interval; one that the last bytes have masked gets no second. */
  function replace(bytes: Buffer, intervals: readonly Interval[], limit: number): Buffer {
    const out = Buffer.allocUnsafe(limit + intervals.length * mask.byteLength);
    let [from, to] = [0, 0];
    for (const { start, end } of intervals) {
      if (start >= limit) break;
      to += bytes.copy(out, to, from, start);
      if (start > 0 || !masking) to += mask.copy(out, to);
      from = Math.min(end, limit);
    }
    to += bytes.copy(out, to, from, limit);
    return out.subarray(0, to);
  }

  return {
    push(chunk) {
      if (chunk.byteLength === 0) return nothing;
      const fresh = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      if (patterns.maxBytes === 0) return fresh;
      const bytes = held.byteLength > 0 ? Buffer.concat([held, fresh]) : fresh;
      return take(bytes, firstOpen(patterns, bytes));
    },
    end: () => take(held, held.byteLength),
    get held() {
      return held.byteLength;
    },
  };
}

/** All occurrences in order, overlapping and touching ones joined; `known` bytes at the start are masked anyway. */
function findIntervals(
  patterns: SecretPatterns,
  bytes: Buffer,
  known: number,
): readonly Interval[] {
  const found: Interval[] = known > 0 ? [{ start: 0, end: known }] : [];
  for (const find of patterns.finders) find(bytes, (start, end) => found.push({ start, end }));
  if (found.length < 2) return found;
  // Each search finds in order: only where there are several have they to be merged.
  if (patterns.finders.length > 1) found.sort((a, b) => a.start - b.start);
  const joined: Interval[] = [];
  for (const interval of found) {
    const last = joined.at(-1);
    if (last && interval.start <= last.end) last.end = Math.max(last.end, interval.end);
    else joined.push(interval);
  }
  return joined;
}

/** Where the longest end of `bytes` begins that a secret may begin with; their length if there is none. */
function firstOpen(patterns: SecretPatterns, bytes: Buffer): number {
  const length = bytes.byteLength;
  for (let at = Math.max(0, length - patterns.maxBytes + 1); at < length; at++) {
    const candidates = patterns.byFirst[bytes[at] ?? 0];
    if (candidates?.some((pattern) => opens(pattern, bytes, at))) return at;
  }
  return length;
}

function opens(pattern: Buffer, bytes: Buffer, from: number): boolean {
  const size = bytes.byteLength - from;
  if (pattern.byteLength <= size) return false;
  for (let i = 1; i < size; i++) {
    if (pattern[i] !== bytes[from + i]) return false;
  }
  return true;
}

export function maskBytes(patterns: SecretPatterns, bytes: Uint8Array): Uint8Array {
  const masker = createMasker(patterns);
  return Buffer.concat([masker.push(bytes), masker.end()]);
}

/** For error texts and reasons, which travel outside the log. */
export function maskText(patterns: SecretPatterns, text: string): string {
  return Buffer.from(maskBytes(patterns, Buffer.from(text))).toString();
}
