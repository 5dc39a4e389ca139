/** Reads by key that are kept, and those that are asked for together are read together. */

/** Each key once. */
export function memo<K, V>(read: (key: K) => Promise<V>): (key: K) => Promise<V> {
  const known = new Map<K, Promise<V>>();
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    const asked = read(key);
    known.set(key, asked);
    return asked;
  };
}

/**
 * One query for all keys that are asked for before any of them has to be waited for: whatever renders a list
 * may ask for one row at a time. Keys that `readMany` does not answer are `missing`.
 */
export function batched<V, M>(
  readMany: (keys: readonly number[]) => Promise<ReadonlyMap<number, V>>,
  missing: M,
): (key: number) => Promise<V | M> {
  let batch:
    { readonly keys: number[]; readonly rows: Promise<ReadonlyMap<number, V>> } | undefined;

  function open(): NonNullable<typeof batch> {
    const keys: number[] = [];
    const rows = afterThisTick().then(() => {
      batch = undefined;
      return readMany(keys);
    });
    return { keys, rows };
  }

  return memo(async (key: number) => {
    batch ??= open();
    batch.keys.push(key);
    return (await batch.rows).get(key) ?? missing;
  });
}

/** Ticks come after all promises that can go on by themselves. */
function afterThisTick(): Promise<void> {
  return Promise.resolve().then(() => new Promise((resolve) => process.nextTick(resolve)));
}
