import type { Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { parsePage } from '../envelope/paging.js';
import { collection, single } from '../render/collection.js';
import { renderMessageRow } from '../render/message.js';
import type { Wire } from '../render/render.js';
import { rawConfigs } from './build-config.js';
import { createRequest } from './create-request.js';
import { findRepository, findRequest } from './find.js';

export function requestRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repo/:repo/requests', async (call) => {
      const repository = await findRepository(call, 'read');
      const page = parsePage(call.query);
      const { rows, total } = await api.store.requests.list(repository.id, page);
      const { render } = call;
      const entries = rows.map((row) => render.draw.request(render, row, 'standard'));
      return collection(call, 'requests', await Promise.all(entries), { page, total });
    }),
    endpoint(api, 'GET /v3/repo/:repo/request/:id', async (call) => {
      const repository = await findRepository(call, 'read');
      const request = await findRequest(call, repository);
      const drawn = await call.render.draw.request(call.render, request, 'standard');
      return single({ ...drawn, ...(await findings(call, request.id)) });
    }),
    endpoint(api, 'GET /v3/repo/:repo/request/:id/messages', async (call) => {
      const repository = await findRepository(call, 'read');
      const { id } = await findRequest(call, repository);
      return collection(call, 'messages', await messagesOf(call, id));
    }),
    endpoint(api, 'POST /v3/repo/:repo/requests', createRequest, {
      audit: 'build.request',
    }),
  ];
}

/** What the configuration said, where it is asked for. */
async function findings(call: Call, requestId: number): Promise<Wire> {
  const { render } = call;
  return {
    ...(render.asked('request.raw_configs')
      ? { raw_configs: await rawConfigs(call, requestId) }
      : {}),
    ...(render.asked('request.messages') ? { messages: await messagesOf(call, requestId) } : {}),
  };
}

async function messagesOf(call: Call, requestId: number): Promise<readonly Wire[]> {
  const rows = await call.api.store.requests.messages(requestId);
  return rows.map((row, index) => renderMessageRow(row, index + 1, call.api.compiler));
}
