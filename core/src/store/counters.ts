import type { Db } from './database.js';
import { readableBy } from './paging.js';

/** Totals that pages show. Counting half a million rows at each page costs more than keeping a number. */
export type CounterScope = 'builds' | 'jobs' | 'requests' | 'branches';

export async function addToCounter(
  db: Db,
  scope: CounterScope,
  repositoryId: number,
  by: number,
): Promise<void> {
  await db.rows(
    `insert into counters (scope, repository_id, value) values (?, ?, ?)
     on conflict (scope, repository_id) do update set value = counters.value + excluded.value`,
    [scope, repositoryId, by],
  );
}

/** Of one repository, of those that a user may read, or of all. */
export async function readCounter(
  db: Db,
  scope: CounterScope,
  of: { readonly repositoryId?: number | undefined; readonly readableBy?: number | undefined },
): Promise<number> {
  const query = db.sql('counters').where({ scope }).sum({ total: 'value' });
  if (of.repositoryId !== undefined) query.where({ repository_id: of.repositoryId });
  if (of.readableBy !== undefined)
    query.modify(readableBy('counters.repository_id', of.readableBy));
  const row = (await query.first()) as { total: number | null } | undefined;
  return Number(row?.total ?? 0);
}
