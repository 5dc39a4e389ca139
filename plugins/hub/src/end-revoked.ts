import type { JobRun } from '@turnpike/sdk';
import type { Hub } from './context.js';
import { loseRun } from './lose-run.js';

export const revokedWords = (worker: string): string =>
  `the token of the worker ${worker} was revoked`;

/**
 * Gives up what workers held when their token was revoked: `renew` and `report` answer `gone` then. Answers how many.
 * `open`: all open runs, where they were read already.
 */
export async function endRevoked(hub: Hub, open?: readonly JobRun[]): Promise<number> {
  let ended = 0;
  for (const run of open ?? (await hub.store.runs.open())) {
    if ((run.revokedAt ?? null) === null) continue;
    if (!(await loseRun(hub, { run, reason: revokedWords(run.worker) }))) continue;
    ended += 1;
    hub.log.warn({ jobId: run.jobId, run: run.run, worker: run.worker }, 'a run was taken away');
  }
  return ended;
}
