/** Remembers the last ids, to drop repeats. Bounded: the oldest half is forgotten when full. */
export interface Seen {
  /** true: not heard before, and remembered now. */
  take(id: string): boolean;
}

export function createSeen(limit: number): Seen {
  let fresh = new Set<string>();
  let old = new Set<string>();
  return {
    take(id) {
      if (fresh.has(id) || old.has(id)) return false;
      fresh.add(id);
      if (fresh.size >= limit / 2) [old, fresh] = [fresh, new Set()];
      return true;
    },
  };
}
