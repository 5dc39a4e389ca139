import type { Leases } from '@turnpike/sdk';
import { requireHolder, requireName, requireQueues } from './callers.js';
import { claim } from './claim.js';
import type { Hub } from './context.js';
import { hello } from './hello.js';
import { renew } from './renew.js';
import { report } from './report.js';

/** Hub's side of the lease protocol. */
export function createLeases(hub: Hub): Leases {
  return {
    async hello(input, caller) {
      await requireName(hub, input.worker, caller);
      await hello(hub, input);
      return {};
    },
    async claim(input, caller) {
      await requireName(hub, input.worker, caller);
      requireQueues(input.queues, caller);
      return claim(hub, input);
    },
    async renew({ jobId, run }, caller) {
      await requireHolder(hub, { jobId, run }, caller);
      return renew(hub, { jobId, run });
    },
    async report({ runToken: _runToken, ...input }, caller) {
      await requireHolder(hub, input, caller);
      return report(hub, input);
    },
  };
}
