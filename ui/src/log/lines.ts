import { endStyle, movesBack, parseLine, textOf, type Span } from './ansi.js';
import { FoldModel } from './folds.js';
import { LineTexts } from './line-texts.js';
import { LongLine } from './long-line.js';
import { takeMarkers } from './markers.js';
import { StyleRuns } from './style-runs.js';
import { StyleTable } from './style.js';

/** A line with more characters is read as it comes (`LongLine`) and only what is shown of it is kept. */
const LONG = 16_384;
/** What makes a line more than its own text: escapes, a return that is not the line's end, backspaces, markers. */
const SPECIAL = /\x1b|\r(?!\n)|\x08|travis_(?:fold|time):/g;

/** What is dropped of a line when it is shown: search must not count it. */
const NOT_SHOWN = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

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
  /** The unfinished line, once it is long. */
  #long: LongLine | undefined;
  #work = 0;
  #sealed = false;

  /** Lines that can be shown, the unfinished one included. */
  get length(): number {
    return this.#texts.length + (this.#showsTail() ? 1 : 0);
  }

  /** Lines that will not change any more. */
  get finished(): number {
    return this.#texts.length;
  }

  /** Characters and cells that were gone over: how the work grows with the log. */
  get work(): number {
    return this.#work + (this.#long?.work ?? 0);
  }

  get sealed(): boolean {
    return this.#sealed;
  }

  append(text: string): void {
    this.#work += text.length;
    const first = this.#long ? text.indexOf('\n') : -1;
    if (this.#long && first < 0) return this.#long.write(text);
    if (this.#long) this.#finishLong(this.#long, text.slice(0, first));
    const rest = text.slice(first + 1);
    const whole = rest.lastIndexOf('\n') + 1;
    if (whole > 0) this.#finish(this.#tail + rest.slice(0, whole));
    this.#tail = whole > 0 ? rest.slice(whole) : this.#tail + rest;
    if (this.#tail.length > LONG) this.#begin();
  }

  /** Nothing follows: the unfinished line is a line. */
  seal(): void {
    if (this.#sealed) return;
    this.#sealed = true;
    if (this.#tail !== '' || this.#long) this.append('\n');
  }

  /** What is shown of a line. */
  spans(line: number): readonly Span[] {
    const finished = line < this.#texts.length;
    if (!finished && this.#long) return this.#long.spans();
    const stored = finished ? this.#stored(line) : takeMarkers(this.#tail, true).text;
    if (typeof stored !== 'string') return stored;
    const start = finished ? this.#starts.at(line) : this.#starts.last;
    return parseLine(stored, start, this.styles).spans;
  }

  /** Plain text of a line, for search and copying. */
  text(line: number): string {
    const stored = line < this.#texts.length ? this.#stored(line) : undefined;
    if (typeof stored === 'string' && !NOT_SHOWN.test(stored)) return stored;
    return textOf(this.spans(line));
  }

  #stored(line: number): Instead {
    return this.#instead.get(line) ?? this.#texts.at(line);
  }

  /** Whole lines: the short ones in runs, a long one alone. */
  #finish(text: string): void {
    if (text.length <= LONG) return this.#finishShort(text);
    let run = 0;
    let start = 0;
    for (let feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', start)) {
      if (feed - start > LONG) {
        this.#finishShort(text.slice(run, start));
        this.#finishLong(this.#longLine(), text.slice(start, feed));
        run = feed + 1;
      }
      start = feed + 1;
    }
    this.#finishShort(run === 0 ? text : text.slice(run));
  }

  #longLine(): LongLine {
    const line = this.#texts.length;
    return new LongLine(this.styles, this.#starts.last, (marker) => this.folds.take(line, marker));
  }

  #begin(): void {
    this.#long = this.#longLine();
    this.#long.write(this.#tail);
    this.#tail = '';
  }

  #finishLong(long: LongLine, rest: string): void {
    const line = this.#texts.length;
    long.write(rest, true);
    this.#work += long.work;
    this.#long = undefined;
    this.#texts.add('\n');
    this.#instead.set(line, long.spans());
    this.#starts.set(line + 1, long.end);
  }

  #finishShort(text: string): void {
    let line = this.#texts.length;
    if (text === '') return;
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
    if (this.#long) return true;
    if (this.#tail === '') return false;
    const { text, markers } = takeMarkers(this.#tail, true);
    if (text === '') return false;
    return markers.length === 0 || textOf(parseLine(text, 0, this.styles).spans).trim() !== '';
  }
}
