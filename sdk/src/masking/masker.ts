import { ESC } from './escape-sequences.js';
import { firstOpenOf, shownIn, type Shown } from './shown.js';
import type { SecretPatterns } from './secret-patterns.js';

/** What stands in the log in place of a secret, or of several that overlap or touch. @experimental */
export const MASK = '[secure]';
const mask = Buffer.from(MASK);

/**
 * Masks one stream. A byte is masked when it is part of any secret in any form; so the result does not
 * depend on how the stream was cut into chunks. Escape sequences (colours, titles) count for nothing: a secret with
 * some inside is masked with them. Held back are only bytes that may be the beginning of a
 * secret; what cannot begin one leaves at once, without a pause.
 * @experimental
 */
export interface Masker {
  /** Takes the next bytes, answers what may leave now (possibly nothing). */
  push(chunk: Uint8Array): Uint8Array;
  /** The stream is over: what was held back leaves. */
  end(): Uint8Array;
  /** From now on masks these, in what was held back as well. */
  use(patterns: SecretPatterns): void;
  /** Bytes held back, because they may begin a secret. */
  readonly held: number;
}

interface Interval {
  start: number;
  end: number;
}
const nothing = Buffer.alloc(0);

/** Replaces secrets in a stream, also where they are cut between two blocks. One a stream. @experimental */
export function createMasker(initial: SecretPatterns): Masker {
  let patterns = initial;
  let held: Buffer = nothing;
  /** So many of the held bytes belong to a secret that is already known. */
  let known = 0;
  /** The last byte that left was masked: a secret touching it needs no second mask. */
  let masking = false;

  function take(bytes: Buffer, isWhole: boolean): Uint8Array {
    const shown = bytes.includes(ESC) ? shownIn(patterns, bytes, isWhole) : undefined;
    const limit = isWhole ? bytes.byteLength : firstOpenOf(patterns, bytes, shown);
    const intervals = findIntervals(patterns, bytes, known, shown);
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
      return take(bytes, false);
    },
    end: () => take(held, true),
    use: (next) => void (patterns = next),
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
  shown: Shown | undefined,
): readonly Interval[] {
  const found: Interval[] = known > 0 ? [{ start: 0, end: known }] : [];
  const views = shown?.views ?? [];
  for (const find of patterns.finders) {
    find(bytes, (start, end) => found.push({ start, end }));
    // Beside the bytes as they are: a secret may look like a part of a sequence.
    for (const { plain, original } of views)
      find(plain, (start, end) =>
        found.push({ start: original(start), end: original(end - 1) + 1 }),
      );
  }
  if (found.length < 2) return found;
  // Each search finds in order: only where there are several have they to be merged.
  if (views.length > 0 || patterns.finders.length > 1) found.sort((a, b) => a.start - b.start);
  const joined: Interval[] = [];
  for (const interval of found) {
    const last = joined.at(-1);
    if (last && interval.start <= last.end) last.end = Math.max(last.end, interval.end);
    else joined.push(interval);
  }
  return joined;
}

/** The same for bytes that are there whole. @experimental */
export function maskBytes(patterns: SecretPatterns, bytes: Uint8Array): Uint8Array {
  const masker = createMasker(patterns);
  return Buffer.concat([masker.push(bytes), masker.end()]);
}

/** For error texts and reasons, which travel outside the log. @experimental */
export function maskText(patterns: SecretPatterns, text: string): string {
  return Buffer.from(maskBytes(patterns, Buffer.from(text))).toString();
}
