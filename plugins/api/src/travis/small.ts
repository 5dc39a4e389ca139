/** Lists that Travis has and that are always empty here, and the cron of one branch. */
import type { Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { collection, single } from '../render/collection.js';
import { renderCron } from '../render/small.js';
import { findRepository } from '../resources/find.js';

export function smallRoutes(api: Api): Route[] {
  const empty = (type: string) => async (call: Call) => collection(call, type, []);
  return [
    endpoint(api, 'GET /v3/broadcasts', empty('broadcasts')),
    endpoint(api, 'GET /v3/build_backups', async (call) => {
      const repo = call.query.get('repository_id') ?? '';
      await findRepository({ ...call, params: { repo } }, 'read');
      return collection(call, 'build_backups', []);
    }),
    endpoint(api, 'GET /v3/repo/:repo/branch/:branch/cron', async (call) => {
      const repository = await findRepository(call, 'read');
      const rows = await api.store.crons.list(repository.id);
      const cron = rows.find(({ branch }) => branch === call.params['branch']);
      if (!cron) throw notFound('cron');
      const { write } = await call.access.rights(repository);
      return single(renderCron(cron, repository, write));
    }),
  ];
}
