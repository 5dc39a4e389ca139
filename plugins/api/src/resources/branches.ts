import type { Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { parsePage } from '../envelope/paging.js';
import { collection, single } from '../render/collection.js';
import { findRepository } from './find.js';

export function branchRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repo/:repo/branches', async (call) => {
      const repository = await findRepository(call, 'read');
      const page = parsePage(call.query);
      const { rows, total } = await api.store.branches.list(repository.id, page);
      const wanted = call.query.get('name') ?? '';
      const shown = rows.filter((branch) => branch.name.includes(wanted));
      const { render } = call;
      const entries = await Promise.all(
        shown.map((branch) => render.draw.branch(render, repository, branch, 'standard')),
      );
      return collection(call, 'branches', entries, { page, total });
    }),
    endpoint(api, 'GET /v3/repo/:repo/branch/:name', async (call) => {
      const repository = await findRepository(call, 'read');
      const branch = await api.store.branches.get(repository.id, call.params['name'] ?? '');
      if (!branch) throw notFound('branch');
      return single(await call.render.draw.branch(call.render, repository, branch, 'standard'));
    }),
  ];
}
