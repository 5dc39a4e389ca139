import type { Executor } from '@turnpike/core/contracts';
import { describeChecks } from './checks.js';
import { executorChecks } from './executor-checks.js';

/** An executor to check. @stable */
export interface ExecutorSubject {
  /** Without instances. */
  readonly executor: Executor;
  /** The executor as a worker has it that starts after the first one was killed: it knows of nothing. */
  restarted?(): Promise<Executor>;
  /** Leaves nothing behind. */
  dispose(): Promise<void>;
}
/** What the suite must know of the executor. @stable */
export interface ExecutorConformanceOptions {
  /** false: the executor pretends and does not run the script's text. */
  readonly runsScripts?: boolean;
  /** Milliseconds that starting or stopping an instance may take. Default 60 s: a limit for what hangs. */
  readonly patienceMs?: number;
}
/** What a check of an executor knows. */
export interface ExecutorCase extends ExecutorSubject {
  readonly name: string;
  readonly runsScripts: boolean;
}

/** What every executor must do. `create` gives one that has no instances. @stable */
export function executorConformance(
  name: string,
  create: () => Promise<ExecutorSubject>,
  options: ExecutorConformanceOptions = {},
): void {
  const { runsScripts = true, patienceMs = 60_000 } = options;
  const make = async () => {
    const subject = await create();
    await subject.executor.reap([]);
    return {
      subject: { ...subject, name, runsScripts },
      async dispose() {
        await subject.executor.reap([]);
        await subject.dispose();
      },
    };
  };
  describeChecks(`executor ${name}`, name, executorChecks, make, patienceMs * 3);
}
