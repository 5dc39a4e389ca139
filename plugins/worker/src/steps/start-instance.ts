import type { InstanceSpec, StartFailure } from '@turnpike/sdk';
import { errored } from '../ending.js';
import type { Run } from '../run.js';
import type { Step } from './step.js';
import { stopInstance } from './stop-instance.js';

export const startInstance: Step = async (run) => {
  const { executor, startSeconds, hooks } = run.parts;
  const limit = AbortSignal.timeout(startSeconds * 1_000);
  try {
    run.instance = await executor.start(specOf(run), AbortSignal.any([run.signal, limit]));
  } catch (error) {
    if (!run.signal.aborted) run.end(endingOfFailure(error, limit.aborted));
    return undefined;
  }
  const { instance } = run;
  const facts = { run: run.ref, instanceId: instance.id };
  const undo = stopInstance(run, instance);
  await hooks.instance.started.promise(facts);
  return undo;
};

function specOf(run: Run): InstanceSpec {
  const { payload } = run.claim;
  const image = payload.turnpike?.image ?? run.script?.image;
  const { hardSeconds, logBytes } = run.limits;
  return {
    run: run.ref,
    payload,
    ...(image === undefined ? {} : { image }),
    services: run.script?.services ?? [],
    env: {},
    limits: { hardSeconds, logBytes },
    keepsake: JSON.stringify(run.keepsake),
  };
}

function endingOfFailure(error: unknown, isLate: boolean): ReturnType<typeof errored> {
  const { message, blame } = error as Partial<StartFailure>;
  // What it waited for, where the executor says so.
  const words = blame === undefined || !message ? '' : ` ${message}`;
  if (isLate) return { kind: 'lost', reason: `The instance did not start in time.${words}` };
  if (blame === 'user') return errored(message ?? 'The instance could not be started.');
  return {
    kind: 'lost',
    reason: `The instance could not be started: ${message ?? 'no reason given'}`,
  };
}
