import { TurnpikeError } from '@turnpike/sdk';

/** Quotas count what is stored. This bounds what is on its way: so much can a job have on the disk besides. */
const MOST_AT_ONCE = 10;

/** Runs uploads of a job, some at a time. Throws TURNPIKE_RATE_LIMITED above that. */
export function createUploadSlots(): <T>(jobId: number, upload: () => Promise<T>) => Promise<T> {
  const open = new Map<number, number>();
  return async (jobId, upload) => {
    const before = open.get(jobId) ?? 0;
    if (before >= MOST_AT_ONCE) throw tooMany();
    open.set(jobId, before + 1);
    try {
      return await upload();
    } finally {
      const left = (open.get(jobId) ?? 1) - 1;
      if (left > 0) open.set(jobId, left);
      else open.delete(jobId);
    }
  };
}

function tooMany(): TurnpikeError {
  return new TurnpikeError('TURNPIKE_RATE_LIMITED', undefined, {
    retryAfterSeconds: 1,
    wayOut: `Upload at most ${MOST_AT_ONCE} files at once.`,
  });
}
