import { lastAtMost } from './line-texts.js';

/** Style that each line begins with, kept only where it changes: nearly all lines end as they began. */
export class StyleRuns {
  readonly #lines: number[] = [0];
  readonly #styles: number[] = [0];

  /** Style of the newest line. */
  get last(): number {
    return this.#styles.at(-1) as number;
  }

  /** From this line on. Lines come in order. */
  set(line: number, style: number): void {
    if (style === this.last) return;
    this.#lines.push(line);
    this.#styles.push(style);
  }

  at(line: number): number {
    return this.#styles[lastAtMost(this.#lines, line)] as number;
  }
}
