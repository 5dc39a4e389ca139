/** What administrators do with the accounts of others. All of it acts at once: nothing is asked from memory. */
import type { JsonObject, Route, User } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call, type Handle } from '../endpoint.js';
import { conflict, notFound } from '../envelope/failures.js';
import { time } from '../envelope/times.js';
import { collection, single } from '../render/collection.js';
import { renderUser } from '../render/people.js';
import type { Wire } from '../render/render.js';
import { renderSession, renderToken } from '../render/small.js';
import { idOf } from './find.js';

type Change = 'suspend' | 'reactivate' | 'promote' | 'demote';
const CHANGES: readonly Change[] = ['suspend', 'reactivate', 'promote', 'demote'];

export function userAdminRoutes(api: Api): Route[] {
  const { sessions } = api.store;
  return [
    ...CHANGES.map((change) =>
      endpoint(api, `POST /v3/user/:login/${change}`, (call) => changeUser(call, change), {
        audit: `user.${change}`,
      }),
    ),
    endpoint(api, 'DELETE /v3/user/:login', removeUser, { audit: 'user.remove' }),
    endpoint(api, 'GET /v3/user/:login/tokens', async (call) => {
      const rows = await sessions.tokens((await findUser(call)).id);
      return collection(
        call,
        'tokens',
        rows.map((row) => renderToken(row)),
      );
    }),
    endpoint(api, 'GET /v3/user/:login/sessions', async (call) => {
      const rows = await sessions.list((await findUser(call)).id);
      return collection(
        call,
        'sessions',
        rows.map((row) => renderSession(row, false)),
      );
    }),
    revoke(api, 'token', 'token.revoke', ({ id }, call) =>
      sessions.deleteToken(id, idOf(call.params['id'])),
    ),
    revoke(api, 'session', 'session.end', ({ id }, call) =>
      sessions.end(id, call.params['id'] ?? ''),
    ),
    endpoint(api, 'DELETE /v3/user/:login/access', revokeAll, { audit: 'user.revoke' }),
  ];
}

async function findUser(call: Call): Promise<User> {
  const user = await call.api.store.users.byLogin(call.params['login'] ?? '');
  if (!user) throw notFound('user');
  return user;
}

async function changeUser(call: Call, change: Change) {
  const { store } = call.api;
  const user = await findUser(call);
  const patch = {
    suspend: { suspendedAt: user.suspendedAt ?? (await store.now()) },
    reactivate: { suspendedAt: null },
    promote: { admin: true },
    demote: { admin: false },
  }[change];
  const apply = () => store.users.update(user.id, patch);
  const takes = change === 'suspend' || change === 'demote';
  const changed = await (takes ? withAnAdministratorLeft(call.api, user, apply) : apply());
  if (!changed) throw notFound('user');
  if (change === 'suspend') await endAccess(call.api, user);
  await call.exchange.audit({
    target: `user/${user.login}`,
    before: stateOf(user),
    after: stateOf(changed),
  });
  return single(renderAccount(changed));
}

async function removeUser(call: Call) {
  const user = await findUser(call);
  const { users } = call.api.store;
  await withAnAdministratorLeft(call.api, user, () => users.delete(user.id));
  await call.exchange.audit({ target: `user/${user.login}`, before: stateOf(user) });
  return { status: 204 };
}

function revoke(
  api: Api,
  type: 'token' | 'session',
  audit: string,
  end: (user: User, call: Call) => Promise<boolean>,
): Route {
  const handle: Handle = async (call) => {
    if (!(await end(await findUser(call), call))) throw notFound(type);
    return { status: 204 };
  };
  return endpoint(api, `DELETE /v3/user/:login/${type}/:id`, handle, { audit });
}

async function revokeAll(call: Call) {
  const user = await findUser(call);
  const ended = await endAccess(call.api, user);
  await call.exchange.audit({ target: `user/${user.login}`, before: { ...ended } });
  return single({ '@type': 'revoked', ...ended });
}

/** A suspended account that comes back has to log in anew: what was stolen stays dead. */
async function endAccess({ store: { sessions } }: Api, { id }: User) {
  return { sessions: await sessions.deleteOf(id), tokens: await sessions.deleteTokensOf(id) };
}

/** Throws ConflictError where nobody could administer the platform afterwards. */
export async function withAnAdministratorLeft<T>(
  { store }: Api,
  user: User,
  work: () => Promise<T>,
): Promise<T> {
  const done = await store.exclusively('users.administrators', async () => {
    const others = (await store.users.list()).filter(
      ({ id, admin, suspendedAt }) => admin && suspendedAt === null && id !== user.id,
    );
    const isOne = user.admin && user.suspendedAt === null;
    if (isOne && others.length === 0) throw lastAdministrator(user.login);
    return { result: await work() };
  });
  if (done) return done.result;
  throw conflict('conflict', 'Another administrator is being changed at this moment.', {
    wayOut: 'Try again.',
  });
}

function lastAdministrator(login: string) {
  return conflict('last_administrator', `${login} is the only administrator.`, {
    wayOut: 'Make another one first: turnpike user promote LOGIN.',
  });
}

function stateOf({ admin, suspendedAt }: User): JsonObject {
  return { admin, suspended: suspendedAt !== null };
}

function renderAccount(user: User): Wire {
  return { ...renderUser(user, true), suspended_at: time(user.suspendedAt) };
}
