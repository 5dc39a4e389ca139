import { noApplication, renewGrant, type TokenGrant } from '@turnpike/sdk';
import { refusal } from './host-error.js';
import type { HostSettings } from './settings.js';

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
  if (id === null) throw noApplication(name);
  const redirectUri = host.redirectUri();
  const { path, ...more } = askedBy({ id, secret: clientSecret ?? '', redirectUri });
  const asked = {
    ...{ name, fetch: host.fetch, url: `${host.reachUrl}${path}`, ...more },
    refusal: (answer: Response) => refusal(host, answer),
  };
  return renewGrant(asked, refresh);
}
