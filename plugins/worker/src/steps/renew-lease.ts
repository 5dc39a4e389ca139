import { keepLease } from '../lease-keeper.js';
import type { Step } from './step.js';

export const renewLease: Step = (run) => {
  const { leases, clock } = run.parts;
  const keeper = keepLease({
    leases,
    run: run.ref,
    runToken: run.claim.runToken,
    leaseSeconds: run.claim.leaseSeconds,
    claimedAt: run.claimedAt,
    clock,
    log: run.log,
    onKept: (seconds) => run.instance?.keepFor?.(seconds),
    // Who canceled it and why, hub knows.
    onCancel: () => run.end({ kind: 'final', state: 'canceled' }),
    onGone: (reason) => run.end({ kind: 'forgotten', reason }),
  });
  run.lease = keeper;
  return () => keeper.stop();
};
