import type { CompileResult, LintResult, YmlContribution } from '@turnpike/sdk';
import {
  startReadingThread,
  type AskedPort,
  type ReadingThread,
  type ThreadLimits,
} from './reading-thread.js';
import type { Task } from './words.js';

export interface Threads {
  /** Waits for a free thread. Throws as `ReadingThread.run` does. */
  run(task: Task, ask: AskedPort): Promise<CompileResult | LintResult>;
  /** Threads that there are now. */
  readonly size: number;
}

/** Two: one configuration that takes all its time does not hold up the next. */
const MOST = 2;
const IDLE_MS = 30_000;

/** Threads that are started when they are needed and end when nothing comes for a while. */
export function createThreads(
  contributions: readonly YmlContribution[],
  limits: ThreadLimits,
): Threads {
  const free: ReadingThread[] = [];
  const waiting: (() => void)[] = [];
  let busy = 0;
  let idle: NodeJS.Timeout | undefined;

  async function enter(): Promise<void> {
    if (busy < MOST) busy += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
  }

  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }

  function endIdle(): void {
    for (const thread of free.splice(0)) void thread.end();
  }

  return {
    async run(task, ask) {
      await enter();
      clearTimeout(idle);
      const thread = free.pop() ?? startReadingThread(contributions, limits);
      try {
        return await thread.run(task, ask);
      } finally {
        if (!thread.isOver) free.push(thread);
        leave();
        clearTimeout(idle);
        idle = setTimeout(endIdle, IDLE_MS).unref();
      }
    },
    get size() {
      return free.length + busy;
    },
  };
}
