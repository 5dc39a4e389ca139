import { Cells } from './cells.js';
import { Pen } from './pen.js';
import { Pieces, type Piece } from './pieces.js';
import { applySgr, type StyleTable } from './style.js';

/** Text of one style. */
export interface Span {
  readonly text: string;
  readonly style: number;
}
export interface Parsed {
  readonly spans: readonly Span[];
  /** Style that the next line begins with. */
  readonly end: number;
}

const SGR = /\x1b\[([0-9;:]{0,1024})m/g;
const NEEDS_PARSING = /[\x00-\x08\x0a-\x1f\x7f-\x9f]/;
const MOVES = /[\r\x08]|\x1b\[[0-2]?K/;

/** Style after the line, without making spans: what a million lines are scanned with. */
export function endStyle(raw: string, start: number, table: StyleTable): number {
  const last = raw.lastIndexOf('\x1b[');
  if (last < 0) return start;
  // Nearly every coloured line ends so, whatever was before it.
  if (raw.startsWith('\x1b[0m', last) || raw.startsWith('\x1b[m', last)) return 0;
  let style = table.get(start);
  for (const match of raw.matchAll(SGR)) style = applySgr(match[1] as string, style);
  return table.intern(style);
}

function overwritten(list: readonly Piece[], start: number, table: StyleTable): Parsed {
  const pen = new Pen(new Cells(), start, table);
  for (const piece of list) pen.take(piece);
  return { spans: pen.cells.spans(), end: pen.style };
}
/** Does the text go back over itself (progress bars)? Such a line is kept as spans, not as text. */
export function movesBack(raw: string): boolean {
  return MOVES.test(raw);
}

/** One line, without its line feed, into spans. */
export function parseLine(raw: string, start: number, table: StyleTable): Parsed {
  if (!NEEDS_PARSING.test(raw))
    return { spans: raw === '' ? [] : [{ text: raw, style: start }], end: start };
  const list = new Pieces(false).read(raw, true);
  if (movesBack(raw)) return overwritten(list, start, table);
  const spans: Span[] = [];
  let style = start;
  for (const piece of list) {
    if (piece.kind === 'style') style = table.intern(applySgr(piece.parameters, table.get(style)));
    if (piece.kind === 'text') spans.push({ text: piece.text, style });
  }
  return { spans, end: style };
}

export function textOf(spans: readonly Span[]): string {
  return spans.length === 1
    ? (spans[0] as Span).text
    : spans.reduce((text, span) => text + span.text, '');
}
