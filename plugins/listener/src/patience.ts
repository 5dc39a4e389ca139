/** How much of an address is still read that has sent what was refused: by number and by size. */
import { TurnpikeError, type Clock } from '@turnpike/sdk';

/** Hosts send for many from few addresses: one that is set up wrongly must not shut out the others. */
const PER_MINUTE = 300;
const BYTES_A_POINT = 1_048_576;
const MOST_ADDRESSES = 10_000;

export interface Patience {
  /** Throws TURNPIKE_RATE_LIMITED, before the body is read. */
  check(address: string): void;
  /** Something of this address was refused after so many bytes were read. */
  refused(address: string, bytes: number): void;
}

export function createPatience(clock: Pick<Clock, 'monotonic'>): Patience {
  const left = new Map<string, { points: number; at: number }>();
  const of = (address: string) => {
    const now = clock.monotonic();
    const known = left.get(address) ?? { points: PER_MINUTE, at: now };
    const points = known.points + ((now - known.at) / 60_000) * PER_MINUTE;
    return { points: Math.min(PER_MINUTE, points), at: now };
  };
  return {
    check(address) {
      const { points } = of(address);
      if (points >= 1) return;
      const seconds = Math.max(1, Math.ceil(((1 - points) * 60) / PER_MINUTE));
      throw new TurnpikeError('TURNPIKE_RATE_LIMITED', 'Too many deliveries were refused.', {
        retryAfterSeconds: seconds,
        wayOut: `Wait ${seconds} s, and look at the secrets of the hooks.`,
      });
    },
    refused(address, bytes) {
      const { points, at } = of(address);
      left.delete(address);
      left.set(address, { points: points - 1 - bytes / BYTES_A_POINT, at });
      const [oldest] = left.keys();
      if (left.size > MOST_ADDRESSES && oldest !== undefined) left.delete(oldest);
    },
  };
}
