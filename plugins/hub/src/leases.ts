import { NotAllowedError, type Leases, type RunRef, type ServiceCaller } from '@turnpike/sdk';
import { claim } from './claim.js';
import type { Hub } from './context.js';
import { hello } from './hello.js';
import { renew } from './renew.js';
import { report } from './report.js';

/** Hub's side of the lease protocol. */
export function createLeases(hub: Hub): Leases {
  return {
    async hello(input) {
      await hello(hub, input);
      return {};
    },
    claim: (input) => claim(hub, input),
    async renew(input, caller) {
      assertOwnRun(input, caller);
      return renew(hub, input);
    },
    async report(input, caller) {
      assertOwnRun(input, caller);
      return report(hub, input);
    },
  };
}

/** A run's token speaks for that run only. */
function assertOwnRun({ jobId, run }: RunRef, caller: ServiceCaller | undefined): void {
  const own = caller?.run;
  if (!own || (own.jobId === jobId && own.run === run)) return;
  throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'This token is for another run.');
}
