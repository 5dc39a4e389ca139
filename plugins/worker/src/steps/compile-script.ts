import { isTurnpikeError, type CompiledScript } from '@turnpike/sdk';
import { errored } from '../ending.js';
import type { Run } from '../run.js';
import type { Step } from './step.js';

const PAUSE_MS = 1_000;

export const compileScript: Step = async (run) => {
  try {
    run.script = await compile(run);
  } catch (error) {
    if (run.signal.aborted) return undefined;
    if (!isTurnpikeError(error) || error.status >= 500) throw error;
    run.end(errored(`The job cannot be turned into a script: ${error.message}`));
  }
  return undefined;
};

/** The compiler may be a process of its own: while it is away the job waits, as long as it may take to start. */
async function compile(run: Run): Promise<CompiledScript> {
  const { scriptCompiler, executor, clock, startSeconds } = run.parts;
  const { payload } = run.claim;
  const facts = executor.compileEnv?.({ run: run.ref, payload });
  const until = clock.monotonic() + startSeconds * 1_000;
  for (;;) {
    const now = new Date(clock.now()).toISOString();
    const env = { now, isolation: executor.isolation, ...facts, tell: run.tell };
    try {
      return await scriptCompiler.compile({ payload, env });
    } catch (error) {
      const mayPass = isTurnpikeError(error) && error.retryable && clock.monotonic() < until;
      if (!mayPass) throw error;
      run.log.warn({ err: error }, 'the script compiler is away');
      await clock.sleep(PAUSE_MS, run.signal);
    }
  }
}
