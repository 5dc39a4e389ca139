/** Token buckets by key. A bucket holds a minute's worth and fills evenly. */
export interface RateLimit {
  /** 0: let in. Else seconds to wait. */
  take(key: string, perMinute: number): number;
}

interface Bucket {
  tokens: number;
  at: number;
}
/** Above this many keys the fullest (idle) ones are forgotten. */
const MOST_KEYS = 20_000;

export function createRateLimit(now: () => number = () => performance.now()): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(key, perMinute) {
      if (perMinute <= 0) return 0;
      const at = now();
      const bucket = buckets.get(key) ?? { tokens: perMinute, at };
      // Put last, so that the map stays in order of use.
      buckets.delete(key);
      buckets.set(key, bucket);
      if (buckets.size > MOST_KEYS) forgetOldest(buckets);
      const perMs = perMinute / 60_000;
      bucket.tokens = Math.min(perMinute, bucket.tokens + (at - bucket.at) * perMs);
      bucket.at = at;
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perMs / 1000));
      bucket.tokens -= 1;
      return 0;
    },
  };
}

function forgetOldest(buckets: Map<string, Bucket>): void {
  const oldest = buckets.keys().next();
  if (!oldest.done) buckets.delete(oldest.value);
}
