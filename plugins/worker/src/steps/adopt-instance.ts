import type { Step } from './step.js';
import { stopInstance } from './stop-instance.js';

/** In place of compiling a script and starting an instance: both were done by an earlier process of this worker. */
export const adoptInstance: Step = async (run) => {
  const instance = await run.parts.executor.adopt?.(run.ref, run.signal);
  if (!instance) {
    run.end({ kind: 'lost', reason: 'The job did not outlive the worker that had started it.' });
    return undefined;
  }
  run.instance = instance;
  run.resume = () => instance.resume();
  return stopInstance(run, instance);
};
