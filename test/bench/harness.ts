/** What a benchmark is. Each `NAME.bench.ts` in this folder exports one as `bench`. */

export interface Figure {
  readonly value: number;
  readonly unit: 'µs' | 'ms' | 's' | 'MB' | 'MB/s' | '1/s' | 'count' | 'ratio';
  /** What the figure should stay below (or above, with `atLeast`); reported, never asserted. */
  readonly budget?: number;
  readonly atLeast?: boolean;
}
export type Figures = Readonly<Record<string, Figure>>;

export interface Bench {
  readonly name: string;
  readonly summary: string;
  /** 5 unless said otherwise. */
  readonly rounds?: number;
  /** Is there a first, uncounted round? Yes unless said otherwise. */
  readonly warmUp?: boolean;
  /** Once, before all rounds. What it returns is given to each round and to `tearDown`. */
  setUp?(): Promise<unknown>;
  round(context: unknown): Promise<Figures>;
  tearDown?(context: unknown): Promise<void>;
}

export function percentile(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)]!;
}

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    median: percentile(sorted, 50),
    min: sorted[0] ?? Number.NaN,
    max: sorted.at(-1) ?? Number.NaN,
  };
}
