import type { Delivery } from '../../contracts/domain.js';
import type { DeliveryStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { pageRows } from '../paging.js';
import { unqualified } from '../transition.js';

const deliveries = entity<Delivery>('deliveries', {
  id: 'plain',
  provider: 'plain',
  guid: 'plain',
  event: 'plain',
  repositoryId: 'plain',
  outcome: 'plain',
  reason: 'plain',
  requestId: 'plain',
  receivedAt: 'plain',
  headers: 'json',
  body: 'plain',
});
const DAY_SECONDS = 86_400;

export function deliveryStore(db: Db): DeliveryStore {
  const one = async (where: Record<string, unknown>): Promise<Delivery | undefined> => {
    const row = await db.sql('deliveries').select(deliveries.columns).where(where).first();
    return row ? deliveries.read(row) : undefined;
  };
  return {
    async insert(delivery) {
      const [row] = await db
        .sql('deliveries')
        .insert({ ...deliveries.write(delivery), received_at: db.now() })
        .onConflict(['provider', 'guid'])
        .ignore()
        .returning(unqualified(deliveries));
      return row ? deliveries.read(row) : undefined;
    },
    async setRequest(id, requestId) {
      await db.sql('deliveries').where({ id }).update({ request_id: requestId });
    },
    get: (id) => one({ id }),
    byGuid: (provider, guid) => one({ provider, guid }),
    async list(filter, page) {
      const rows = await pageRows(
        db,
        deliveries,
        (query) => {
          if (filter.repositoryId !== undefined)
            query.where('deliveries.repository_id', filter.repositoryId);
          if (filter.provider !== undefined) query.where('deliveries.provider', filter.provider);
        },
        page,
        undefined,
      );
      return rows.map(deliveries.read);
    },
    async purge(olderThanDays) {
      return db
        .sql('deliveries')
        .where('received_at', '<', db.inSeconds(-olderThanDays * DAY_SECONDS))
        .delete();
    },
  };
}
