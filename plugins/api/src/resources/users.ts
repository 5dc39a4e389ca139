import { randomBytes } from 'node:crypto';
import { ACCESS_LEVELS, z, type Route, type User } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { TOKEN_SCOPES } from '@turnpike/sdk/store';
import { endpoint, type Call } from '../endpoint.js';
import { loginRequired, notFound } from '../envelope/failures.js';
import { numberField, readFields } from '../envelope/fields.js';
import { collection, single } from '../render/collection.js';
import { renderUser } from '../render/people.js';
import { renderToken } from '../render/small.js';
import { findRepository, idOf } from './find.js';

const DAY_SECONDS = 86_400;
const tokenInput = z.object({
  name: z.string().min(1).max(100),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1).default(['*']),
  expires_in_days: numberField.pipe(z.number().int().min(1).max(3650)).optional(),
});
const permissionInput = z.object({ level: z.enum(ACCESS_LEVELS).nullable() });

export function userRoutes(api: Api): Route[] {
  const { sessions, users } = api.store;
  return [
    endpoint(api, 'GET /v3/user', 'user', async (call) => single(renderUser(await me(call), true))),
    endpoint(api, 'GET /v3/users', 'root', async (call) => {
      const rows = await users.list();
      return collection(
        call,
        'users',
        rows.map((user) => renderUser(user, true)),
      );
    }),
    endpoint(api, 'GET /v3/user/tokens', 'user', async (call) => {
      const rows = await sessions.tokens((await me(call)).id);
      return collection(
        call,
        'tokens',
        rows.map((token) => renderToken(token)),
      );
    }),
    endpoint(api, 'POST /v3/user/tokens', 'user', createToken),
    endpoint(api, 'DELETE /v3/user/token/:id', 'user', async (call) => {
      const gone = await sessions.deleteToken((await me(call)).id, idOf(call.params['id']));
      if (!gone) throw notFound('token');
      return { status: 204 };
    }),
    endpoint(api, 'PUT /v3/repo/:repo/permission/:login', 'user', async (call) => {
      const repository = await findRepository(call, 'admin');
      const user = await users.byLogin(call.params['login'] ?? '');
      if (!user) throw notFound('user');
      const { level } = readFields(permissionInput, await call.exchange.json(), 'permission');
      await users.setPermission(user.id, repository.id, level);
      return single({ '@type': 'permission', user: renderUser(user, false), level });
    }),
  ];
}

/** A token cannot make one that may do more than itself. */
async function createToken(call: Call) {
  const user = await me(call);
  const wanted = readFields(tokenInput, await call.exchange.json(), 'token');
  const { principal } = call.access;
  const own = principal.kind === 'user' ? principal.scopes : [];
  const scopes = own.includes('*')
    ? wanted.scopes
    : wanted.scopes.filter((one) => own.includes(one));
  if (scopes.length === 0) throw loginRequired();
  const plain = `tp_${randomBytes(30).toString('base64url')}`;
  const days = wanted.expires_in_days;
  const token = await call.api.store.sessions.createToken({
    hash: call.api.secrets.hash(plain),
    userId: user.id,
    name: wanted.name,
    scopes,
    ...(days === undefined ? {} : { ttlSeconds: days * DAY_SECONDS }),
  });
  return single(renderToken(token, plain), 201);
}

/** Throws for our own processes: they are nobody. */
async function me(call: Call): Promise<User> {
  const { userId } = call.access;
  const user = userId === null ? undefined : await call.load.user(userId);
  if (!user) throw loginRequired();
  return user;
}
