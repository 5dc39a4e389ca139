import { answerOf, ExternalHostError, UnknownTokenError, z } from '@turnpike/sdk';
import type { HostSettings } from './settings.js';

const LONGEST = 200;
type Named = Pick<HostSettings, 'name' | 'url'>;

/** An answer that is none: limits, 5xx and time outs are worth another try. */
export async function refusal({ name, url }: Named, answer: Response): Promise<ExternalHostError> {
  const { status } = answer;
  const words = wordsIn(await answer.text());
  if (status === 429)
    return new ExternalHostError(
      'TURNPIKE_HOST_UNAVAILABLE',
      `The rate limit of ${name} is reached.`,
      { ...retryAfter(answer) },
    );
  if (status === 408 || status >= 500)
    return new ExternalHostError(
      'TURNPIKE_HOST_UNAVAILABLE',
      `${name} does not answer: ${status}${said(words)}`,
    );
  if (status === 404 && words === undefined)
    return new ExternalHostError(
      'TURNPIKE_HOST_REFUSED',
      `${name} does not know this address of its API: it answers 404, and not as its API does.`,
      { wayOut: `Check the address ${url} and the kind of the host.` },
    );
  const Refused = status === 401 ? UnknownTokenError : ExternalHostError;
  return new Refused('TURNPIKE_HOST_REFUSED', `${name} refused: ${status}${said(words)}`, {
    wayOut: 'Check that the credential is valid and may do this on the repository.',
  });
}

/** Whole seconds, or a date. */
function retryAfter({ headers }: Response): { readonly retryAfterSeconds?: number } {
  const text = headers.get('retry-after');
  if (text === null) return {};
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? { retryAfterSeconds: Math.max(1, Math.ceil(seconds)) } : {};
}

const cloudWords = z
  .object({ error: z.object({ message: z.string(), detail: z.string().nullish() }) })
  .transform(({ error }) => ({ text: error.message, name: '' }));
const dataCenterWords = z
  .object({
    errors: z.array(z.object({ message: z.string(), exceptionName: z.string().nullish() })).min(1),
  })
  .transform(({ errors: [first] }) => ({
    text: first!.message,
    name: first!.exceptionName?.split('.').at(-1) ?? '',
  }));
const bothWords = z.union([cloudWords, dataCenterWords]);
export type HostWords = z.infer<typeof bothWords>;

/** What the host says of it in the form of its API; `name`: of the exception, at Data Center alone. */
export function wordsIn(text: string): HostWords | undefined {
  try {
    return bothWords.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const said = (words: HostWords | undefined): string =>
  words ? ` ${words.text.slice(0, LONGEST)}` : '';

/** Throws ExternalHostError where the host speaks otherwise than its kind. */
export const readJson = <T>(
  { name, url }: Named,
  answer: Response,
  schema: z.ZodType<T>,
): Promise<T> =>
  answerOf(answer, schema, {
    words: `${name} answers otherwise than its API does.`,
    wayOut: `Check the address ${url} and the kind of the host.`,
  });
