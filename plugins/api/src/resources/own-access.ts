/** One's own API tokens and sessions. */
import { z, type Route } from '@turnpike/sdk';
import { sessionToken } from '@turnpike/sdk/platform';
import { TOKEN_SCOPES, scopeAllows } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { insufficient, notFound } from '../envelope/failures.js';
import { numberField, readFields } from '../envelope/fields.js';
import { newApiToken } from '../new-api-token.js';
import { collection, single } from '../render/collection.js';
import { renderSession, renderToken } from '../render/small.js';
import { idOf } from './find.js';
import { me } from './users.js';

const DAY_SECONDS = 86_400;
type Scope = (typeof TOKEN_SCOPES)[number];
const tokenInput = z.object({
  name: z.string().min(1).max(100),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1).optional(),
  expires_in_days: numberField.pipe(z.number().int().min(1).max(3650)).optional(),
});

export function ownAccessRoutes(api: Api): Route[] {
  const { sessions } = api.store;
  return [
    endpoint(api, 'GET /v3/user/tokens', async (call) => {
      const rows = await sessions.tokens((await me(call)).id);
      const entries = rows.map((token) => renderToken(token));
      return collection(call, 'tokens', entries);
    }),
    endpoint(api, 'POST /v3/user/tokens', createToken, { audit: 'token.create' }),
    endpoint(
      api,
      'DELETE /v3/user/token/:id',
      async (call) => {
        const gone = await sessions.deleteToken((await me(call)).id, idOf(call.params['id']));
        if (!gone) throw notFound('token');
        return { status: 204 };
      },
      { audit: 'token.revoke' },
    ),
    endpoint(api, 'GET /v3/user/sessions', async (call) => {
      const own = ownSession(call);
      const rows = await sessions.list((await me(call)).id);
      const entries = rows.map((row) => renderSession(row, own?.startsWith(row.id) ?? false));
      return collection(call, 'sessions', entries);
    }),
    endpoint(
      api,
      'POST /v3/user/sessions/end_others',
      async (call) => {
        const user = await me(call);
        const ended = await sessions.deleteOf(user.id, ownSession(call));
        await call.exchange.audit({ target: `user/${user.login}`, before: { sessions: ended } });
        return single({ '@type': 'revoked', sessions: ended, tokens: 0 });
      },
      { audit: 'session.end_others' },
    ),
    endpoint(
      api,
      'DELETE /v3/user/session/:id',
      async (call) => {
        const gone = await sessions.end((await me(call)).id, call.params['id'] ?? '');
        if (!gone) throw notFound('session');
        return { status: 204 };
      },
      { audit: 'session.end' },
    ),
  ];
}

/** Hash of the session that asks; undefined: a token does. */
function ownSession({ api, access: { principal }, exchange }: Call): string | undefined {
  if (principal.kind !== 'user' || principal.via !== 'session') return undefined;
  const token = sessionToken(exchange.headers['cookie']);
  return token === undefined ? undefined : api.secrets.hash(token);
}

/** A token cannot make one that may do more than itself. */
async function createToken(call: Call) {
  const user = await me(call);
  const wanted = readFields(tokenInput, await call.exchange.json(), 'token');
  const scopes = wanted.scopes ?? ownScopes(call);
  requireScopes(call, scopes);
  const plain = newApiToken();
  const days = wanted.expires_in_days;
  const token = await call.api.store.sessions.createToken({
    hash: call.api.secrets.hash(plain),
    userId: user.id,
    name: wanted.name,
    scopes,
    ...(days === undefined ? {} : { ttlSeconds: days * DAY_SECONDS }),
  });
  const { id, name } = token;
  await call.exchange.audit({ target: `user/token/${id}`, after: { name, scopes: [...scopes] } });
  return single(renderToken(token, plain), 201);
}

function ownScopes({ access: { principal } }: Call): readonly Scope[] {
  const own = principal.kind === 'user' ? principal.scopes : [];
  return TOKEN_SCOPES.filter((scope) => own.includes(scope));
}

/** Throws NotAllowedError for a scope that is above those of the token that asks. */
function requireScopes({ access: { principal } }: Call, wanted: readonly Scope[]): void {
  if (principal.kind === 'user' && principal.scopes.includes('*')) return;
  const above = wanted.find((scope) => scope === '*' || !scopeAllows(principal, scope));
  if (above) throw insufficient('token', above === '*' ? 'admin' : above);
}
