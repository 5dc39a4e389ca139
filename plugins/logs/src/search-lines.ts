import type { LogMatch } from '@turnpike/sdk';

/** A line without end is searched in pieces of this size, so that it cannot fill the memory. */
const PIECE_BYTES = 1_048_576;
/** Of a matching line this much is answered. */
const MOST_TEXT_BYTES = 1_000;
const NEWLINE = 10;
/** Colours and the like: people search for what they see. */
// eslint-disable-next-line no-control-regex
const ESCAPES = /\x1b\[[0-?]*[ -/]*[@-~]/g;

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
  const seen = withoutEscapes(piece.toString('latin1'));
  const hay = seen.toLowerCase();
  let current = line;
  let counted = 0;
  let at = hay.indexOf(needle);
  while (at !== -1 && matches.length < limit) {
    current += newlinesBetween(hay, counted, at);
    counted = at;
    const start = hay.lastIndexOf('\n', at - 1) + 1;
    const next = hay.indexOf('\n', at);
    const stop = next === -1 ? hay.length : next;
    if (matches.at(-1)?.line !== current) {
      matches.push({ line: current, text: lineText(seen, start, stop) });
    }
    at = hay.indexOf(needle, stop);
  }
  return current + newlinesBetween(hay, counted, hay.length);
}

function withoutEscapes(text: string): string {
  return text.includes('\x1b') ? text.replace(ESCAPES, '') : text;
}

function newlinesBetween(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to;) {
    count++;
    at = text.indexOf('\n', at + 1);
  }
  return count;
}

function lineText(seen: string, start: number, stop: number): string {
  const bytes = Buffer.from(seen.slice(start, Math.min(stop, start + MOST_TEXT_BYTES)), 'latin1');
  return bytes.toString('utf8').replace(/\r$/, '');
}
