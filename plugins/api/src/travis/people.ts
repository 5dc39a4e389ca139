import type { Owner, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { mayKnowOwner } from '../may-know-owner.js';
import { collection, single } from '../render/collection.js';
import { renderOwner, renderUser } from '../render/people.js';
import { idOf } from '../resources/find.js';
import { me } from '../resources/users.js';

/** Repositories are read to know their owners. */
const MOST_REPOSITORIES = 500;

export function peopleRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/user/:id', async (call) => {
      const own = await me(call);
      const id = idOf(call.params['id']);
      const user = id === own.id ? own : call.access.root ? await call.load.user(id) : undefined;
      if (!user) throw notFound('user');
      return single(renderUser(user, id === own.id, await api.store.syncs.ofUser(user.id)));
    }),
    endpoint(api, 'GET /v3/orgs', async (call) => {
      const owners = (await ownersOf(call)).filter(({ type }) => type === 'organization');
      return collection(
        call,
        'organizations',
        owners.map((owner) => renderOwner(call.load, owner, 'standard')),
      );
    }),
    endpoint(api, 'GET /v3/org/:id', async (call) => {
      const owner = await call.load.owner(idOf(call.params['id']));
      return single(renderOwner(call.load, await known(call, owner, 'organization'), 'standard'));
    }),
    endpoint(api, 'GET /v3/owner/:login/allowance', async (call) => {
      const owner = await api.store.owners.byLogin(call.params['login'] ?? '');
      const { id, login, maxJobs } = await known(call, owner, 'owner');
      return single({
        '@type': 'allowance',
        '@href': `/v3/owner/${encodeURIComponent(login)}/allowance`,
        '@representation': 'standard',
        id,
        subscription_type: 1,
        public_repos: true,
        private_repos: true,
        concurrency_limit: maxJobs,
        user_usage: true,
        pending_user_licenses: false,
      });
    }),
  ];
}

async function known(call: Call, owner: Owner | undefined, type: string): Promise<Owner> {
  const isOther = type === 'organization' && owner?.type !== 'organization';
  if (!owner || isOther || !(await mayKnowOwner(owner, call.access, call.api.store)))
    throw notFound(type);
  return owner;
}

async function ownersOf(call: Call): Promise<readonly Owner[]> {
  const { readableBy } = call.access;
  const filter = readableBy === undefined ? {} : { readableBy };
  const { rows } = await call.api.store.repositories.list(filter, { limit: MOST_REPOSITORIES });
  const ids = [...new Set(rows.map(({ ownerId }) => ownerId))];
  const owners = await Promise.all(ids.map((id) => call.load.owner(id)));
  return owners.filter((owner) => owner !== undefined);
}
