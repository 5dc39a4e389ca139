/** What stays in a plugin's own process while the server uses it by a number: streams, instances, ends of things. */
export interface Held {
  keep(value: unknown): number;
  /** Throws where it is gone. */
  get<T>(number: unknown): T;
  drop(number: unknown): void;
}

export function createHeld(): Held {
  const all = new Map<number, unknown>();
  let last = 0;
  return {
    keep(value) {
      last += 1;
      all.set(last, value);
      return last;
    },
    get<T>(number: unknown): T {
      if (!all.has(number as number)) throw new Error('It is not there any more.');
      return all.get(number as number) as T;
    },
    drop: (number) => void all.delete(number as number),
  };
}
