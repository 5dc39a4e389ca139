/** A log as it can be read now: stretches one after the other, wherever each lies. */
import type { ByteRange, LineRange, LogInfo } from '@turnpike/sdk';
import { beforeLine, lastWhere, MARK_BYTES, START, type Ledger, type Tally } from './ledger.js';
import { afterNewline, countNewlines } from './newlines.js';

export interface Piece {
  readonly from: number;
  /** At its end. */
  readonly tally: Tally;
  ledger(): Promise<Ledger | undefined>;
  /** undefined: it is not there any more; another view has its bytes. */
  read(from: number, to: number): Promise<AsyncIterable<Uint8Array> | undefined>;
}
export interface View {
  readonly info: LogInfo;
  readonly pieces: readonly Piece[];
}

export function infoOf(tally: Tally, openLine: boolean, sealed: boolean): LogInfo {
  const lines = tally.newlines + (openLine ? 1 : 0);
  return { end: tally.end, sealed, lines, parts: tally.parts };
}

/** A piece was replaced while it was read. */
export class MovedError extends Error {}

export function moved<T>(found: T | undefined): T {
  if (found === undefined) throw new MovedError('a stretch of the log was moved');
  return found;
}

/** The range in bytes; within the log. */
export async function boundsOf(
  view: View,
  range: ByteRange | LineRange,
): Promise<readonly [number, number]> {
  const { end } = view.info;
  if (range.kind === 'bytes') return [range.from, Math.min(range.to ?? end, end)];
  const from = await startOfLine(view, range.from);
  return [from, range.to === undefined ? end : await startOfLine(view, range.to + 1)];
}

/** Where line `line` (from 1) begins; the end where there are fewer. Reads one block of the log at the most. */
async function startOfLine({ info, pieces }: View, line: number): Promise<number> {
  if (line <= 1) return 0;
  const before = lastWhere(pieces, ({ tally }) => tally.newlines < line - 1);
  const piece = before ? pieces[pieces.indexOf(before) + 1] : pieces[0];
  if (!piece) return info.end;
  const mark = beforeLine(moved(await piece.ledger()), line);
  const known = before && before.tally.end > mark.end ? before.tally : mark;
  let missing = line - 1 - known.newlines;
  let at = known.end;
  const until = Math.min(piece.tally.end, at + MARK_BYTES);
  for await (const block of moved(await piece.read(at, until))) {
    const within = afterNewline(block, missing);
    if (within !== -1) return at + within;
    missing -= countNewlines(block);
    at += block.byteLength;
  }
  return info.end;
}

/** From `from` on as far as the piece goes that has it. */
export async function* readOnce(
  { pieces }: View,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array> {
  const piece = pieces.find(({ tally }) => tally.end > from);
  if (!piece || from >= to) return;
  yield* moved(await piece.read(from, Math.min(to, piece.tally.end)));
}

export interface Part {
  readonly number: number;
  readonly from: number;
  readonly to: number;
}

/** Accepted appends behind number `after`, at most `limit`. */
export async function partsOf(
  { pieces }: View,
  after: number,
  limit: number,
): Promise<readonly Part[]> {
  const found: Part[] = [];
  let before = START;
  for (const piece of pieces) {
    if (piece.tally.parts > after + 1) {
      for (const part of partsWithin(moved(await piece.ledger()), before)) {
        if (part.number > after) found.push(part);
        if (found.length >= limit) return found;
      }
    }
    before = piece.tally;
  }
  return found;
}

/** `before`: what came before the piece, where that reaches into it. */
function* partsWithin({ from, marks }: Ledger, before: Tally): Generator<Part> {
  let last = from;
  let start = from.end;
  for (const mark of marks) {
    if (mark.parts > last.parts) {
      if (mark.end > before.end)
        yield { number: mark.parts - 1, from: Math.max(start, before.end), to: mark.end };
      start = mark.end;
    }
    last = mark;
  }
}
