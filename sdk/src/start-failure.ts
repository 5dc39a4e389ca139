import type { StartFailure } from '@turnpike/core/contracts';

/**
 * What `Executor.start` throws. `user`: the job asked for what cannot be had. `platform`: not the job's fault, worth
 * another try.
 * @stable
 */
export function startFailure(
  blame: StartFailure['blame'],
  message: string,
  cause?: unknown,
): StartFailure {
  return Object.assign(new Error(message, { cause }), { blame });
}
