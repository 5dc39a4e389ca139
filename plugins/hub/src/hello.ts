import type { JobRun, Leases } from '@turnpike/sdk';
import type { Hub } from './context.js';
import { loseRun } from './lose-run.js';

type Hello = Parameters<Leases['hello']>[0];

/** A claim's answer may still be on its way while a periodic hello overtakes it. */
const UNHEARD_OF_MS = 5_000;

/** Notes what a worker is, and resets at once those of its runs that it does not hold any more. */
export async function hello(hub: Hub, { held, worker, facts, ...info }: Hello): Promise<void> {
  if (facts && facts.process !== hub.process) await hub.store.facts.report(facts);
  const isNews = await hub.store.workers.hello({ ...info, name: worker });
  if (isNews) await hub.store.emit('worker:changed', { worker });
  const open = await hub.store.runs.open(worker);
  const missing = open.filter(
    (run) => !held.some((kept) => kept.jobId === run.jobId && kept.run === run.run),
  );
  if (missing.length === 0) return;
  const now = await hub.store.now();
  for (const run of missing) {
    if (isOnItsWay(run, now)) continue;
    await loseRun(hub, { run, reason: `worker ${worker} no longer holds this run` });
  }
}

/** Has the worker shown that it knows of the run? If not, and the run is fresh, the answer may not be there yet. */
function isOnItsWay(run: JobRun, now: number): boolean {
  const known = run.seq > 0 || (run.renewals ?? 0) > 0;
  return !known && now - run.receivedAt < UNHEARD_OF_MS;
}
