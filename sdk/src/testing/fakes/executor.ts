import type { Executor, Instance, InstanceSpec, RunExit, RunRef } from '@turnpike/core/contracts';

/** How a script ends in a fake instance. @stable */
export interface FakeRun {
  /** What it prints; default: nothing. */
  readonly output?: string;
  /** Its exit code; default: 0. */
  readonly code?: number;
  /** In place of a code: the instance went away, and why. */
  readonly lost?: string;
}

/** An executor that runs nothing and remembers everything. @stable */
export interface FakeExecutor extends Executor {
  /** What was started, in order. */
  readonly started: readonly InstanceSpec[];
  /** Scripts that were handed in, in order. */
  readonly scripts: readonly string[];
  /** Runs whose instances are there now. */
  readonly alive: readonly RunRef[];
  /** The next starts throw this, until `heal`. */
  fail(error: Error): void;
  /** Starts succeed again. */
  heal(): void;
}

/**
 * `run`: how a script ends; may take its time. An instance that is stopped meanwhile is `lost`. Passes
 * `executorConformance` with `runsScripts: false`.
 * @stable
 */
export function fakeExecutor(
  run: (script: string, spec: InstanceSpec) => FakeRun | Promise<FakeRun> = () => ({}),
): FakeExecutor {
  const started: InstanceSpec[] = [];
  const scripts: string[] = [];
  const alive = new Map<Instance, RunRef>();
  let failure: Error | undefined;

  function instanceOf(spec: InstanceSpec): Instance {
    const stopped = resolvers<FakeRun>();
    const instance: Instance = {
      id: `fake ${spec.run.jobId}.${spec.run.run}`,
      run(bash) {
        const script = Buffer.from(bash).toString();
        scripts.push(script);
        const ended = Promise.race([stopped.promise, Promise.resolve(run(script, spec))]);
        return { output: outputOf(ended), exit: ended.then(exitOf) };
      },
      async stop() {
        alive.delete(instance);
        stopped.resolve({ lost: 'it was stopped' });
      },
    };
    return instance;
  }

  return {
    id: 'fake',
    isolation: 'machine',
    offers: { os: ['linux'], arch: ['amd64'] },
    warnings: [],
    started,
    scripts,
    get alive() {
      return [...alive.values()];
    },
    async start(spec, signal) {
      signal.throwIfAborted();
      if (failure) throw failure;
      started.push(spec);
      const instance = instanceOf(spec);
      alive.set(instance, spec.run);
      return instance;
    },
    async reap(keep) {
      const kept = new Set(keep.map(({ jobId, run: number }) => `${jobId}.${number}`));
      for (const [instance, { jobId, run: number }] of alive)
        if (!kept.has(`${jobId}.${number}`)) await instance.stop();
    },
    fail: (error) => void (failure = error),
    heal: () => void (failure = undefined),
  };
}

async function* outputOf(ended: Promise<FakeRun>): AsyncIterable<Uint8Array> {
  const { output = '' } = await ended;
  if (output !== '') yield Buffer.from(output);
}

function exitOf({ code = 0, lost }: FakeRun): RunExit {
  return lost === undefined ? { code } : { lost };
}

function resolvers<T>(): { readonly promise: Promise<T>; resolve(value: T): void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
}
