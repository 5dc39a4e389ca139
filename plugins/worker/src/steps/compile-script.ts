import { isTurnpikeError } from '@turnpike/sdk';
import { errored } from '../ending.js';
import type { Step } from './step.js';

export const compileScript: Step = async (run) => {
  const { scriptCompiler, executor, clock } = run.parts;
  const { payload } = run.claim;
  const facts = executor.compileEnv?.({ run: run.ref, payload });
  const now = new Date(clock.now()).toISOString();
  const env = { now, isolation: executor.isolation, ...facts };
  try {
    run.script = await scriptCompiler.compile({ payload, env });
  } catch (error) {
    if (!isTurnpikeError(error) || error.status >= 500) throw error;
    run.end(errored(`The job cannot be turned into a script: ${error.message}`));
  }
  return undefined;
};
