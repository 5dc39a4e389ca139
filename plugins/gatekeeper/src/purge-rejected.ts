import { purgeAll } from '@turnpike/sdk/store';
import type { Context } from './context.js';

/** Requests that became no build have had their time at some point; what is open never has. */
export async function purgeRejected({ deps, config, log, signal }: Context): Promise<void> {
  const { keepRejectedDays: olderThanDays, keepRejected: beyond } = config;
  const { requests } = deps.store;
  const removed = await purgeAll(
    (limit) => requests.purge({ olderThanDays, beyond, limit }),
    signal,
  );
  if (removed > 0)
    log.info({ removed, olderThanDays, beyond }, 'old rejected requests were removed');
}
