import { ExternalHostError, NotAllowedError, z, type TokenGrant } from '@turnpike/sdk';
import { noAnswer, refusal } from '../host-error.js';
import type { HostSettings } from '../settings.js';

const grantSchema = z.object({
  access_token: z.string().min(1),
  /** Whatever comes back is the next one: the host may rotate it. */
  refresh_token: z.string().nullish(),
  expires_in: z.coerce.number().nullish(),
});

/** Throws NotAllowedError where the host takes it no more. */
export async function renewToken(host: HostSettings, refresh: string): Promise<TokenGrant> {
  const { name, clientId, clientSecret } = host;
  if (clientId === null) throw notAllowed(`Nobody signs in by ${name} here: it has no clientId.`);
  const pair = [clientId, clientSecret ?? ''].map(encodeURIComponent).join(':');
  const answer = await host
    .fetch(`${host.reachUrl}/site/oauth2/access_token`, {
      method: 'POST',
      headers: {
        ...{ accept: 'application/json', 'user-agent': 'Turnpike' },
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: refresh,
      }).toString(),
    })
    .catch((error: unknown) => {
      throw noAnswer(host, error);
    });
  if (answer.status === 400 || answer.status === 401)
    throw notAllowed(`${name} takes the sign-in no more: sign in again.`);
  if (!answer.ok) throw await refusal(host, answer);
  return grantOf(host, await answer.json().catch(() => undefined));
}

function grantOf({ name }: HostSettings, answer: unknown): TokenGrant {
  const { data } = grantSchema.safeParse(answer);
  if (!data)
    throw new ExternalHostError('TURNPIKE_HOST_REFUSED', `${name} answers without a token.`);
  const { access_token: token, refresh_token, expires_in } = data;
  const expiresAt = expires_in ? Date.now() + expires_in * 1000 : null;
  return { token, refresh: refresh_token ?? null, expiresAt };
}

const notAllowed = (words: string): NotAllowedError =>
  new NotAllowedError('TURNPIKE_AUTH_INVALID', words);
