import type { BuildRequest, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { parsePage } from '../envelope/paging.js';
import { single } from '../render/collection.js';
import { idOf, repositoryOf } from '../resources/find.js';
import { endpointV2 } from './endpoint-v2.js';
import { findRepo } from './find-v2.js';
import { commitV2, requestV2 } from './render-v2.js';

export function requestRoutes(api: Api): Route[] {
  return [
    endpointV2(api, 'GET /v2/requests', async (call) => {
      const { id } = await findRepo(call, 'read');
      const { limit } = parsePage(call.query);
      const older = idOf(call.query.get('older_than') ?? undefined);
      const page = { limit, ...(older > 0 ? { before: older } : {}) };
      const { rows } = await api.store.requests.list(id, page);
      const commits = await Promise.all(rows.map((row) => commitOf(call, row)));
      return single({
        requests: rows.map(requestV2),
        commits: commits.filter((commit) => commit !== null),
      });
    }),
    endpointV2(api, 'GET /v2/requests/:id', async (call) => {
      const request = await call.load.request(idOf(call.params['id']));
      if (!request) throw notFound('request');
      await repositoryOf(call, request.repositoryId, 'read', 'request');
      return single({ request: requestV2(request), commit: await commitOf(call, request) });
    }),
  ];
}

/** Of one that became a build; others have none. */
async function commitOf({ load }: Call, { buildId }: BuildRequest) {
  const build = buildId === null ? undefined : await load.build(buildId);
  return build ? commitV2(await load.commit(build.commitId), build) : null;
}
