import { ExternalHostError, NotAllowedError, z, type TokenGrant } from '@turnpike/sdk';
import { hostError, refusal } from './host-error.js';
import type { ServerSettings } from './server.js';

export interface OAuthApplication {
  /** Where the server is found, without a slash at its end. */
  readonly url: string;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
}
const grantSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  expires_in: z.number().nullish(),
});

/** Throws NotAllowedError where the server takes it no more. */
export async function renewToken(
  server: ServerSettings & { readonly oauth: OAuthApplication },
  refresh: string,
): Promise<TokenGrant> {
  const { url, clientId, clientSecret } = server.oauth;
  if (clientId === null)
    throw new NotAllowedError(
      'TURNPIKE_AUTH_INVALID',
      `Nobody signs in by ${server.name} here: it has no clientId.`,
    );
  const fields = { grant_type: 'refresh_token', refresh_token: refresh, client_id: clientId };
  const body = new URLSearchParams({ ...fields, client_secret: clientSecret ?? '' });
  const answer = await server
    .fetch(`${url}/login/oauth/access_token`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: body.toString(),
    })
    .catch((error: unknown) => {
      throw hostError(server, error);
    });
  if (answer.status === 400 || answer.status === 401)
    throw new NotAllowedError(
      'TURNPIKE_AUTH_INVALID',
      `${server.name} takes the sign-in no more: sign in again.`,
    );
  if (!answer.ok) throw await refusal(server, answer);
  return grantOf(server, await answer.json().catch(() => undefined));
}

function grantOf({ name }: ServerSettings, answer: unknown): TokenGrant {
  const { data } = grantSchema.safeParse(answer);
  if (!data)
    throw new ExternalHostError('TURNPIKE_HOST_REFUSED', `${name} answers without a token.`);
  const { access_token: token, refresh_token, expires_in } = data;
  const expiresAt = expires_in ? Date.now() + expires_in * 1000 : null;
  return { token, refresh: refresh_token ?? null, expiresAt };
}
