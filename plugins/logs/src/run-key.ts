import type { RunRef } from '@turnpike/sdk';

export function keyOf({ jobId, run }: RunRef): string {
  return `${jobId}/${run}`;
}
