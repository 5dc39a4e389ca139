import { randomUUID } from 'node:crypto';
import type { Adoptable, Claim, ProcessFacts, RunRef } from '@turnpike/sdk';
import { readKeepsake } from './keepsake.js';
import { createRun, type Beginning, type Run, type WorkerParts } from './run.js';
import { runJob } from './run-job.js';

const HELLO_MS = 20_000;
/** Readers of facts take what is three times as old. */
const FACTS_MS = 60_000;
const RETRY_MS = 1_000;

export interface WorkerOptions {
  readonly parts: WorkerParts;
  readonly name: string;
  readonly version: string;
  /** What administrators should know of this process; goes with a hello once a minute. */
  readonly facts?: () => Promise<ProcessFacts>;
  /** Each run that ended, for metrics. */
  readonly onEnd?: (run: Run) => void;
}

/** Claims jobs and runs them, as many at once as it has slots. */
export interface Worker {
  /** Adopts or ends what an earlier process of this worker has left, then says hello and begins to claim. */
  start(): Promise<void>;
  /** There may be something to do. */
  wake(): void;
  /** Something has changed about this run. */
  check(run: RunRef): void;
  /** Takes no more; runs may end by themselves for a while, then they are left, or handed back. */
  drain(): Promise<void>;
  /** At once: leaves all instances, or ends them and forgets their runs. */
  stop(): Promise<void>;
  readonly busy: number;
}

export function createWorker({ parts, name, version, facts, onEnd }: WorkerOptions): Worker {
  const { leases, executor, config, clock, log } = parts;
  const runs = new Map<string, { readonly run: Run; readonly done: Promise<void> }>();
  const stopped = new AbortController();
  const offers = { ...executor.offers, labels: config.labels };
  const ours = {
    queues: config.queues ?? offers.os.map((os) => `builds.${os}`),
    offers: { os: [...offers.os], arch: [...offers.arch], labels: [...offers.labels] },
  };
  let taking = false;
  let draining = false;
  let wanted = false;
  let filling: Promise<void> | undefined;
  let claimId: string | undefined;
  /** Hello and claim take turns: a run whose claim is under way is not among those that hello names. */
  let turn: Promise<unknown> = Promise.resolve();
  let factsDue = -Infinity;
  /** What an earlier process of this worker has left, and was not claimed again yet. */
  let orphans: readonly Adoptable[] = [];
  const leaves = executor.adopt !== undefined && config.onStop === 'leave';

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  const hello = (): Promise<void> =>
    inTurn(async () => {
      const now = clock.monotonic();
      const told = facts && now >= factsDue ? { facts: await facts() } : {};
      await leases.hello({
        worker: name,
        held: [...runs.values()].map(({ run }) => run.ref),
        ...ours,
        executor: executor.id,
        isolation: executor.isolation,
        slots: draining ? 0 : config.slots,
        version,
        ...told,
      });
      if ('facts' in told) factsDue = now + FACTS_MS;
    });

  /** Hub answers the claim of an earlier process once more, while its run is open. */
  async function adoptOrphans(): Promise<void> {
    if (orphans.length === 0) return;
    for (const orphan of orphans) {
      const claimedAt = clock.monotonic();
      const adopted = readKeepsake(orphan.keepsake);
      if (adopted) await claimAgain(orphan.run, { claimId: adopted.claimId, claimedAt, adopted });
      orphans = orphans.filter((other) => other !== orphan);
    }
    // What hub has given up meanwhile ends now.
    await executor.reap([...runs.values()].map(({ run }) => run.ref));
  }

  async function claimAgain({ jobId, run }: RunRef, beginning: Beginning): Promise<void> {
    const { claimId } = beginning;
    await inTurn(async () => {
      const found = await leases.claim({ claimId, worker: name, ...ours });
      const isSame = found?.jobId === jobId && found.run === run;
      if (found) begin(found, isSame ? beginning : { ...beginning, adopted: undefined });
    });
  }

  const pause = (ms: number): Promise<void> =>
    clock.sleep(ms, stopped.signal).catch(() => undefined);

  async function keepGreeting(): Promise<void> {
    while (!stopped.signal.aborted) {
      // First: a run that hello does not name is given to somebody else.
      const isHeard = await adoptOrphans()
        .then(hello)
        .then(
          () => true,
          (error: unknown) => log.warn({ err: error }, 'hello was not heard'),
        );
      if (isHeard && !taking && !draining && !stopped.signal.aborted) {
        taking = true;
        wake();
      }
      await pause(isHeard ? HELLO_MS : RETRY_MS);
    }
  }

  /** The same id until there is an answer: a claim whose answer was lost is not a second job. */
  async function claim(): Promise<{ readonly claim: Claim | null; readonly askedAt: number }> {
    claimId ??= randomUUID();
    const id = claimId;
    const askedAt = clock.monotonic();
    const answer = await inTurn(async () => {
      const found = await leases.claim({ claimId: id, worker: name, ...ours });
      if (found) begin(found, { claimId: id, claimedAt: askedAt });
      return found;
    });
    claimId = undefined;
    return { claim: answer, askedAt };
  }

  function begin(found: Claim, beginning: Beginning): void {
    const key = `${found.jobId}/${found.run}`;
    if (runs.has(key)) return;
    const run = createRun(parts, found, beginning);
    const done = runJob(run).then((ending) => {
      runs.delete(key);
      log.info({ ...run.ref, ...ending }, 'a run has ended');
      onEnd?.(run);
      wake();
    });
    runs.set(key, { run, done });
  }

  async function fill(): Promise<void> {
    // With all slots taken it would otherwise end before `filling` has been set, and never be called again.
    await Promise.resolve();
    while (wanted && taking && !stopped.signal.aborted) {
      wanted = false;
      try {
        while (taking && runs.size < config.slots) {
          if (!(await claim()).claim) break;
        }
      } catch (error) {
        log.warn({ err: error }, 'a claim failed');
        wanted = true;
        await pause(RETRY_MS);
      }
    }
  }

  function wake(): void {
    wanted = true;
    if (taking) filling ??= fill().finally(afterFill);
  }

  /** Not within `fill`: with all slots taken it ends before its promise is kept. */
  function afterFill(): void {
    filling = undefined;
    if (wanted && !stopped.signal.aborted) wake();
  }

  /** A run whose result is on its way cannot be left: its instance may be gone. */
  function endAll(kind: 'lost' | 'forgotten', reason: string): void {
    for (const { run } of runs.values())
      run.end({ kind: leaves && !run.ending ? 'left' : kind, reason });
  }
  const allDone = (): Promise<unknown> => Promise.all([...runs.values()].map(({ done }) => done));

  return {
    async start() {
      orphans = (await executor.adoptable?.()) ?? [];
      await executor.reap(orphans.map(({ run }) => run));
      void keepGreeting();
    },
    wake,
    check: ({ jobId, run }) => runs.get(`${jobId}/${run}`)?.run.lease?.check(),
    async drain() {
      draining = true;
      taking = false;
      await filling;
      const patience = new AbortController();
      const late = clock.sleep(config.drainSeconds * 1_000, patience.signal).then(
        () => endAll('lost', 'The worker was stopped before the job had ended.'),
        () => undefined,
      );
      await Promise.race([allDone(), late]);
      await allDone();
      patience.abort();
    },
    async stop() {
      draining = true;
      taking = false;
      stopped.abort();
      endAll('forgotten', 'The worker was stopped.');
      await allDone();
    },
    get busy() {
      return runs.size;
    },
  };
}
