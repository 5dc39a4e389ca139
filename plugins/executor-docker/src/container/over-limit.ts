import type { LogEnd } from '@turnpike/sdk/wrapper';
import type { DockerConfig } from '../config.js';

/** What `lost` is of a run that was stopped for its disk. */
export const OVER_DISK = 'disk';

/** Which limit the job has met, with its size, in words for the log; undefined: it ended by something else. */
export function overLimit(
  end: LogEnd,
  { memoryMiB, diskMiB, pids }: DockerConfig['limits'],
): string | undefined {
  if (!('record' in end)) {
    if (end.lost === OVER_DISK)
      return `The job has written more than ${diskMiB} MiB, so it was stopped.`;
    return isOutOfMemory(end.lost) ? `${end.lost} (limit: ${sizeOf(memoryMiB)})` : undefined;
  }
  const { oomKills, forksRefused = 0, code } = end.record;
  if (code === 0) return undefined;
  if (oomKills > 0)
    return `The kernel ended ${oomKills} of the job's processes for want of memory (limit: ${sizeOf(memoryMiB)}).`;
  if (forksRefused > 0)
    return `The kernel refused the job ${forksRefused} more processes or threads (limit: ${pids} at once).`;
  return undefined;
}

export const isOutOfMemory = (lost: string): boolean => /ran out of memory/u.test(lost);

const sizeOf = (memoryMiB: number | undefined): string =>
  memoryMiB === undefined ? 'that of the machine' : `${memoryMiB} MiB`;
