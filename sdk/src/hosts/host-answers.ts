/** What the answers of a code host's API have in common, whatever the host. */
import { ExternalHostError, isTurnpikeError, NotAllowedError } from '@turnpike/core/contracts';
import type { z } from 'zod';

/** The host does not know the token any more, or never did: what it answers 401 to. @experimental */
export class UnknownTokenError extends ExternalHostError {}

/**
 * For what is asked with a person's token: a dead one is theirs to renew. `name`: of the host, for people. Throws
 * NotAllowedError where the host does not know the token, or `work` finds nothing. @experimental
 */
export async function askAsPerson<T>(name: string, work: () => Promise<T | undefined>): Promise<T> {
  const found = await work().catch((error: unknown) => {
    if (error instanceof UnknownTokenError) return undefined;
    throw error;
  });
  if (found !== undefined) return found;
  throw new NotAllowedError('TURNPIKE_AUTH_INVALID', `${name} does not know the token any more.`, {
    wayOut: 'Sign in again.',
  });
}

/** Of a request that got no answer: worth another try. `name`: of the host, for people. @experimental */
export function noAnswer(name: string, error: unknown): Error {
  if (isTurnpikeError(error)) return error;
  const { cause, message } = error as Error;
  const why = cause instanceof Error ? cause.message : message;
  const words = `${name} does not answer: ${why}`;
  return new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', words, {}, error);
}

/** The JSON of an answer. Throws ExternalHostError with `words` where the host speaks otherwise than its kind. @experimental */
export async function answerOf<T>(
  answer: Response,
  schema: z.ZodType<T>,
  { words, wayOut }: { readonly words: string; readonly wayOut: string },
): Promise<T> {
  try {
    return schema.parse(await answer.json());
  } catch (error) {
    throw new ExternalHostError('TURNPIKE_HOST_REFUSED', words, { wayOut }, error);
  }
}
