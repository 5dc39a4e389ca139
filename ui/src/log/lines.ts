import { endStyle, movesBack, parseLine, textOf, type Span } from './ansi.js';
import { FoldModel } from './folds.js';
import { takeMarkers } from './markers.js';
import { StyleTable } from './style.js';

/** Longer lines are cut when shown; the raw log has them whole. */
export const SHOWN_CHARS = 20_000;
/** An unfinished line longer than this is flattened up to its last carriage return. */
const LONG_TAIL = 16_384;

type Stored = string | readonly Span[];

/**
 * A log as lines counted from 0, appended to as it comes. Finished lines never change; the last one, without its
 * line feed, may. A line is kept as text and becomes spans when it is shown, since most of a long log never is.
 */
export class LogLines {
  readonly styles = new StyleTable();
  readonly folds = new FoldModel();
  /** Lines of which nothing is left when their markers are taken away. */
  readonly hidden: number[] = [];
  readonly #lines: Stored[] = [];
  readonly #starts: number[] = [];
  #style = 0;
  #tail = '';
  #sealed = false;

  /** Lines that can be shown, the unfinished one included. */
  get length(): number {
    return this.#lines.length + (this.#showsTail() ? 1 : 0);
  }

  /** Lines that will not change any more. */
  get finished(): number {
    return this.#lines.length;
  }

  get sealed(): boolean {
    return this.#sealed;
  }

  append(text: string): void {
    let from = 0;
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', from)) {
      this.#finish(this.#tail + text.slice(from, feed));
      this.#tail = '';
      from = feed + 1;
    }
    this.#tail += text.slice(from);
    if (this.#tail.length > LONG_TAIL) this.#shortenTail();
  }

  /** Nothing follows: the unfinished line is a line. */
  seal(): void {
    if (this.#sealed) return;
    this.#sealed = true;
    if (this.#tail !== '') this.#finish(this.#tail);
    this.#tail = '';
  }

  /** What is shown of a line. */
  spans(line: number): readonly Span[] {
    const stored = line < this.#lines.length ? this.#lines[line] : takeMarkers(this.#tail).text;
    if (stored === undefined) return [];
    if (typeof stored !== 'string') return stored;
    const start = line < this.#lines.length ? (this.#starts[line] as number) : this.#style;
    return parseLine(cut(stored), start, this.styles).spans;
  }

  /** Plain text of a line, for search and copying. */
  text(line: number): string {
    const stored = line < this.#lines.length ? this.#lines[line] : undefined;
    if (typeof stored === 'string' && !stored.includes('\x1b')) return stored;
    return textOf(this.spans(line));
  }

  #finish(raw: string): void {
    const line = this.#lines.length;
    const { text, markers } = takeMarkers(raw);
    for (const marker of markers) this.folds.take(line, marker);
    const body = text.endsWith('\r') ? text.slice(0, -1) : text;
    this.#starts.push(this.#style);
    if (movesBack(body)) this.#finishMoving(body);
    else {
      this.#lines.push(body);
      this.#style = endStyle(body, this.#style, this.styles);
    }
    // The header of a fold stays, for its name.
    const empty = markers.length > 0 && this.text(line).trim() === '';
    if (empty && !this.folds.at(line)) this.hidden.push(line);
  }

  #finishMoving(body: string): void {
    const { spans, end } = parseLine(body, this.#style, this.styles);
    this.#lines.push(spans);
    this.#style = end;
  }

  #showsTail(): boolean {
    if (this.#tail === '') return false;
    const { text, markers } = takeMarkers(this.#tail);
    return markers.length === 0 || textOf(parseLine(text, 0, this.styles).spans).trim() !== '';
  }

  /** A progress bar without end: what it has overwritten is not worth keeping. Markers are kept. */
  #shortenTail(): void {
    const last = this.#tail.lastIndexOf('\r');
    const { text, markers } = takeMarkers(this.#tail.slice(0, last));
    if (last < 0 || markers.length > 0) return;
    this.#tail = textOf(parseLine(text, 0, this.styles).spans) + this.#tail.slice(last);
  }
}

function cut(raw: string): string {
  if (raw.length <= SHOWN_CHARS) return raw;
  return `${raw.slice(0, SHOWN_CHARS)}\x1b[0;7m … ${raw.length - SHOWN_CHARS} more characters, see the raw log \x1b[0m`;
}
