import type { Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { parsePage } from '../envelope/paging.js';
import { collection, pending } from '../render/collection.js';
import { renderNotification } from '../render/small.js';
import { atLeast } from './deliveries.js';
import { findRepository, idOf, repositoryOf } from './find.js';

export function notificationRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repo/:repo/notifications', async (call) => {
      const repository = await findRepository(call, 'read');
      const page = parsePage(call.query);
      const rows = await api.store.notifications.list({ repositoryId: repository.id }, page);
      const total = atLeast(page, rows.length);
      return collection(call, 'notifications', rows.map(renderNotification), { page, total });
    }),
    endpoint(
      api,
      'POST /v3/notification/:id/again',
      async (call) => {
        const id = idOf(call.params['id']);
        const before = await api.store.notifications.get(id);
        if (!before) throw notFound('notification');
        await repositoryOf(call, before.repositoryId, 'write', 'notification');
        const row = await api.store.notifications.again(id);
        if (row) {
          const { buildId, repositoryId } = row;
          await api.store.emit('notification:created', {
            notificationId: id,
            buildId,
            repositoryId,
          });
        }
        return pending('redelivery', 'notification', { notification: { id } });
      },
      { audit: 'notification.again' },
    ),
  ];
}
