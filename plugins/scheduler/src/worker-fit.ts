import type { JobNeeds, WorkerInfo } from '@turnpike/sdk';

type Worker = Pick<WorkerInfo, 'queues' | 'offers'>;

/** Why none of these workers can ever take a job; undefined: one of them can. */
export function noWorkerReason(
  workers: readonly Worker[],
  queue: string,
  needs: JobNeeds,
): string | undefined {
  if (workers.length === 0) return 'no worker is connected';
  const inQueue = workers.filter((worker) => worker.queues.includes(queue));
  if (inQueue.length === 0) return `no worker takes queue ${queue}`;
  if (inQueue.some((worker) => fits(worker, needs))) return undefined;
  const { os, arch, labels } = needs;
  const label = labels.find((one) => !inQueue.some(({ offers }) => offers.labels.includes(one)));
  if (!inQueue.some(({ offers }) => offers.os.includes(os))) return `no worker offers os ${os}`;
  if (!inQueue.some(({ offers }) => offers.arch.includes(arch)))
    return `no worker offers arch ${arch}`;
  if (label !== undefined) return `no worker offers label ${label}`;
  const all = [`os ${os}`, `arch ${arch}`, ...labels.map((one) => `label ${one}`)];
  return `no worker offers ${all.join(', ')} together`;
}

function fits({ offers }: Worker, { os, arch, labels }: JobNeeds): boolean {
  return (
    offers.os.includes(os) &&
    offers.arch.includes(arch) &&
    labels.every((label) => offers.labels.includes(label))
  );
}
