import type { Delivery, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { adminRequired, conflict, notFound, notHere } from '../envelope/failures.js';
import { hrefs } from '../envelope/hrefs.js';
import { parsePage } from '../envelope/paging.js';
import { collection, pending, single } from '../render/collection.js';
import { renderDelivery } from '../render/small.js';
import { findRepository, idOf, repositoryOf } from './find.js';

export function deliveryRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repo/:repo/deliveries', async (call) => {
      const repository = await findRepository(call, 'admin');
      const page = parsePage(call.query);
      const rows = await api.store.deliveries.list({ repositoryId: repository.id }, page);
      return collection(
        call,
        'deliveries',
        rows.map((row) => renderDelivery(row, false)),
        { page, total: atLeast(page, rows.length) },
      );
    }),
    endpoint(api, 'GET /v3/delivery/:id', async (call) =>
      single(renderDelivery(await findDelivery(call), true)),
    ),
    endpoint(
      api,
      'POST /v3/delivery/:id/redeliver',
      async (call) => {
        const { id } = await findDelivery(call);
        if (!api.deliveries) throw notHere('Redelivery', 'listener');
        const by = { deliveryId: id, userId: call.access.userId };
        const said = await api.deliveries.redeliver(by);
        if (!said.accepted) {
          throw conflict('unprocessable_entity', said.message ?? 'It is not taken again.', {
            ...(said.rule ? { rule: said.rule } : {}),
            envelope: { resource_type: 'delivery' },
          });
        }
        return pending('redelivery', 'delivery', {
          delivery: { '@href': hrefs.delivery(id) },
          ...(said.requestId ? { request: { id: said.requestId } } : {}),
        });
      },
      { audit: 'delivery.redeliver' },
    ),
  ];
}

/** One of no known repository is for administrators of the platform. */
async function findDelivery(call: Call): Promise<Delivery> {
  const delivery = await call.api.store.deliveries.get(idOf(call.params['id']));
  if (!delivery) throw notFound('delivery');
  if (delivery.repositoryId !== null) {
    await repositoryOf(call, delivery.repositoryId, 'admin', 'delivery');
  } else if (!call.access.root) {
    throw adminRequired();
  }
  return delivery;
}

/** These lists are not counted: a full page means that there is another. */
export function atLeast(
  page: { readonly limit: number; readonly offset: number },
  rows: number,
): number {
  return page.offset + rows + (rows === page.limit ? 1 : 0);
}
