/**
 * Many workers in one process. Each speaks hub's and logs' contracts as the worker role does: hello every 20 s, a
 * claim for each free slot when a job is queued and every 10 s, a renewal every 20 s, log, seal, report. Jobs
 * are executor-dummy's, on virtual time.
 */
import { createDummyExecutor, Config as DummyConfig } from '@turnpike/plugin-executor-dummy';
import type { Claim, Executor, Leases, LogSink, RunRef } from '@turnpike/sdk';
import type { VirtualTime } from './virtual-time.js';

const HELLO_SECONDS = 20;
const LOOK_SECONDS = 10;
const RENEW_SECONDS = 20;
const LABELS: readonly string[] = [];

export interface FleetOptions {
  readonly leases: Leases;
  readonly sink: LogSink;
  readonly time: VirtualTime;
  readonly workers: number;
  readonly slots: number;
}

export interface FleetCounts {
  readonly claims: number;
  readonly empty: number;
  readonly renewals: number;
  readonly hellos: number;
  readonly ended: number;
  readonly logBytes: number;
}

export interface Fleet {
  start(): Promise<void>;
  /** A job was queued: every worker hears it. */
  wake(): void;
  stop(): void;
  /** Calls that have no answer yet. */
  readonly inFlight: number;
  readonly running: number;
  readonly most: number;
  readonly freeSlots: number;
  readonly counts: FleetCounts;
  /** The first call that failed. */
  readonly failure: unknown;
}

interface Worker {
  readonly name: string;
  readonly held: Map<number, RunRef>;
  wanted: boolean;
  filling: boolean;
  /** The call that is under way. */
  turn: Promise<void>;
}

export function createFleet(options: FleetOptions): Fleet {
  const { leases, sink, time, slots } = options;
  const executor: Executor = createDummyExecutor({
    config: DummyConfig.parse({}),
    sleep: (ms, signal) => time.sleep(ms, signal),
  });
  const offers = { os: ['linux'], arch: ['amd64'], labels: [...LABELS] };
  const ours = { queues: ['builds.linux'], offers };
  const workers: Worker[] = Array.from({ length: options.workers }, (_, index) => ({
    ...{ name: `worker-${index + 1}`, held: new Map<number, RunRef>() },
    ...{ wanted: false, filling: false, turn: Promise.resolve() },
  }));
  const counts = { claims: 0, empty: 0, renewals: 0, hellos: 0, ended: 0, logBytes: 0 };
  let [inFlight, running, most] = [0, 0, 0];
  let stopped = false;
  let failure: unknown;

  async function call<T>(work: () => Promise<T>): Promise<T> {
    inFlight += 1;
    try {
      return await work();
    } finally {
      inFlight -= 1;
    }
  }
  const fail = (error: unknown): void => void (failure ??= error);

  /** Hello and claim take turns, as a worker's do: hub resets a run that hello does not name. */
  async function inTurn<T>(worker: Worker, work: () => Promise<T>): Promise<T> {
    const mine = call(() => worker.turn.then(work));
    worker.turn = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  }

  async function hello(worker: Worker): Promise<void> {
    counts.hellos += 1;
    await inTurn(worker, () =>
      leases.hello({
        ...{ worker: worker.name, held: [...worker.held.values()], ...ours, slots },
        ...{ executor: 'dummy', isolation: 'container', version: 'simulated' },
      }),
    );
  }

  async function fill(worker: Worker): Promise<void> {
    worker.filling = true;
    try {
      while (worker.wanted && !stopped) {
        worker.wanted = false;
        while (worker.held.size < slots && (await inTurn(worker, () => claim(worker)))) continue;
      }
    } catch (error) {
      fail(error);
    } finally {
      worker.filling = false;
    }
  }

  async function claim(worker: Worker): Promise<boolean> {
    const claimId = `${worker.name}-${(counts.claims += 1)}`;
    const found = await leases.claim({ claimId, worker: worker.name, ...ours });
    if (!found) {
      counts.empty += 1;
      return false;
    }
    const ref = { jobId: found.jobId, run: found.run };
    worker.held.set(found.jobId, ref);
    running += 1;
    most = Math.max(most, running);
    void run(found, ref)
      .catch(fail)
      .finally(() => {
        worker.held.delete(found.jobId);
        running -= 1;
        want(worker);
      });
    return true;
  }

  async function run({ payload, runToken }: Claim, ref: RunRef): Promise<void> {
    const ended = new AbortController();
    keepLease(ref, ended.signal);
    const limits = { hardSeconds: 3_000, logBytes: 64_000_000 };
    const spec = { run: ref, payload, services: [], env: {}, limits };
    const instance = await executor.start(spec, ended.signal);
    await call(() => leases.report({ ...ref, seq: 1, state: 'started' }));
    const { output, exit } = instance.run(Buffer.alloc(0));
    let offset = 0;
    for await (const bytes of output) {
      await call(() => sink.append({ run: ref, runToken, offset, bytes }));
      offset += bytes.byteLength;
    }
    const code = await exit;
    ended.abort(new Error('the run has ended'));
    await call(() => sink.seal({ run: ref, runToken, bytes: offset }));
    const state = 'code' in code && code.code === 0 ? 'passed' : 'failed';
    await call(() => leases.report({ ...ref, seq: 2, state }));
    counts.ended += 1;
    counts.logBytes += offset;
  }

  function keepLease(ref: RunRef, signal: AbortSignal): void {
    const renew = (): void => {
      if (signal.aborted) return;
      counts.renewals += 1;
      call(() => leases.renew(ref)).catch(fail);
      time.at(time.now + RENEW_SECONDS, renew);
    };
    time.at(time.now + RENEW_SECONDS, renew);
  }

  /** Spread over the period, as workers that were started by hand are. */
  function repeat(seconds: number, phase: number, work: () => void): void {
    const again = (): void => {
      if (stopped) return;
      work();
      time.at(time.now + seconds, again);
    };
    time.at(time.now + seconds * phase, again);
  }

  function want(worker: Worker): void {
    worker.wanted = true;
    if (!worker.filling && worker.held.size < slots && !stopped) void fill(worker);
  }

  return {
    async start() {
      for (const [index, worker] of workers.entries()) {
        await hello(worker);
        repeat(HELLO_SECONDS, index / workers.length, () => void hello(worker).catch(fail));
        repeat(LOOK_SECONDS, index / workers.length, () => want(worker));
      }
    },
    wake: () => workers.forEach(want),
    stop() {
      stopped = true;
    },
    get inFlight() {
      return inFlight;
    },
    get running() {
      return running;
    },
    get most() {
      return most;
    },
    get freeSlots() {
      return options.workers * slots - running;
    },
    get counts() {
      return { ...counts };
    },
    get failure() {
      return failure;
    },
  };
}
