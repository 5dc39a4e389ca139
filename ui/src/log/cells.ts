import type { Span } from './ansi.js';

/** Cells kept behind the limit, and looked back over, to cut between what people see as characters. */
const GRACE = 64;
const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A line as a row of cells, for texts that go back and overwrite. Cells behind `limit` are counted, not shown. Each
 * step costs what it wrote, whatever the order: erasing before the cursor goes only over what is not blank yet.
 */
export class Cells {
  readonly #limit: number;
  readonly #kept: number;
  readonly #chars: string[] = [];
  readonly #styles: number[] = [];
  #at = 0;
  #length = 0;
  /** Cells before this one are blank; once everything was erased, all are. */
  #blank = Number.POSITIVE_INFINITY;
  /** Cells that were gone over, for tests of how the work grows. */
  work = 0;

  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
    this.#kept = limit + GRACE;
  }

  /** Cells that are not shown. */
  get more(): number {
    return this.#length > this.#limit ? this.#length - this.#shown() : 0;
  }

  write(text: string, style: number): void {
    const start = this.#at;
    this.#blank = Math.min(this.#blank, start);
    let read = 0;
    for (const char of text) {
      if (this.#at >= this.#kept) break;
      this.#chars[this.#at] = char;
      this.#styles[this.#at] = style;
      this.#at += 1;
      read += char.length;
    }
    this.#at += charsFrom(text, read);
    this.work += this.#at - start;
    this.#length = Math.max(this.#length, this.#at);
  }

  return(): void {
    this.#at = 0;
  }

  back(): void {
    this.#at = Math.max(0, this.#at - 1);
  }

  erase(mode: string): void {
    if (mode === '0') this.#shorten(Math.min(this.#length, this.#at));
    if (mode === '2') this.#shorten(0);
    if (mode === '1') this.#blankTo(Math.min(this.#at + 1, this.#chars.length));
  }

  #shorten(length: number): void {
    this.#length = length;
    if (this.#blank >= length) this.#blank = Number.POSITIVE_INFINITY;
    this.#chars.length = Math.min(this.#chars.length, length);
    this.#styles.length = this.#chars.length;
  }

  #blankTo(end: number): void {
    if (end <= this.#blank) return;
    this.work += end - this.#blank;
    this.#chars.fill(' ', this.#blank, end);
    this.#blank = end;
  }

  spans(): Span[] {
    const spans: { text: string; style: number }[] = [];
    const shown = this.#shown();
    for (let at = 0; at < shown; at += 1) {
      const style = this.#styles[at] ?? 0;
      const last = spans.at(-1);
      const char = this.#chars[at] ?? ' ';
      if (last?.style === style) last.text += char;
      else spans.push({ text: char, style });
    }
    return spans;
  }

  /** All, or as many as the limit allows without a part of a character: marks and joined signs stay with their base. */
  #shown(): number {
    if (this.#chars.length <= this.#limit) return this.#chars.length;
    const from = Math.max(0, this.#limit - GRACE);
    let end = from;
    let next = from;
    const around = Array.from(this.#chars.slice(from), (char = ' ') => char).join('');
    for (const { segment } of GRAPHEMES.segment(around)) {
      next += charsFrom(segment, 0);
      if (next > this.#limit) break;
      end = next;
    }
    return end > from ? end : this.#limit;
  }
}

/** Code points from a place on, counted without making them. */
function charsFrom(text: string, from: number): number {
  let count = 0;
  for (let at = from; at < text.length; at += (text.codePointAt(at) as number) > 0xffff ? 2 : 1)
    count += 1;
  return count;
}
