import { answerOf, ExternalHostError, UnknownTokenError, z } from '@turnpike/sdk';
import type { ServerSettings } from './server.js';

const LONGEST = 200;

/** An answer that is none: limits, 5xx and time outs are worth another try. */
export async function refusal(
  { name, url }: ServerSettings,
  answer: Response,
): Promise<ExternalHostError> {
  const { status } = answer;
  const text = await answer.text();
  if (status === 429 || status === 408 || status >= 500)
    return new ExternalHostError(
      'TURNPIKE_HOST_UNAVAILABLE',
      `${name} does not answer: ${status}${wordsOf(text)}`,
    );
  if (status === 404)
    return new ExternalHostError(
      'TURNPIKE_HOST_REFUSED',
      `${name} does not know this address of its API: it answers 404, and not as its API does.`,
      { wayOut: `Check the address ${url}, and that the server is Gitea, Forgejo or Gogs.` },
    );
  const Refused = status === 401 ? UnknownTokenError : ExternalHostError;
  return new Refused('TURNPIKE_HOST_REFUSED', `${name} refused: ${status}${wordsOf(text)}`, {
    wayOut: 'Check that the credential is valid and may do this on the repository.',
  });
}

const said = z.object({ message: z.string() });

/** What the server says of it, if it says it shortly. */
function wordsOf(text: string): string {
  try {
    const { message } = said.parse(JSON.parse(text));
    return message === '' ? '' : ` ${message.slice(0, LONGEST)}`;
  } catch {
    return '';
  }
}

/** Throws ExternalHostError where the server speaks otherwise than its kind. */
export const readJson = <T>(
  { name, url }: ServerSettings,
  answer: Response,
  schema: z.ZodType<T>,
): Promise<T> =>
  answerOf(answer, schema, {
    words: `${name} answers otherwise than Gitea's API does.`,
    wayOut: `Check the address ${url}.`,
  });
