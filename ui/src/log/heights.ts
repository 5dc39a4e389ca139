import { lastAtMost } from './line-texts.js';
import type { Rows } from './rows.js';

/**
 * How high lines are that wrap: each was measured when it was seen, all others count as one row. Lines and rows are
 * counted from 0, heights are px.
 */
export class Heights {
  readonly #rowHeight: number;
  /** Line → what it takes beyond one row. */
  readonly #extra = new Map<number, number>();
  #rows: number[] = [];
  /** What the rows before each of `#rows`, and it itself, take beyond one row each. */
  #sums: number[] = [];

  constructor(rowHeight: number) {
    this.#rowHeight = rowHeight;
  }

  clear(): void {
    this.#extra.clear();
    this.#rows = [];
    this.#sums = [];
  }

  /** Was it thought to be another height? `lay` before the next question. */
  measured(line: number, height: number): boolean {
    const extra = Math.max(0, Math.round(height) - this.#rowHeight);
    if (extra === (this.#extra.get(line) ?? 0)) return false;
    if (extra === 0) this.#extra.delete(line);
    else this.#extra.set(line, extra);
    return true;
  }

  /** Which lines stand in which rows has changed, or a height has. */
  lay(rows: Rows): void {
    const shown = [...this.#extra.keys()].filter((line) => !rows.isHidden(line));
    const lines = shown.sort((a, b) => a - b);
    let sum = 0;
    this.#rows = lines.map((line) => rows.rowOf(line));
    this.#sums = lines.map((line) => (sum += this.#extra.get(line) as number));
  }

  /** Where a row begins. */
  top(row: number): number {
    return row * this.#rowHeight + (this.#sums[lastAtMost(this.#rows, row - 1)] ?? 0);
  }

  /** The last row that begins at or above a place. */
  rowAt(place: number): number {
    let low = 0;
    let high = Math.floor(Math.max(0, place) / this.#rowHeight) + 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.top(middle) <= place) low = middle;
      else high = middle;
    }
    return low;
  }
}
