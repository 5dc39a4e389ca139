/** What callers share, such as memory for bodies: so much for each, so much in all, a short line before it. */
import { TurnpikeError } from '../contracts/errors.js';
import { refuseFlood } from './refuse.js';

export interface ShareLimits {
  readonly each: number;
  readonly all: number;
  /** Who may stand in line: of one caller, and in all. */
  readonly waitingEach: number;
  readonly waiting: number;
  /** How long one stands there before being told to come again. */
  readonly waitMs: number;
}

export interface Shares {
  /**
   * Resolves with the way to give it back, which may be called more than once. Throws
   * TURNPIKE_RATE_LIMITED where the caller's own are too many, TURNPIKE_BUSY where everybody's are;
   * whatever the signal is aborted with.
   */
  take(key: string, amount: number, signal?: AbortSignal): Promise<() => void>;
}

interface Waiter {
  readonly key: string;
  readonly amount: number;
  readonly start: () => void;
}

export function createShares(limits: ShareLimits): Shares {
  const held = new Map<string, number>();
  const line = new Set<Waiter>();
  let total = 0;

  const of = (key: string): number => held.get(key) ?? 0;
  const isOver = (key: string, amount: number): boolean => {
    return of(key) > 0 && of(key) + amount > limits.each;
  };
  const fits = (key: string, amount: number): boolean =>
    !isOver(key, amount) && (total === 0 || total + amount <= limits.all);

  function start(key: string, amount: number): () => void {
    held.set(key, of(key) + amount);
    total += amount;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      total -= amount;
      if (of(key) === amount) held.delete(key);
      else held.set(key, of(key) - amount);
      goOn();
    };
  }

  /** First come, first served, but nobody waits for somebody who waits for his own. */
  function goOn(): void {
    for (const waiter of line) {
      if (fits(waiter.key, waiter.amount)) waiter.start();
      else if (!isOver(waiter.key, waiter.amount)) return;
    }
  }

  /** Those who wait for their own room only are passed by others. */
  function isOvertaking(key: string): boolean {
    return [...line].some((waiter) => waiter.key === key || !isOver(waiter.key, waiter.amount));
  }

  function refuseLine(key: string, amount: number): void {
    const own = [...line].filter((waiter) => waiter.key === key).length;
    if (own >= limits.waitingEach && (own > 0 || isOver(key, amount))) refuseFlood(RETRY_SECONDS);
    if (line.size >= limits.waiting) throw busy();
  }

  function stand(key: string, amount: number, signal: AbortSignal | undefined) {
    return new Promise<() => void>((resolve, reject) => {
      const leave = (): void => {
        line.delete(waiter);
        clearTimeout(timer);
        signal?.removeEventListener('abort', gone);
      };
      const fail = (error: unknown): void => {
        leave();
        reject(error as Error);
        goOn();
      };
      const gone = (): void => fail(signal?.reason);
      const timer = setTimeout(() => fail(busy()), limits.waitMs);
      const waiter: Waiter = {
        key,
        amount,
        start: () => {
          leave();
          resolve(start(key, amount));
        },
      };
      signal?.addEventListener('abort', gone, { once: true });
      line.add(waiter);
    });
  }

  return {
    async take(key, amount, signal) {
      signal?.throwIfAborted();
      if (fits(key, amount) && !isOvertaking(key)) return start(key, amount);
      refuseLine(key, amount);
      return stand(key, amount, signal);
    },
  };
}

const RETRY_SECONDS = 5;

function busy(): TurnpikeError {
  return new TurnpikeError('TURNPIKE_BUSY', undefined, {
    retryAfterSeconds: RETRY_SECONDS,
    wayOut: `Wait ${RETRY_SECONDS} s and try again.`,
  });
}
