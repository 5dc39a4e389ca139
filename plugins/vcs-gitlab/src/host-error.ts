import { answerOf, ExternalHostError, UnknownTokenError, z } from '@turnpike/sdk';
import type { ServerSettings } from './server.js';

const LONGEST = 300;

/** GitLab may show it, but not to this credential; or the project has it switched off. */
export class ForbiddenError extends ExternalHostError {}

export function unavailable(message: string, cause?: unknown): ExternalHostError {
  return new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', message, {}, cause);
}

const REFUSALS: Readonly<Record<number, typeof ExternalHostError>> = {
  401: UnknownTokenError,
  403: ForbiddenError,
};

/** An answer that is none: limits, 5xx and time outs are worth another try. */
export async function refusal(
  { url }: Pick<ServerSettings, 'url'>,
  answer: Response,
): Promise<ExternalHostError> {
  const { status } = answer;
  const said = wordsOf(await answer.text());
  const words = said === '' ? '' : ` ${said}`;
  if (status === 429) return unavailable(`GitLab's rate limit is reached${untilWhen(answer)}.`);
  if (status === 408 || status >= 500)
    return unavailable(`GitLab does not answer: ${status}${words}`);
  if (status === 404)
    return new ExternalHostError(
      'TURNPIKE_HOST_REFUSED',
      'GitLab does not know this address of its API: it answers 404, and not as its API does.',
      {
        wayOut: `Check the address ${url}, that the server is GitLab, and that no proxy before it decodes %2F.`,
      },
    );
  const Refused = REFUSALS[status] ?? ExternalHostError;
  return new Refused('TURNPIKE_HOST_REFUSED', `GitLab refused: ${status}${words}`, {
    wayOut: wayOutOf(said),
  });
}

function wayOutOf(said: string): string {
  if (/insufficient_scope/.test(said))
    return 'Statuses, webhooks and deploy keys need a token with the scope `api`.';
  return 'Check that the credential is valid and may do this on the project.';
}

function untilWhen({ headers }: Response): string {
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(after)) return `; it asks to wait ${after} s`;
  const reset = Number(headers.get('ratelimit-reset') ?? Number.NaN);
  return reset > 0 ? ` until ${new Date(reset * 1000).toISOString()}` : '';
}

const said = z.object({
  message: z.unknown().optional(),
  error: z.unknown().optional(),
  error_description: z.string().optional(),
});

/** What GitLab says of it: a text, texts by field, or an error of OAuth. Empty: nothing that could be shown. */
export function wordsOf(text: string): string {
  try {
    const { message, error, error_description: more } = said.parse(JSON.parse(text));
    return flat([message ?? error, more]).slice(0, LONGEST);
  } catch {
    return '';
  }
}

function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(flat).filter(Boolean).join(', ');
  if (value === null || typeof value !== 'object') return '';
  return Object.entries(value)
    .map(([name, one]) => `${name} ${flat(one)}`)
    .join(', ');
}

/** Throws ExternalHostError where the server speaks otherwise than its kind. */
export const readJson = <T>(
  { url }: Pick<ServerSettings, 'url'>,
  answer: Response,
  schema: z.ZodType<T>,
): Promise<T> =>
  answerOf(answer, schema, {
    words: "GitLab answers otherwise than GitLab's API does.",
    wayOut: `Check the address ${url}.`,
  });
