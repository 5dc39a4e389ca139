import type { JobRun } from '@turnpike/sdk';
import type { Hub } from './context.js';
import type { LeaseWatch } from './lease-watch.js';
import { loseRun } from './lose-run.js';

/**
 * Gives up the runs whose lease has run out. Answers how many. Safe with several hubs. `open`: all open runs, where
 * they were read already.
 */
export async function expireLeases(
  hub: Hub,
  watch: LeaseWatch,
  open?: readonly JobRun[],
): Promise<number> {
  const silent = watch.look(open ?? (await hub.store.runs.open()));
  let lost = 0;
  for (const run of silent) {
    const reason = `worker ${run.worker} was silent for ${hub.config.leaseSeconds} s`;
    const renewals = run.renewals ?? 0;
    if (!(await loseRun(hub, { run, reason, renewals }))) continue;
    lost += 1;
    hub.log.warn({ jobId: run.jobId, run: run.run, worker: run.worker }, 'a lease has run out');
  }
  return lost;
}
