import type { FactSource, WorkerInfo } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { readWorkers } from './known-workers.js';
import { noWorkerReason } from './worker-fit.js';

const LOOKED_AT = 200;

/** For the system page and `turnpike doctor`: jobs that wait and that none of the workers can take, by what it lacks. */
export function workersFact(
  store: Pick<Store, 'jobs' | 'workers' | 'now'>,
  noWorkerMinutes: number,
): FactSource {
  return {
    id: 'scheduler-workers',
    title: 'Workers',
    async look() {
      const { present } = await readWorkers(store, noWorkerMinutes);
      const reasons = [...(await queuedReasons(store, present)), ...(await waitingReasons(store))];
      const [first] = reasons;
      const there = `${present.length} ${present.length === 1 ? 'is' : 'are'} there`;
      if (first === undefined) return { state: 'ok', text: there };
      return {
        state: 'warning',
        text: `${there}, and ${reasons.length} of the waiting jobs fit none: ${first}`,
        wayOut:
          'Start a worker that offers it (worker.queues, worker.labels), or change what the jobs ask for (os, arch, dist, queue).',
      };
    },
  };
}

async function queuedReasons(
  { jobs }: Pick<Store, 'jobs'>,
  present: readonly WorkerInfo[],
): Promise<readonly string[]> {
  const queued = await jobs.queuedLongerThan(0, LOOKED_AT);
  return queued.flatMap(({ queue, needs }) => noWorkerReason(present, queue ?? '', needs) ?? []);
}

/** They are not even queued while none fits; what for is their reason. */
async function waitingReasons({ jobs }: Pick<Store, 'jobs'>): Promise<readonly string[]> {
  const { rows } = await jobs.list({ states: ['created'] }, { limit: LOOKED_AT });
  return rows.flatMap(({ reason }) => (reason?.startsWith('no worker ') ? [reason] : []));
}
