import type { Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';

/** `GET /config`: what receivers of webhooks read the public key from (travis-api facts 10). */
export function serverConfigRoutes(api: Api): Route[] {
  return ['GET /config', 'GET /v3/config'].map((address) =>
    endpoint(api, address, async () => ({
      status: 200,
      body: {
        config: {
          host: new URL(api.publicUrl()).host,
          shorten_host: new URL(api.publicUrl()).host,
          github: { api_url: null, scopes: [] },
          notifications: { webhook: { public_key: await api.tokenIssuer.publicKey() } },
        },
      },
    })),
  );
}
