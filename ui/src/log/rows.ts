/** Lines `from` to `to`, both included, are not shown. */
export interface Hidden {
  readonly from: number;
  readonly to: number;
}

function merged(ranges: readonly Hidden[]): Hidden[] {
  const out: Hidden[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && range.from <= last.to + 1)
      out[out.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else out.push(range);
  }
  return out;
}

/** Which line stands in which row, while folds hide some. All counted from 0; O(log hidden ranges). */
export class Rows {
  readonly #ranges: readonly Hidden[];
  /** Lines hidden before each range. */
  readonly #before: readonly number[];

  constructor(hidden: readonly Hidden[]) {
    this.#ranges = merged(hidden);
    let sum = 0;
    this.#before = this.#ranges.map(({ from, to }) => {
      const before = sum;
      sum += to - from + 1;
      return before;
    });
  }

  /** Last range that begins at or before, by the given measure. */
  #lastRange(limit: number, measure: (range: Hidden, index: number) => number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (measure(this.#ranges[middle] as Hidden, middle) <= limit) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #hiddenThrough(index: number): number {
    const range = this.#ranges[index];
    return range ? (this.#before[index] as number) + range.to - range.from + 1 : 0;
  }

  /** Rows that `lines` lines take. */
  count(lines: number): number {
    const index = this.#lastRange(lines - 1, (range) => range.from);
    const range = this.#ranges[index];
    if (!range) return lines;
    const within = Math.min(range.to, lines - 1) - range.from + 1;
    return lines - (this.#before[index] as number) - within;
  }

  lineAt(row: number): number {
    const index = this.#lastRange(row, (range, at) => range.from - (this.#before[at] as number));
    return row + this.#hiddenThrough(index);
  }

  /** A hidden line answers the row of the last shown one before it (its fold's header). */
  rowOf(line: number): number {
    const index = this.#lastRange(line, (range) => range.from);
    const range = this.#ranges[index];
    if (!range) return line;
    const before = this.#before[index] as number;
    if (line <= range.to) return Math.max(0, range.from - before - 1);
    return line - this.#hiddenThrough(index);
  }

  isHidden(line: number): boolean {
    const range = this.#ranges[this.#lastRange(line, (r) => r.from)];
    return range !== undefined && line <= range.to;
  }
}
