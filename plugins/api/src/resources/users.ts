import type { Route, User } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { loginRequired } from '../envelope/failures.js';
import { time } from '../envelope/times.js';
import { collection, single } from '../render/collection.js';
import { renderUser } from '../render/people.js';

export function userRoutes(api: Api): Route[] {
  const { users } = api.store;
  return [
    endpoint(api, 'GET /v3/user', async (call) => {
      const user = await me(call);
      return single(renderUser(user, true, await api.store.syncs.ofUser(user.id)));
    }),
    endpoint(api, 'GET /v3/users', async (call) => {
      const rows = await users.list();
      return collection(
        call,
        'users',
        rows.map((user) => ({ ...renderUser(user, true), suspended_at: time(user.suspendedAt) })),
      );
    }),
  ];
}

/** Throws for our own processes: they are nobody. */
export async function me(call: Call): Promise<User> {
  const { userId } = call.access;
  const user = userId === null ? undefined : await call.load.user(userId);
  if (!user) throw loginRequired();
  return user;
}
