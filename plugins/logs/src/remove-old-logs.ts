import type { Logger, LogStore } from '@turnpike/sdk';
import type { OldLog, Store } from '@turnpike/sdk/store';
import type { LogsConfig } from './config.js';

const AT_ONCE = 200;

/**
 * Removes logs whose time is over, oldest first. The content goes before its row says so: a process that dies
 * in between leaves a log that is removed once more.
 */
export async function removeOldLogs(parts: {
  readonly store: Pick<Store, 'runs'>;
  readonly logs: LogStore;
  readonly config: Pick<LogsConfig, 'keepDays' | 'keepBytes'>;
  readonly log: Logger;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { store, config, log, signal } = parts;
  const old = { olderThanDays: config.keepDays, beyond: config.keepBytes, limit: AT_ONCE };
  const removed = { logs: 0, bytes: 0 };
  while (!signal.aborted) {
    const lot = await store.runs.oldLogs(old);
    const gone = await deleteAll(parts, lot);
    for (const because of ['age', 'size'] as const) {
      const runs = gone.filter((one) => one.because === because);
      if (runs.length > 0) await store.runs.logsRemoved(runs, reasonOf(because, config));
    }
    removed.logs += gone.length;
    removed.bytes += gone.reduce((sum, { bytes }) => sum + bytes, 0);
    // One that cannot be deleted would be offered again at once: the next sweep tries it.
    if (lot.length < AT_ONCE || gone.length < lot.length) break;
  }
  if (removed.logs > 0) log.info({ ...removed, ...config }, 'old logs were removed');
}

async function deleteAll(
  { logs, log }: { readonly logs: LogStore; readonly log: Logger },
  lot: readonly OldLog[],
): Promise<readonly OldLog[]> {
  const gone: OldLog[] = [];
  for (const old of lot) {
    const { jobId, run } = old;
    try {
      await logs.delete({ jobId, run });
      gone.push(old);
    } catch (error) {
      log.error({ jobId, run, err: error }, 'an old log could not be removed');
    }
  }
  return gone;
}

function reasonOf(
  because: OldLog['because'],
  { keepDays, keepBytes }: Pick<LogsConfig, 'keepDays' | 'keepBytes'>,
): string {
  if (because === 'age') return `The log was removed after ${keepDays} days (logs.keepDays).`;
  const gib = Math.round((keepBytes / 1_073_741_824) * 100) / 100;
  return `The log was removed: all logs together may take ${gib} GiB (logs.keepBytes).`;
}
