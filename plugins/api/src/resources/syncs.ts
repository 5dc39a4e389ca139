/** What code hosts say that people may do: asked for, and how far it is. */
import type { HttpResponse, Route, User } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { conflict, notFound, unprocessable } from '../envelope/failures.js';
import { time } from '../envelope/times.js';
import { collection, single } from '../render/collection.js';
import { renderUser } from '../render/people.js';
import type { Wire } from '../render/render.js';
import { idOf } from './find.js';
import { me } from './users.js';

type UserSync = Awaited<ReturnType<Store['syncs']['ofUser']>>[number];

export function syncRoutes(api: Api): Route[] {
  const { syncs } = api.store;
  return [
    endpoint(api, 'GET /v3/user/syncs', async (call) => {
      const rows = await syncs.ofUser((await me(call)).id);
      return collection(call, 'syncs', rows.map(renderSync));
    }),
    endpoint(api, 'POST /v3/user/:id/sync', syncUser, { audit: 'user.sync' }),
  ];
}

/** Of all identities; those that are being synced already are left to it. */
async function syncUser(call: Call): Promise<HttpResponse> {
  const { syncs } = call.api.store;
  const user = await wanted(call);
  const known = await syncs.ofUser(user.id);
  if (known.length === 0)
    throw unprocessable('This account is linked to no code host: there is nothing to sync.');
  let asked = 0;
  for (const { identityId } of known) if (await syncs.ask(identityId)) asked += 1;
  if (asked === 0) throw conflict('already_syncing', 'Sync already in progress. Try again later.');
  return single(renderUser(user, user.id === call.access.userId, await syncs.ofUser(user.id)));
}

/** Oneself, or anybody for administrators. */
async function wanted(call: Call): Promise<User> {
  const own = await me(call);
  const id = idOf(call.params['id']);
  const user = id === own.id ? own : call.access.root ? await call.load.user(id) : undefined;
  if (!user) throw notFound('user');
  return user;
}

function renderSync(sync: UserSync): Wire {
  return {
    '@type': 'sync',
    '@representation': 'standard',
    id: sync.identityId,
    host: sync.host,
    login: sync.login,
    state: sync.state,
    repositories: sync.repositories,
    owners: sync.owners,
    withheld: sync.withheld.map(({ account, reason, url }) => ({ account, reason, url })),
    message: sync.message,
    way_out: sync.wayOut,
    started_at: time(sync.startedAt),
    finished_at: time(sync.finishedAt),
    synced_at: time(sync.syncedAt),
    next_at: time(sync.nextAt),
  };
}
