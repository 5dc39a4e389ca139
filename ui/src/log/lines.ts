import { endStyle, movesBack, parseLine, textOf, type Span } from './ansi.js';
import { FoldModel } from './folds.js';
import { LineTexts } from './line-texts.js';
import { takeMarkers } from './markers.js';
import { StyleRuns } from './style-runs.js';
import { StyleTable } from './style.js';

/** Longer lines are cut when shown; the raw log has them whole. */
export const SHOWN_CHARS = 20_000;
/** An unfinished line longer than this is flattened up to its last carriage return. */
const LONG_TAIL = 16_384;
/** What makes a line more than its own text: escapes, a return that is not the line's end, backspaces, markers. */
// eslint-disable-next-line no-control-regex
const SPECIAL = /\x1b|\r(?!\n)|\x08|travis_(?:fold|time):/g;

/** What is shown instead of a line's own text: spans where it went back over itself, else text without markers. */
type Instead = string | readonly Span[];

/**
 * A log as lines counted from 0, appended to as it comes. Finished lines never change; the last one, without its
 * line feed, may. The text is kept as it came, with the places of its line feeds: only lines with something special
 * in them are looked at when they come, and any line becomes spans when it is shown, since most of a long log
 * never is.
 */
export class LogLines {
  readonly styles = new StyleTable();
  readonly folds = new FoldModel();
  /** Lines of which nothing is left when their markers are taken away. */
  readonly hidden: number[] = [];
  readonly #texts = new LineTexts();
  readonly #starts = new StyleRuns();
  readonly #instead = new Map<number, Instead>();
  #tail = '';
  #sealed = false;

  /** Lines that can be shown, the unfinished one included. */
  get length(): number {
    return this.#texts.length + (this.#showsTail() ? 1 : 0);
  }

  /** Lines that will not change any more. */
  get finished(): number {
    return this.#texts.length;
  }

  get sealed(): boolean {
    return this.#sealed;
  }

  append(text: string): void {
    const whole = text.lastIndexOf('\n') + 1;
    if (whole > 0) this.#finish(this.#tail + text.slice(0, whole));
    this.#tail = whole > 0 ? text.slice(whole) : this.#tail + text;
    if (this.#tail.length > LONG_TAIL) this.#shortenTail();
  }

  /** Nothing follows: the unfinished line is a line. */
  seal(): void {
    if (this.#sealed) return;
    this.#sealed = true;
    if (this.#tail !== '') this.#finish(`${this.#tail}\n`);
    this.#tail = '';
  }

  /** What is shown of a line. */
  spans(line: number): readonly Span[] {
    const finished = line < this.#texts.length;
    const stored = finished ? this.#stored(line) : takeMarkers(this.#tail).text;
    if (typeof stored !== 'string') return stored;
    const start = finished ? this.#starts.at(line) : this.#starts.last;
    return parseLine(cut(stored), start, this.styles).spans;
  }

  /** Plain text of a line, for search and copying. */
  text(line: number): string {
    const stored = line < this.#texts.length ? this.#stored(line) : undefined;
    if (typeof stored === 'string' && !stored.includes('\x1b')) return stored;
    return textOf(this.spans(line));
  }

  #stored(line: number): Instead {
    return this.#instead.get(line) ?? this.#texts.at(line);
  }

  /** Whole lines. */
  #finish(text: string): void {
    let line = this.#texts.length;
    this.#texts.add(text);
    SPECIAL.lastIndex = 0;
    for (let match = SPECIAL.exec(text); match; match = SPECIAL.exec(text)) {
      line = this.#texts.lineAt(match.index, line);
      this.#finishSpecial(line);
      SPECIAL.lastIndex = this.#texts.endOf(line);
    }
  }

  #finishSpecial(line: number): void {
    const { text, markers } = takeMarkers(this.#texts.raw(line));
    for (const marker of markers) this.folds.take(line, marker);
    const body = text.endsWith('\r') ? text.slice(0, -1) : text;
    const start = this.#starts.last;
    if (movesBack(body)) {
      const { spans, end } = parseLine(body, start, this.styles);
      this.#instead.set(line, spans);
      this.#starts.set(line + 1, end);
    } else {
      if (markers.length > 0) this.#instead.set(line, body);
      this.#starts.set(line + 1, endStyle(body, start, this.styles));
    }
    // The header of a fold stays, for its name.
    const empty = markers.length > 0 && this.text(line).trim() === '';
    if (empty && !this.folds.at(line)) this.hidden.push(line);
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
