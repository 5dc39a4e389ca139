import type { JobRun, Logger, LogStore } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import type { Announcer } from './announcer.js';
import type { Bookkeeper } from './bookkeeper.js';

const MOST = 200;

/** Seals the logs of runs that ended without doing so: lost ones, and those of a worker that died. */
export async function sealOrphans(parts: {
  readonly store: Pick<Store, 'runs' | 'now'>;
  readonly logs: LogStore;
  readonly announcer: Announcer;
  readonly bookkeeper: Bookkeeper;
  readonly afterSeconds: number;
  readonly log: Logger;
}): Promise<void> {
  const { store, logs, announcer, bookkeeper, log } = parts;
  const before = (await store.now()) - parts.afterSeconds * 1_000;
  for (const run of await store.runs.unsealed(MOST)) {
    // Its worker may still be about to deliver the rest.
    if ((run.finishedAt ?? 0) > before) continue;
    try {
      await sealOne(run);
    } catch (error) {
      log.error({ jobId: run.jobId, run: run.run, err: error }, 'a log could not be sealed');
    }
  }
  await bookkeeper.flush();

  async function sealOne({ jobId, run }: JobRun): Promise<void> {
    const ref = { jobId, run };
    if (!(await logs.end(ref))) return bookkeeper.sealed(ref, { end: 0, lines: 0 });
    const { bytes, lines } = await logs.seal(ref);
    bookkeeper.sealed(ref, { end: bytes, lines });
    announcer.note({ run: ref, end: bytes, sealed: true });
  }
}
