import type { Instance } from '@turnpike/sdk';
import type { Run } from '../run.js';
import type { Undo } from './step.js';

/** Tells the instance how long the run is ours, now and from now on; answers how to stop it, or to leave it. */
export function stopInstance(run: Run, instance: Instance): Undo {
  const left = run.lease?.leftSeconds() ?? 0;
  if (left > 0) instance.keepFor?.(left);
  return async () => {
    if (run.ending?.kind === 'left') return instance.leave?.();
    const facts = { run: run.ref, instanceId: instance.id };
    await run.parts.hooks.instance.stopping.promise(facts);
    await instance.stop();
  };
}
