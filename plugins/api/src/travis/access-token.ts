/** The token that asks: ended, or put in place of by another. */
import { InputError, type ApiToken, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { single } from '../render/collection.js';
import { newApiToken } from '../new-api-token.js';
import { me } from '../resources/users.js';

const HEADER = /^(?:bearer|token)\s+"?([^\s"]+)"?$/i;

export function accessTokenRoutes(api: Api): Route[] {
  const { sessions } = api.store;
  return [
    endpoint(
      api,
      'PATCH /v3/access_token',
      async (call) => {
        const user = await me(call);
        const old = await tokenThatAsks(call);
        const plain = newApiToken();
        const made = await sessions.createToken({
          hash: api.secrets.hash(plain),
          userId: user.id,
          name: old.name,
          scopes: old.scopes,
          ...ttlOf(old, call),
        });
        await sessions.deleteToken(user.id, old.id);
        await call.exchange.audit({ target: `user/token/${made.id}`, after: { name: made.name } });
        return single({ '@type': 'access_token', token: plain });
      },
      { audit: 'token.renew', reads: true },
    ),
    endpoint(
      api,
      'DELETE /v3/access_token',
      async (call) => {
        const { id } = await tokenThatAsks(call);
        await sessions.deleteToken((await me(call)).id, id);
        return { status: 204 };
      },
      { audit: 'token.revoke', reads: true },
    ),
  ];
}

/** Throws InputError for a browser: its session ends by logging out. */
async function tokenThatAsks({ api, exchange }: Call): Promise<ApiToken> {
  const [, plain] = HEADER.exec(exchange.headers['authorization']?.trim() ?? '') ?? [];
  const found = plain && (await api.store.sessions.findToken(api.secrets.hash(plain)));
  if (found) return found.token;
  throw new InputError('TURNPIKE_INPUT_REFUSED', 'This is asked by no token.', {
    wayOut: 'Send `Authorization: token …`; a browser is logged out by DELETE /v3/session.',
  });
}

/** Renewing makes no token last longer. */
function ttlOf({ expiresAt }: ApiToken, { api }: Call): { readonly ttlSeconds?: number } {
  if (expiresAt === null) return {};
  return { ttlSeconds: Math.max(1, Math.ceil((expiresAt - api.clock.now()) / 1000)) };
}
