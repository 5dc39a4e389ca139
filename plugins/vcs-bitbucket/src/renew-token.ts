import { ExternalHostError, NotAllowedError, z, type TokenGrant } from '@turnpike/sdk';
import { noAnswer, refusal } from './host-error.js';
import type { HostSettings } from './settings.js';

const grantSchema = z.object({
  access_token: z.string().min(1),
  /** Whatever comes back is the next one: the host may rotate it. */
  refresh_token: z.string().nullish(),
  expires_in: z.coerce.number().nullish(),
});

/** How an application asks for a new pair. */
interface Asked {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
}
interface Application {
  readonly id: string;
  readonly secret: string;
  readonly redirectUri: string;
}

export function askedOfCloud({ id, secret }: Application): Asked {
  const pair = [id, secret].map(encodeURIComponent).join(':');
  const authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  return { path: '/site/oauth2/access_token', headers: { authorization } };
}

/** It wants the redirect URI of the sign-in with each renewal. */
export function askedOfDataCenter({ id, secret, redirectUri }: Application): Asked {
  const form = { client_id: id, client_secret: secret, redirect_uri: redirectUri };
  return { path: '/rest/oauth2/latest/token', form };
}

/** Throws NotAllowedError where the host takes it no more. */
export async function renewToken(
  host: HostSettings,
  refresh: string,
  askedBy: (application: Application) => Asked,
): Promise<TokenGrant> {
  const { name, clientId: id, clientSecret } = host;
  const redirectUri = host.redirectUri();
  if (id === null) throw notAllowed(`Nobody signs in by ${name} here: it has no clientId.`);
  const { path, headers, form } = askedBy({ id, secret: clientSecret ?? '', redirectUri });
  const body = { grant_type: 'refresh_token', refresh_token: refresh, ...form };
  const answer = await host
    .fetch(`${host.reachUrl}${path}`, {
      method: 'POST',
      headers: {
        ...{ accept: 'application/json', 'user-agent': 'Turnpike' },
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: new URLSearchParams(body).toString(),
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
