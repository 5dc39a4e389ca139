import { noApplication, renewGrant, type TokenGrant } from '@turnpike/sdk';
import { refusal } from './host-error.js';
import type { ServerSettings } from './server.js';

export interface OAuthApplication {
  /** Where the server is found, without a slash at its end. */
  readonly url: string;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
}

/** Throws NotAllowedError where the server takes it no more. */
export async function renewToken(
  server: ServerSettings & { readonly oauth: OAuthApplication },
  refresh: string,
): Promise<TokenGrant> {
  const { url, clientId, clientSecret } = server.oauth;
  if (clientId === null) throw noApplication(server.name);
  const asked = {
    ...{ name: server.name, fetch: server.fetch, url: `${url}/login/oauth/access_token` },
    form: { client_id: clientId, client_secret: clientSecret ?? '' },
    refusal: (answer: Response) => refusal(server, answer),
  };
  return renewGrant(asked, refresh);
}
