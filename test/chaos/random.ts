/** Numbers that a seed decides, so that a run can be had again (as far as processes and clocks allow). */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** Milliseconds, say, from `low` up to `high`. */
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** Each of them before any again, in ever new order. */
  deck<T>(cards: readonly T[]): () => T;
}

/** Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    pick,
    deck(cards) {
      let left: (typeof cards)[number][] = [];
      return () => {
        if (left.length === 0)
          left = cards
            .map((card) => ({ card, at: next() }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ card }) => card);
        return left.pop() as (typeof cards)[number];
      };
    },
  };
}
