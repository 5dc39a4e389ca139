import type { Clock } from '@turnpike/sdk';
import { ApiError } from './api-error.js';

const [FIRST_MS, LONGEST_MS] = [250, 8_000];

/** How long a call is worth repeating. */
export interface Patience {
  readonly clock: Pick<Clock, 'monotonic' | 'sleep'>;
  readonly signal?: AbortSignal | undefined;
  /** Since the first try. */
  readonly ms: number;
  /** What passes; default: no connection, 429 and 5xx. */
  passes?(error: ApiError): boolean;
}

/**
 * Repeats what failed for a reason that passes, with pauses that grow and are told by chance, or as long as the server
 * says. So only for calls that may happen twice.
 */
export async function again<T>(patience: Patience, work: () => Promise<T>): Promise<T> {
  const { clock, signal, passes = (error) => error.isPassing } = patience;
  const until = clock.monotonic() + patience.ms;
  for (let pause = FIRST_MS; ; pause = Math.min(pause * 2, LONGEST_MS)) {
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof ApiError) || !passes(error)) throw error;
      const wait = error.retryAfterMs ?? pause * (0.5 + Math.random() / 2);
      if (clock.monotonic() + wait > until) throw error;
      await clock.sleep(wait, signal);
    }
  }
}
