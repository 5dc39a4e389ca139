import type { Marker } from './markers.js';

/** Lines `start` to `end`, both counted from 0; `end` is -1 while it is open. */
export interface Fold {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}
export interface Timing {
  readonly startedAt: number | null;
  readonly durationMs: number;
}

/**
 * Folds and timings by the line that they begin at. An end closes the newest fold of its name and what was opened
 * within; an end without a start is ignored; a fold that nothing closed stays open (the script was killed in it).
 */
export class FoldModel {
  readonly #folds = new Map<number, Fold>();
  readonly #open: Fold[] = [];
  /** How many are open by name: an end without a start must not go through all. */
  readonly #openNames = new Map<string, number>();
  readonly #timings = new Map<number, Timing>();
  readonly #clocks = new Map<string, { line: number; after: boolean }>();
  /** Grows with each change of folds. */
  version = 0;

  take(line: number, marker: Marker): void {
    if (marker.kind === 'time') this.#takeTime(line, marker);
    else if (marker.edge === 'start') this.#start(line, marker.id);
    else this.#end(marker.after ? line : line - 1, marker.id);
  }

  #start(line: number, name: string): void {
    const fold = { name, start: line, end: -1, depth: this.#open.length };
    this.#open.push(fold);
    this.#count(name, 1);
    // Of two that begin at one line, the outer one is the header.
    if (!this.#folds.has(line)) this.#folds.set(line, fold);
    this.version += 1;
  }

  #end(last: number, name: string): void {
    if (!this.#openNames.has(name)) return;
    const at = this.#open.findLastIndex((fold) => fold.name === name);
    for (const fold of this.#open.splice(at)) {
      this.#count(fold.name, -1);
      this.#close(fold, last);
    }
    this.version += 1;
  }

  #count(name: string, by: 1 | -1): void {
    const now = (this.#openNames.get(name) ?? 0) + by;
    if (now === 0) this.#openNames.delete(name);
    else this.#openNames.set(name, now);
  }

  #close(fold: Fold, last: number): void {
    if (this.#folds.get(fold.start) !== fold) return;
    if (last > fold.start) this.#folds.set(fold.start, { ...fold, end: last });
    else this.#folds.delete(fold.start);
  }

  #takeTime(line: number, marker: Marker): void {
    if (marker.edge === 'start') {
      this.#clocks.set(marker.id, { line, after: marker.after });
      return;
    }
    const clock = this.#clocks.get(marker.id);
    this.#clocks.delete(marker.id);
    if (!clock || marker.durationMs === null) return;
    // Nothing was printed between: the next line is not what took the time.
    if (clock.line === line && clock.after === marker.after) return;
    const known = this.#timings.get(clock.line);
    if (known && known.durationMs >= marker.durationMs) return;
    this.#timings.set(clock.line, { startedAt: marker.startedAt, durationMs: marker.durationMs });
    this.version += 1;
  }

  /** In order of their start. */
  all(): readonly Fold[] {
    return [...this.#folds.values()].sort((a, b) => a.start - b.start);
  }

  at(line: number): Fold | undefined {
    return this.#folds.get(line);
  }

  timing(line: number): Timing | undefined {
    return this.#timings.get(line);
  }

  get hasTimings(): boolean {
    return this.#timings.size > 0;
  }

  /** From its first command's start to its last command's end, or the sum of what is known. */
  durationMs(fold: Fold): number | undefined {
    let total: number | undefined;
    for (const [line, timing] of this.#timings)
      if (line >= fold.start && (fold.end < 0 || line <= fold.end))
        total = (total ?? 0) + timing.durationMs;
    return total;
  }

  /** Closed folds that hide this line, outermost first. */
  around(line: number): readonly Fold[] {
    return this.all().filter((fold) => fold.end >= 0 && fold.start < line && line <= fold.end);
  }
}
