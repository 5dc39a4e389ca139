import { NotAllowedError, type Leases } from '@turnpike/sdk';
import { isRevoked, requireHolder, requireName, requireQueues } from './callers.js';
import { claim } from './claim.js';
import type { Hub } from './context.js';
import { revokedWords } from './end-revoked.js';
import { hello } from './hello.js';
import { loseRun } from './lose-run.js';
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
      const claimed = await claim(hub, input);
      if (!claimed || !(await isRevoked(hub, caller))) return claimed;
      await loseRun(hub, { run: claimed, reason: revokedWords(input.worker) });
      throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'The token of this worker was revoked.');
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
