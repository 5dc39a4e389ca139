import type { Clock } from '@turnpike/sdk';

/** Lets calls through at a steady rate, and a few more at once after a pause. */
export interface TokenBucket {
  /** In the order of asking. Rejects when aborted. */
  take(signal?: AbortSignal): Promise<void>;
}

export function createTokenBucket(
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
  clock: Pick<Clock, 'monotonic' | 'sleep'>,
): TokenBucket {
  const everyMs = 1_000 / perSecond;
  /** When the bucket will be as empty as it would be with every call so far let through. */
  let due = -Infinity;
  return {
    async take(signal) {
      signal?.throwIfAborted();
      const now = clock.monotonic();
      due = Math.max(due, now - burst * everyMs) + everyMs;
      if (due > now) await clock.sleep(due - now, signal);
    },
  };
}
