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

/**
 * Everything that a terminal would act on: CSI; OSC (titles, links, clipboard), DCS, APC, PM and SOS up to their
 * end or the line's; other escapes; C0 (but tab, backspace, return) and C1. Only colours, erasing within the line,
 * backspace and return have an effect here; all else is dropped, so no log can move about on the page, link or
 * write to the clipboard.
 */
const CONTROL =
  // eslint-disable-next-line no-control-regex
  /\x1b\[([0-?]*)[ -/]*([@-~])|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\|$)|\x1b[ -/]*[0-~]?|[\x00-\x07\x0a-\x0c\x0e-\x1f\x7f-\x9f]|\r|\x08/g;
const SGR = /\x1b\[([0-9;:]*)m/g;
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

type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly style: number }
  | { readonly kind: 'return' }
  | { readonly kind: 'back' }
  | { readonly kind: 'erase'; readonly mode: string };

function pieceOf(match: RegExpExecArray): Piece | undefined {
  if (match[0] === '\r') return { kind: 'return' };
  if (match[0] === '\b') return { kind: 'back' };
  return match[2] === 'K' ? { kind: 'erase', mode: match[1] || '0' } : undefined;
}

function pieces(raw: string, start: number, table: StyleTable): { list: Piece[]; end: number } {
  const list: Piece[] = [];
  let style = start;
  let from = 0;
  const text = (to: number): void => {
    if (to > from) list.push({ kind: 'text', text: raw.slice(from, to), style });
  };
  CONTROL.lastIndex = 0;
  for (let match = CONTROL.exec(raw); match; match = CONTROL.exec(raw)) {
    text(match.index);
    from = match.index + match[0].length;
    if (match[2] === 'm') style = table.intern(applySgr(match[1] as string, table.get(style)));
    const piece = pieceOf(match);
    if (piece) list.push(piece);
  }
  text(raw.length);
  return { list, end: style };
}

/** A line as a row of cells, for texts that go back and overwrite. */
class Cells {
  readonly #chars: string[] = [];
  readonly #styles: number[] = [];
  #at = 0;

  write(text: string, style: number): void {
    for (const char of text) {
      this.#chars[this.#at] = char;
      this.#styles[this.#at] = style;
      this.#at += 1;
    }
  }

  return(): void {
    this.#at = 0;
  }

  back(): void {
    this.#at = Math.max(0, this.#at - 1);
  }

  erase(mode: string): void {
    if (mode === '0') this.#chars.length = Math.min(this.#chars.length, this.#at);
    if (mode === '2') this.#chars.length = 0;
    if (mode === '1') this.#chars.fill(' ', 0, Math.min(this.#at + 1, this.#chars.length));
  }

  spans(): Span[] {
    const spans: { text: string; style: number }[] = [];
    for (let at = 0; at < this.#chars.length; at += 1) {
      const style = this.#styles[at] ?? 0;
      const last = spans.at(-1);
      const char = this.#chars[at] ?? ' ';
      if (last?.style === style) last.text += char;
      else spans.push({ text: char, style });
    }
    return spans;
  }
}

function overwritten(list: readonly Piece[]): Span[] {
  const cells = new Cells();
  for (const piece of list) {
    if (piece.kind === 'text') cells.write(piece.text, piece.style);
    else if (piece.kind === 'return') cells.return();
    else if (piece.kind === 'back') cells.back();
    else cells.erase(piece.mode);
  }
  return cells.spans();
}

/** Does the text go back over itself (progress bars)? Such a line is kept as spans, not as text. */
export function movesBack(raw: string): boolean {
  return MOVES.test(raw);
}

/** One line, without its line feed, into spans. */
export function parseLine(raw: string, start: number, table: StyleTable): Parsed {
  if (!NEEDS_PARSING.test(raw))
    return { spans: raw === '' ? [] : [{ text: raw, style: start }], end: start };
  const { list, end } = pieces(raw, start, table);
  if (movesBack(raw)) return { spans: overwritten(list), end };
  const spans = list.flatMap((piece) =>
    piece.kind === 'text' ? [{ text: piece.text, style: piece.style }] : [],
  );
  return { spans, end };
}

export function textOf(spans: readonly Span[]): string {
  return spans.length === 1
    ? (spans[0] as Span).text
    : spans.reduce((text, span) => text + span.text, '');
}
