import type { JobRun } from '@turnpike/sdk';
import { wholeTime } from '../envelope/times.js';
import type { Loader } from '../loader.js';
import type { Wire } from './render.js';

/** Who or what removed the log of this run; null: it is there. */
export async function renderLogRemoval(
  load: Pick<Loader, 'user'>,
  run: Pick<JobRun, 'logRemovedAt' | 'logRemovedBy' | 'logRemovedReason'>,
): Promise<(Wire & { readonly text: string }) | null> {
  if (!run.logRemovedAt) return null;
  const user = run.logRemovedBy ? await load.user(run.logRemovedBy) : undefined;
  const at = wholeTime(run.logRemovedAt);
  const text = run.logRemovedReason ?? `Log removed by ${user?.login ?? 'the platform'} at ${at}`;
  return { at, by: user?.login ?? null, text };
}
