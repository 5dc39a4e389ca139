import type { StartFailure } from '@turnpike/sdk';

/** `user`: the job asked for what cannot be had. `platform`: not the job's fault, worth another try. */
export function startFailure(
  blame: StartFailure['blame'],
  message: string,
  cause?: unknown,
): StartFailure {
  return Object.assign(new Error(message, { cause }), { blame });
}

/** Of a user's wish that this worker does not fulfil: the reason, and what would help. */
export const refused = (message: string, wayOut: string): StartFailure =>
  startFailure('user', `${message} ${wayOut}`);
