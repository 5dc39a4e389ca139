import { MARKER_SOURCE } from './markers.js';

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'return' }
  | { readonly kind: 'back' }
  | { readonly kind: 'erase'; readonly mode: string }
  | { readonly kind: 'style'; readonly parameters: string }
  /** `match` as `MARKER_SOURCE` groups it. */
  | { readonly kind: 'marker'; readonly match: readonly (string | undefined)[] };

/**
 * Everything that a terminal would act on: CSI; the beginning of OSC (titles, links, clipboard), DCS, APC, PM and
 * SOS; other escapes; C0 (but tab, backspace, return) and C1. Only colours, erasing within the line, backspace and
 * return have an effect here; all else is dropped, so no log can move about on the page, link or write to the
 * clipboard. Each is bounded, so that what may still become one is.
 */
const CONTROL =
  '\\x1b\\[([0-?]{0,1024})[ -/]{0,16}([@-~])|(\\x1b[\\]PX^_])|\\x1b[ -/]{0,16}[0-~]?|[\\x00-\\x07\\x0a-\\x0c\\x0e-\\x1f\\x7f-\\x9f]|\\r|\\x08';
const WITH_MARKERS = new RegExp(`${MARKER_SOURCE}|${CONTROL}`, 'g');
// The same groups, the first four of which never match.
const WITHOUT = new RegExp(`(?!)()()()()|${CONTROL}`, 'g');
const STRING_END = /[\x07\x1b]/g;
/** What an unfinished text ends with that may become one with what follows. */
const OPEN = [
  '\\x1b(?:\\[[0-?]{0,1024}[ -/]{0,16}|[ -/]{0,16})',
  '[\\ud800-\\udbff]',
  't(?:r(?:a(?:v(?:i(?:s(?:_[a-z]{0,4})?)?)?)?)?)?',
  'travis_(?:fold|time):[a-z]{0,5}',
  'travis_(?:fold|time):(?:start|end):[\\w.:,=-]{0,700}(?:\\r(?:\\x1b(?:\\[[0-2]?)?)?)?',
].join('|');
const OPEN_END = new RegExp(`(?:${OPEN})$`);
const OPEN_LENGTH = 1100;

/** Where what may still change begins, from `from` on. */
function openFrom(raw: string, from: number): number {
  const start = Math.max(from, raw.length - OPEN_LENGTH);
  const at = raw.slice(start).search(OPEN_END);
  return at < 0 ? raw.length : start + at;
}

/**
 * A line cut into what a terminal acts on and what it shows. It may come in any pieces: what is read is the same,
 * what is kept between two of them is bounded.
 */
export class Pieces {
  readonly #token: RegExp;
  #raw = '';
  #at = 0;
  /** Within OSC, DCS …: nothing of it is shown. */
  #within = false;
  /** Has the line had anything but markers? */
  #begun = false;

  /** `markers`: are they read, or text like all else? */
  constructor(markers: boolean) {
    this.#token = markers ? WITH_MARKERS : WITHOUT;
  }

  /** `last`: the line ends here. */
  read(text: string, last = false): Piece[] {
    const out: Piece[] = [];
    this.#raw = this.#raw.slice(this.#at) + text;
    this.#at = 0;
    let open = -1;
    let goesOn = true;
    while (goesOn && this.#at < this.#raw.length) {
      if (open < this.#at) open = last ? this.#raw.length : openFrom(this.#raw, this.#at);
      goesOn = this.#within ? this.#skip(last) : this.#next(open, out);
    }
    return out;
  }

  /** The text up to the next token, and the token; false: the rest is not to be judged yet. */
  #next(open: number, out: Piece[]): boolean {
    this.#token.lastIndex = this.#at;
    const match = this.#token.exec(this.#raw);
    const start = match?.index ?? this.#raw.length;
    this.#text(Math.min(start, open), out);
    if (!match || start >= open) return false;
    if (match[1] !== undefined) this.#marker(match, out);
    else this.#control(match, out);
    return true;
  }

  #text(end: number, out: Piece[]): void {
    if (end <= this.#at) return;
    out.push({ kind: 'text', text: this.#raw.slice(this.#at, end) });
    this.#at = end;
    this.#begun = true;
  }

  /** Behind text it has to clear the line: else it is only mentioned. */
  #marker(match: RegExpExecArray, out: Piece[]): void {
    if (this.#begun && match[4] === undefined)
      return this.#text(match.index + match[0].indexOf('\r'), out);
    this.#at = match.index + match[0].length;
    out.push({ kind: 'marker', match });
  }

  #control(match: RegExpExecArray, out: Piece[]): void {
    this.#at = match.index + match[0].length;
    this.#begun = true;
    const piece = pieceOf(match);
    if (piece) out.push(piece);
    this.#within = match[7] !== undefined;
  }

  /** To the end of a string: BEL, ST, or whatever escape begins in it. */
  #skip(last: boolean): boolean {
    STRING_END.lastIndex = this.#at;
    const end = STRING_END.exec(this.#raw)?.index ?? this.#raw.length;
    this.#at = end;
    if (end === this.#raw.length) return false;
    if (this.#raw[end] === '\x07') this.#at = end + 1;
    else if (this.#raw[end + 1] === '\\') this.#at = end + 2;
    else if (end + 1 === this.#raw.length && !last) return false;
    this.#within = false;
    return true;
  }
}

function pieceOf(match: RegExpExecArray): Piece | undefined {
  const [whole, , , , , parameters = '', final] = match;
  if (whole === '\r') return { kind: 'return' };
  if (whole === '\b') return { kind: 'back' };
  if (final === 'm') return { kind: 'style', parameters };
  return final === 'K' ? { kind: 'erase', mode: parameters || '0' } : undefined;
}
