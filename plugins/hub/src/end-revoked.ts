import type { JobRun } from '@turnpike/sdk';
import type { Hub } from './context.js';
import { loseRun } from './lose-run.js';

/**
 * Gives up what workers held when their token was revoked: `renew` and `report` answer `gone` then. Answers how many.
 * `open`: all open runs, where they were read already.
 */
export async function endRevoked(hub: Hub, open?: readonly JobRun[]): Promise<number> {
  let ended = 0;
  for (const run of open ?? (await hub.store.runs.open())) {
    if ((run.revokedAt ?? null) === null) continue;
    const reason = `the token of the worker ${run.worker} was revoked`;
    if (!(await loseRun(hub, { run, reason }))) continue;
    ended += 1;
    hub.log.warn({ jobId: run.jobId, run: run.run, worker: run.worker }, 'a run was taken away');
  }
  return ended;
}
