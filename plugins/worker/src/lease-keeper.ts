import type { Clock, Leases, Logger, RunRef } from '@turnpike/sdk';

/** Of the lease: renewed after a third; without an answer for three quarters the run is no longer ours. */
const RENEW = 1 / 3;
const GIVE_UP = 3 / 4;

export interface LeaseKeeper {
  /** Asks at once: somebody said that something has changed. */
  check(): void;
  /** So long is it surely ours, if there is no more contact. Not above 0: it is over. */
  leftSeconds(): number;
  stop(): void;
}

/**
 * Renews one run's lease. All times are of this process's monotonic clock, and contact counts from when a
 * question was asked, so hub can only think of the lease as longer than we do.
 */
export function keepLease(options: {
  readonly leases: Leases;
  readonly run: RunRef;
  readonly runToken: string;
  readonly leaseSeconds: number;
  /** When the claim was asked for. */
  readonly claimedAt: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** With each answer but `gone`: so long is it surely ours. */
  onKept(seconds: number): void;
  onCancel(): void;
  onGone(reason: string): void;
}): LeaseKeeper {
  const { leases, run, runToken, clock, log } = options;
  const leaseMs = options.leaseSeconds * 1_000;
  const stopped = new AbortController();
  let contact = options.claimedAt;
  let asking = false;
  let unanswered = false;
  let again: AbortController | undefined;

  const left = (): number => contact + leaseMs * GIVE_UP - clock.monotonic();
  const nap = (ms: number, signal: AbortSignal): Promise<void> =>
    clock.sleep(Math.max(0, ms), signal).catch(() => undefined);

  async function renew(): Promise<boolean> {
    const asked = clock.monotonic();
    try {
      const answer = await leases.renew({ jobId: run.jobId, run: run.run, runToken });
      if (stopped.signal.aborted) return true;
      contact = asked;
      if (answer === 'cancel') options.onCancel();
      if (answer === 'gone') options.onGone('The platform gave this run up.');
      else options.onKept(left() / 1_000);
      return true;
    } catch (error) {
      log.warn({ ...run, err: error }, 'the lease could not be renewed');
      return false;
    }
  }

  async function keep(): Promise<void> {
    let pause = leaseMs * RENEW;
    while (!stopped.signal.aborted) {
      again = new AbortController();
      await nap(pause, AbortSignal.any([stopped.signal, again.signal]));
      if (stopped.signal.aborted) return;
      asking = true;
      const isAnswered = await renew();
      asking = false;
      pause = isAnswered ? leaseMs * RENEW : Math.min(1_000, leaseMs / 30);
      if (unanswered) pause = 0;
      unanswered = false;
    }
  }

  async function watch(): Promise<void> {
    while (!stopped.signal.aborted) {
      const rest = left();
      if (rest <= 0) return options.onGone('Out of contact with the platform for too long.');
      await nap(rest, stopped.signal);
    }
  }
  void keep();
  void watch();
  return {
    check() {
      // An answer that is on its way may be from before the change.
      if (asking) unanswered = true;
      else again?.abort();
    },
    leftSeconds: () => left() / 1_000,
    stop: () => stopped.abort(),
  };
}
