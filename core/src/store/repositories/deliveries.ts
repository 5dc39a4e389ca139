import type { Delivery } from '../../contracts/domain.js';
import type { DeliveryStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { oneRow } from '../one-row.js';
import { isOld, noneBeyond } from '../retention.js';
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

export function deliveryStore(db: Db): DeliveryStore {
  const one = async (where: Record<string, unknown>): Promise<Delivery | undefined> => {
    const row = await oneRow(db, deliveries, where);
    return row ? deliveries.read(row) : undefined;
  };
  return {
    async insert(delivery) {
      const [row] = await db
        .sql('deliveries')
        .insert({
          ...deliveries.write(delivery),
          body_bytes: Buffer.byteLength(delivery.body),
          received_at: db.now(),
        })
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
    async purge({ olderThanDays, beyond = 0, limit }) {
      const newest = await newestBeyond(db, beyond);
      const rows = await db.rows(
        `delete from deliveries where id in (select id from deliveries
           where (${isOld(db, 'received_at', olderThanDays)} or id <= ?) and ${REQUEST_IS_CLOSED}
           order by id limit ?) returning id`,
        [newest, limit],
      );
      return rows.length;
    },
  };
}

const REQUEST_IS_CLOSED = `not exists (select 1 from requests
  where requests.id = deliveries.request_id and requests.state in ('created', 'processing'))`;

/** Id of the newest one that lies beyond so many bytes, counted from the newest of all; 0: none. */
async function newestBeyond(db: Db, bytes: number): Promise<number> {
  if (bytes === 0) return noneBeyond;
  const [sum] = await db.rows('select sum(body_bytes) as total from deliveries');
  if (Number(sum?.['total'] ?? 0) <= bytes) return noneBeyond;
  const [row] = await db.rows(
    `select max(id) as id from (select id, sum(body_bytes) over (order by id desc) as total
       from deliveries) as counted where total > ?`,
    [bytes],
  );
  return Number(row?.['id'] ?? noneBeyond);
}
