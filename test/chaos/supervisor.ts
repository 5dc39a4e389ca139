/** Processes that are killed and started again, as a service manager would. */
import { setTimeout as wait } from 'node:timers/promises';
import { startProcess, type PlatformProcess, type ProcessOptions } from '../support/process.js';

export interface Supervised {
  readonly name: string;
  /** Kills it with SIGKILL and starts it again after a pause. Resolves when it answers again. */
  kill(pauseMs: number): Promise<void>;
  /** Ends it for good, as an operator does. */
  stop(): Promise<void>;
  readonly isUp: boolean;
}

const AGAIN_MS = 300;
/** A worker does not start while its engine is away, which takes a while to come back. */
const MOST_MS = 120_000;

/** `options` is asked for each start: a clock may differ. */
export async function supervise(name: string, options: () => ProcessOptions): Promise<Supervised> {
  let process: PlatformProcess | undefined = await startProcess(options());
  let starting: Promise<void> = Promise.resolve();
  let ended = false;

  async function startAgain(pauseMs: number): Promise<void> {
    await wait(pauseMs);
    const until = performance.now() + MOST_MS;
    while (!ended) {
      try {
        process = await startProcess(options());
        return;
      } catch (error) {
        if (performance.now() > until) throw error;
        await wait(AGAIN_MS);
      }
    }
  }

  return {
    name,
    async kill(pauseMs) {
      await process?.kill();
      process = undefined;
      starting = startAgain(pauseMs);
      await starting;
    },
    async stop() {
      ended = true;
      await starting.catch(() => {});
      await process?.stop();
    },
    get isUp() {
      return process !== undefined;
    },
  };
}
