const FIRST_LINES = 1024;

/** Index of the last entry that is at most `limit`; -1: none. Entries rise. */
export function lastAtMost(
  entries: ArrayLike<number>,
  limit: number,
  from = 0,
  to = entries.length,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Texts of lines, counted from 0, kept in the pieces that they came in: a line costs four bytes beside its text,
 * and taking a million of them no more than a search for their line feeds.
 */
export class LineTexts {
  readonly #pieces: string[] = [];
  /** First line of each piece. */
  readonly #firsts: number[] = [];
  /** For each line, where in its piece the next one begins. */
  #ends = new Uint32Array(FIRST_LINES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Whole lines, each with its line feed. */
  add(piece: string): void {
    this.#pieces.push(piece);
    this.#firsts.push(this.#length);
    for (let feed = piece.indexOf('\n'); feed >= 0; feed = piece.indexOf('\n', feed + 1)) {
      if (this.#length === this.#ends.length) this.#grow();
      this.#ends[this.#length] = feed + 1;
      this.#length += 1;
    }
  }

  /** Without its line feed and the return before it. */
  at(line: number): string {
    const raw = this.raw(line);
    return raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  }

  /** Without its line feed. */
  raw(line: number): string {
    const piece = lastAtMost(this.#firsts, line);
    const start = line === this.#firsts[piece] ? 0 : this.#ends[line - 1];
    return (this.#pieces[piece] ?? '').slice(start, this.endOf(line) - 1);
  }

  /** Where in its piece the next line begins. */
  endOf(line: number): number {
    return this.#ends[line] as number;
  }

  /** Line of the newest piece that holds this place of it; `from`: a line that is not behind it. */
  lineAt(place: number, from: number): number {
    // It is mostly near: ever longer steps find where to look.
    let to = from;
    for (let step = 1; to < this.#length && this.endOf(to) <= place; step *= 2) to += step;
    return lastAtMost(this.#ends, place, from, Math.min(to, this.#length)) + 1;
  }

  #grow(): void {
    const ends = new Uint32Array(this.#ends.length * 2);
    ends.set(this.#ends);
    this.#ends = ends;
  }
}
