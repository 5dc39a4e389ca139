/** Numbers drawn from a seed: the same seed draws the same world. */

export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** From 0 to below `below`. */
  integer(below: number): number;
  /** Log-normal: half of all draws lie below `median`; `spread` is the standard deviation of its logarithm. */
  logNormal(median: number, spread: number): number;
  pick<T>(list: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  // A Weyl sequence, mixed: passes the usual tests and takes four lines.
  function next(): number {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }
  const integer = (below: number): number => Math.floor(next() * below);
  function normal(): number {
    return Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  }
  return {
    next,
    integer,
    logNormal: (median, spread) => median * Math.exp(spread * normal()),
    pick: (list) => list[integer(list.length)]!,
  };
}
