import { ExternalHostError, NotAllowedError, z, type TokenGrant } from '@turnpike/sdk';
import { hostError, refusal } from './host-error.js';
import type { ServerSettings } from './server.js';

export interface OAuthApplication {
  /** Where the server is found, without a slash at its end. */
  readonly url: string;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  /** Of the sign-in: GitLab wants the same with each renewal. */
  readonly redirectUri: () => string;
}
const grantSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  expires_in: z.number().nullish(),
});

/** The old pair is void from then on, the access token too. Throws NotAllowedError where GitLab takes it no more. */
export async function renewToken(
  server: ServerSettings & { readonly oauth: OAuthApplication },
  refresh: string,
): Promise<TokenGrant> {
  const { url, clientId, clientSecret, redirectUri } = server.oauth;
  if (clientId === null)
    throw new NotAllowedError(
      'TURNPIKE_AUTH_INVALID',
      'Nobody signs in by this GitLab here: it has no clientId.',
    );
  const body = new URLSearchParams({
    ...{ grant_type: 'refresh_token', refresh_token: refresh, redirect_uri: redirectUri() },
    ...{ client_id: clientId, ...(clientSecret === null ? {} : { client_secret: clientSecret }) },
  });
  const headers = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'Turnpike',
  };
  const answer = await server
    .fetch(`${url}/oauth/token`, { method: 'POST', headers, body: body.toString() })
    .catch((error: unknown) => {
      throw hostError(error);
    });
  if (answer.status === 400 || answer.status === 401)
    throw new NotAllowedError(
      'TURNPIKE_AUTH_INVALID',
      'GitLab takes the sign-in no more: sign in again.',
    );
  if (!answer.ok) throw await refusal(server, answer);
  return grantOf(await answer.json().catch(() => undefined));
}

function grantOf(answer: unknown): TokenGrant {
  const { data } = grantSchema.safeParse(answer);
  if (!data)
    throw new ExternalHostError('TURNPIKE_HOST_REFUSED', 'GitLab answers without a token.');
  const { access_token: token, refresh_token, expires_in } = data;
  const expiresAt = expires_in ? Date.now() + expires_in * 1000 : null;
  return { token, refresh: refresh_token ?? null, expiresAt };
}
