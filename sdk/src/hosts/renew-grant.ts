import { ExternalHostError, NotAllowedError, type TokenGrant } from '@turnpike/core/contracts';
import { z } from 'zod';
import { noAnswer } from './host-answers.js';

const grantSchema = z.object({
  access_token: z.string().min(1),
  /** Whatever comes back is the next one: the host may rotate it. */
  refresh_token: z.string().nullish(),
  expires_in: z.coerce.number().nullish(),
});

/** How a host is asked for the next pair of tokens (RFC 6749, section 6). @experimental */
export interface GrantRenewal {
  /** Of the host, for people. */
  readonly name: string;
  /** The token endpoint. */
  readonly url: string;
  /** The host's own way out. */
  readonly fetch: typeof fetch;
  /** Beside those of the form. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Beside the refresh token: who asks. */
  readonly form?: Readonly<Record<string, string>>;
  /** What is thrown for an answer that is neither tokens nor "no more". */
  refusal(answer: Response): Promise<Error>;
}

/** One renewal; asked by whoever holds the account's lock. Throws NotAllowedError where the host takes it no more. @experimental */
export async function renewGrant(asked: GrantRenewal, refresh: string): Promise<TokenGrant> {
  const { name, url, headers, form } = asked;
  const request = {
    method: 'POST',
    headers: {
      ...{ accept: 'application/json', 'user-agent': 'Turnpike' },
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
    body: new URLSearchParams({
      ...{ grant_type: 'refresh_token', refresh_token: refresh },
      ...form,
    }).toString(),
  };
  const answer = await asked.fetch(url, request).catch((error: unknown) => {
    throw noAnswer(name, error);
  });
  if (answer.status === 400 || answer.status === 401)
    throw new NotAllowedError(
      'TURNPIKE_AUTH_INVALID',
      `${name} takes the sign-in no more: sign in again.`,
    );
  if (!answer.ok) throw await asked.refusal(answer);
  return grantOf(name, await answer.json().catch(() => undefined));
}

function grantOf(name: string, answer: unknown): TokenGrant {
  const { data } = grantSchema.safeParse(answer);
  if (!data)
    throw new ExternalHostError('TURNPIKE_HOST_REFUSED', `${name} answers without a token.`);
  const { access_token: token, refresh_token, expires_in } = data;
  const expiresAt = expires_in ? Date.now() + expires_in * 1000 : null;
  return { token, refresh: refresh_token ?? null, expiresAt };
}

/** Nobody can sign in by a host that has no application here. @experimental */
export const noApplication = (name: string): NotAllowedError =>
  new NotAllowedError(
    'TURNPIKE_AUTH_INVALID',
    `Nobody signs in by ${name} here: it has no clientId.`,
  );
