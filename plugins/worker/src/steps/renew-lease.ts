import { keepLease } from '../lease-keeper.js';
import type { Step } from './step.js';

export const renewLease: Step = (run) => {
  const { leases, clock } = run.parts;
  const keeper = keepLease({
    leases,
    run: run.ref,
    leaseSeconds: run.claim.leaseSeconds,
    claimedAt: run.claimedAt,
    clock,
    log: run.log,
    onCancel: () => run.end({ kind: 'final', state: 'canceled', reason: 'The job was canceled.' }),
    onGone: (reason) => run.end({ kind: 'forgotten', reason }),
  });
  run.lease = keeper;
  return () => keeper.stop();
};
