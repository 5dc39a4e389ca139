import type { LogMatch } from '@turnpike/sdk';

/** A line without end is searched in pieces of this size, so that it cannot fill the memory. */
const PIECE_BYTES = 1_048_576;
/** Of a matching line this much is answered. */
const MOST_TEXT_BYTES = 1_000;
const NEWLINE = 10;

/** Lines that contain `text`, whatever the case of its ASCII letters; in order, at most `limit`. */
export async function searchLines(
  blocks: AsyncIterable<Uint8Array>,
  text: string,
  limit: number,
): Promise<readonly LogMatch[]> {
  // Bytes as characters: searching needs no decoding, only a hit is decoded.
  const needle = Buffer.from(text).toString('latin1').toLowerCase();
  const matches: LogMatch[] = [];
  if (needle === '' || needle.includes('\n')) return matches;
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);

  for await (const block of blocks) {
    const fresh = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
    const bytes = rest.length > 0 ? Buffer.concat([rest, fresh]) : fresh;
    const cut = cutOf(bytes, needle.length);
    line = searchPiece(bytes.subarray(0, cut), needle, line, limit, matches);
    if (matches.length >= limit) return matches;
    rest = bytes.subarray(cut);
  }
  searchPiece(rest, needle, line, limit, matches);
  return matches;
}

/** Behind the last whole line; within a line that is too long, so that no match is cut in two. */
function cutOf(bytes: Buffer, needleBytes: number): number {
  const lines = bytes.lastIndexOf(NEWLINE) + 1;
  return lines > 0 || bytes.length < PIECE_BYTES ? lines : bytes.length - needleBytes + 1;
}

/** Adds the matching lines of a piece that begins within line `line`; answers in which one it ends. */
function searchPiece(
  piece: Buffer,
  needle: string,
  line: number,
  limit: number,
  matches: LogMatch[],
): number {
  const hay = piece.toString('latin1').toLowerCase();
  let current = line;
  let counted = 0;
  let at = hay.indexOf(needle);
  while (at !== -1 && matches.length < limit) {
    current += newlinesBetween(piece, counted, at);
    counted = at;
    const start = piece.subarray(0, at).lastIndexOf(NEWLINE) + 1;
    const next = piece.indexOf(NEWLINE, at);
    const stop = next === -1 ? piece.length : next;
    if (matches.at(-1)?.line !== current) {
      matches.push({ line: current, text: lineText(piece, start, stop) });
    }
    at = hay.indexOf(needle, stop);
  }
  return current + newlinesBetween(piece, counted, piece.length);
}

function newlinesBetween(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE, from); at !== -1 && at < to;) {
    count++;
    at = bytes.indexOf(NEWLINE, at + 1);
  }
  return count;
}

function lineText(piece: Buffer, start: number, stop: number): string {
  const text = piece.toString('utf8', start, Math.min(stop, start + MOST_TEXT_BYTES));
  return text.replace(/\r$/, '');
}
