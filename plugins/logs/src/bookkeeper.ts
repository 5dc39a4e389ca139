import type { Clock, LogInfo, Logger, LogStore, RunRef } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { keyOf } from './run-key.js';

const SYNC_MS = 1_000;
/** Sealed logs are durable already, and the last report writes their size: their rows wait, so that many are written at once. */
const ROWS_MS = 1_000;
/** How often the size of a log that still grows is written: nothing hangs on it. */
const GROWING_MS = 5_000;

/** Makes what was appended durable within a second, and writes sizes into the rows of the runs. */
export interface Bookkeeper {
  appended(run: RunRef): void;
  sealed(run: RunRef, log: Pick<LogInfo, 'end' | 'lines'>): void;
  /** Everything now. */
  flush(): Promise<void>;
}

interface Size {
  readonly run: RunRef;
  readonly bytes: number;
  readonly lines: number;
  readonly sealed: boolean;
}

export function createBookkeeper(options: {
  readonly logs: LogStore;
  readonly store: Pick<Store, 'transaction'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly signal: AbortSignal;
}): Bookkeeper {
  const { logs, store, clock, log, signal } = options;
  const dirty = new Map<string, RunRef>();
  const sizes = new Map<string, Size>();
  let due: number | undefined;
  let grownAt = -Infinity;
  let flushing: Promise<void> = Promise.resolve();

  function flushWithin(ms: number): void {
    const at = clock.monotonic() + ms;
    if (due !== undefined && due <= at) return;
    due = at;
    void clock.sleep(ms, signal).then(
      () => (due === at ? flush(false) : undefined),
      () => undefined,
    );
  }

  function flush(all: boolean): Promise<void> {
    due = undefined;
    flushing = flushing.then(syncAll).then(() => writeRows(all));
    return flushing;
  }

  async function syncAll(): Promise<void> {
    const runs = [...dirty.values()];
    dirty.clear();
    for (const run of runs) {
      try {
        await logs.sync(run);
        const info = await logs.end(run);
        if (info) note(run, info);
      } catch (error) {
        log.error({ ...run, err: error }, 'a log could not be made durable');
      }
    }
  }

  function note(run: RunRef, { end, lines, sealed }: Omit<LogInfo, 'parts'>): void {
    if (sizes.get(keyOf(run))?.sealed) return;
    sizes.set(keyOf(run), { run, bytes: end, lines, sealed });
  }

  async function writeRows(all: boolean): Promise<void> {
    const now = clock.monotonic();
    const growing = all || now - grownAt >= GROWING_MS;
    if (growing) grownAt = now;
    else if ([...sizes.values()].some(({ sealed }) => !sealed))
      flushWithin(grownAt + GROWING_MS - now);
    // In the order of all who write several runs at once, so that none waits for the other in a circle.
    const batch = [...sizes]
      .filter(([, { sealed }]) => sealed || growing)
      .toSorted(([, a], [, b]) => order(a.run, b.run));
    if (batch.length === 0) return;
    try {
      await store.transaction(async (tx) => {
        for (const [, { run, ...size }] of batch) await tx.runs.setLog(run.jobId, run.run, size);
      });
    } catch (error) {
      log.warn({ err: error }, 'the sizes of logs could not be written');
      return flushWithin(SYNC_MS);
    }
    for (const [key, size] of batch) if (sizes.get(key) === size) sizes.delete(key);
  }

  return {
    appended(run) {
      dirty.set(keyOf(run), run);
      flushWithin(SYNC_MS);
    },
    sealed(run, { end, lines }) {
      dirty.delete(keyOf(run));
      note(run, { end, lines, sealed: true });
      flushWithin(ROWS_MS);
    },
    flush: () => flush(true),
  };
}

const order = (a: RunRef, b: RunRef): number => a.jobId - b.jobId || a.run - b.run;
