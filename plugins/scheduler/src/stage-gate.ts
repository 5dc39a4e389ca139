import type { Job } from '@turnpike/sdk';

type Unfinished = Pick<Job, 'id' | 'buildId' | 'stageNumber'>;

/** `2.1` → 2. */
function stageOf(stageNumber: string): number {
  return Number.parseInt(stageNumber, 10) || 1;
}

/**
 * Stages open one after the other: a job waits while its build has an unfinished job in an earlier stage
 * (travis-services facts 3.3). Whether that stage passed is hub's business: it cancels the later ones.
 */
export function stageGate(
  unfinished: readonly Unfinished[],
): (job: Unfinished) => string | undefined {
  const open = new Map<number, number>();
  for (const { buildId, stageNumber } of unfinished)
    open.set(buildId, Math.min(open.get(buildId) ?? Infinity, stageOf(stageNumber)));
  return (job) => {
    const own = stageOf(job.stageNumber);
    const first = open.get(job.buildId) ?? own;
    return first < own ? `stage ${own} waits for stage ${first}` : undefined;
  };
}
