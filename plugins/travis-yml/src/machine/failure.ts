import { isTurnpikeError, type ConfigErrorClass } from '@turnpike/sdk';

/** An answer to a rejected case. */
export interface Failure {
  readonly class: ConfigErrorClass;
  readonly message: string;
}

/** Travis's class for a catalogued error; throws all others on. */
export function failureOf(error: unknown): Failure {
  if (!isTurnpikeError(error)) throw error;
  return {
    class: (error.details['class'] as ConfigErrorClass) ?? 'ServerError',
    message: error.message,
  };
}
