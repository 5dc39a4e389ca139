import { noApplication, renewGrant, type TokenGrant } from '@turnpike/sdk';
import { refusal } from './host-error.js';
import type { ServerSettings } from './server.js';

export interface OAuthApplication {
  /** Where the server is found, without a slash at its end. */
  readonly url: string;
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  /** Of the sign-in: GitLab wants the same with each renewal. */
  readonly redirectUri: () => string;
}

/** The old pair is void from then on, the access token too. Throws NotAllowedError where GitLab takes it no more. */
export async function renewToken(
  server: ServerSettings & { readonly oauth: OAuthApplication },
  refresh: string,
): Promise<TokenGrant> {
  const { url, clientId, clientSecret, redirectUri } = server.oauth;
  if (clientId === null) throw noApplication('this GitLab');
  const form = {
    ...{ redirect_uri: redirectUri(), client_id: clientId },
    ...(clientSecret === null ? {} : { client_secret: clientSecret }),
  };
  const asked = {
    ...{ name: 'GitLab', fetch: server.fetch, url: `${url}/oauth/token`, form },
    refusal: (answer: Response) => refusal(server, answer),
  };
  return renewGrant(asked, refresh);
}
