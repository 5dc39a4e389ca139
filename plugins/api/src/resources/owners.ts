import type { Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { mayKnowOwner } from '../may-know-owner.js';
import { single } from '../render/collection.js';
import { renderOwner } from '../render/people.js';

export function ownerRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/owner/:login', async (call) => {
      const owner = await api.store.owners.byLogin(call.params['login'] ?? '');
      if (!owner || !(await mayKnowOwner(owner, call.access, api.store))) throw notFound('owner');
      return single(renderOwner(call.load, owner, 'standard'));
    }),
  ];
}
