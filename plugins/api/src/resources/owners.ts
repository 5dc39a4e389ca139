import type { Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { single } from '../render/collection.js';
import { renderOwner } from '../render/people.js';

export function ownerRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/owner/:login', 'all', async (call) => {
      const owner = await api.store.owners.byLogin(call.params['login'] ?? '');
      if (!owner) throw notFound('owner');
      return single(renderOwner(owner, 'standard'));
    }),
  ];
}
