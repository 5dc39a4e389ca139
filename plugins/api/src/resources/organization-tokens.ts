/** API tokens of an owner: no person's, so they live on when people leave. */
import { ACCESS_LEVELS, z, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { numberField, readFields } from '../envelope/fields.js';
import { newApiToken } from '../new-api-token.js';
import { collection, single } from '../render/collection.js';
import { renderToken } from '../render/small.js';
import { findOwnedBy } from './find-owner.js';
import { idOf } from './find.js';

const DAY_SECONDS = 86_400;
const input = z.object({
  name: z.string().regex(/^[\w.-]{1,60}$/, 'is not of letters, digits, ".", "_" and "-"'),
  level: z.enum(ACCESS_LEVELS),
  expires_in_days: numberField.pipe(z.number().int().min(1).max(3650)).optional(),
});

export function organizationTokenRoutes(api: Api): Route[] {
  const { organizationTokens } = api.store;
  return [
    endpoint(api, 'GET /v3/owner/:login/tokens', async (call) => {
      const tokens = await organizationTokens.list((await findOwnedBy(call)).id);
      return collection(
        call,
        'tokens',
        tokens.map((token) => renderToken(token)),
      );
    }),
    endpoint(api, 'POST /v3/owner/:login/tokens', create, { audit: 'organization_token.create' }),
    endpoint(
      api,
      'DELETE /v3/owner/:login/token/:id',
      async (call) => {
        const owner = await findOwnedBy(call);
        const id = idOf(call.params['id']);
        const token = (await organizationTokens.list(owner.id)).find((one) => one.id === id);
        if (!token || !(await organizationTokens.delete(owner.id, id))) throw notFound('token');
        const target = `owner/${owner.login}/token/${token.name}`;
        await call.exchange.audit({ target, before: { scopes: [...token.scopes] } });
        return { status: 204 };
      },
      { audit: 'organization_token.revoke' },
    ),
  ];
}

async function create(call: Call) {
  const owner = await findOwnedBy(call);
  const wanted = readFields(input, await call.exchange.json(), 'token');
  const { name, level, expires_in_days: days } = wanted;
  const plain = newApiToken();
  const token = await call.api.store.organizationTokens.create({
    ...{ ownerId: owner.id, name, level },
    login: `${owner.host}:${owner.login}/${name}`,
    hash: call.api.secrets.hash(plain),
    ...(days === undefined ? {} : { ttlSeconds: days * DAY_SECONDS }),
  });
  const after = { level, expires_in_days: days ?? null };
  await call.exchange.audit({ target: `owner/${owner.login}/token/${name}`, after });
  return single(renderToken(token, plain), 201);
}
