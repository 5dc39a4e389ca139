import type { Knex } from 'knex';
import type { Page } from '../contracts/store.js';
import type { Db } from './database.js';
import type { Entity, RawRow } from './entity.js';

type Narrow = (query: Knex.QueryBuilder) => void;

/**
 * One page of a table, newest (highest id) first. `before` and `after` are keysets. An `offset` is walked on
 * ids alone (an index holds them) and from whichever end is nearer, then only the page's rows are read.
 */
export async function pageRows<T extends object>(
  db: Db,
  entity: Entity<T>,
  narrow: Narrow,
  page: Page,
  total: number | undefined,
): Promise<RawRow[]> {
  const key = `${entity.table}.id`;
  const select = () => db.sql(entity.table).select(entity.columns).modify(narrow);
  if (page.after !== undefined) {
    const rows = await select().where(key, '>', page.after).orderBy(key, 'asc').limit(page.limit);
    return rows.reverse();
  }
  if (page.before !== undefined || !page.offset) {
    const query = select().orderBy(key, 'desc').limit(page.limit);
    return page.before === undefined ? query : query.where(key, '<', page.before);
  }
  const ids = await offsetIds(db, entity.table, narrow, page.limit, page.offset, total);
  if (ids.length === 0) return [];
  return db.sql(entity.table).select(entity.columns).whereIn(key, ids).orderBy(key, 'desc');
}

async function offsetIds(
  db: Db,
  table: string,
  narrow: Narrow,
  limit: number,
  offset: number,
  total: number | undefined,
): Promise<number[]> {
  const key = `${table}.id`;
  const walk = async (direction: 'asc' | 'desc', skip: number, take: number) => {
    const query = db.sql(table).select(key).modify(narrow).orderBy(key, direction);
    const rows: { id: number }[] = await query.offset(skip).limit(take);
    return rows.map((row) => row.id);
  };
  if (total === undefined || offset <= total / 2) return walk('desc', offset, limit);
  const take = Math.min(limit, total - offset);
  return take <= 0 ? [] : walk('asc', total - offset - take, take);
}

/** Rows that match, by an index. For what has a counter, ask the counter. */
export async function countRows(db: Db, table: string, narrow: Narrow): Promise<number> {
  const row = await db.sql(table).modify(narrow).count({ total: '*' }).first();
  return Number((row as { total: number } | undefined)?.total ?? 0);
}

/**
 * Narrows to repositories that a user may read: public ones, those with a permission, all for administrators.
 * `0` stands for nobody in particular: public ones only.
 */
export function readableBy(column: string, userId: number): Narrow {
  return (query) => {
    query.whereRaw(
      `exists (select 1 from repositories readable where readable.id = ${column} and (
        readable.private = false
        or exists (select 1 from permissions p where p.repository_id = readable.id and p.user_id = ?)
        or exists (select 1 from host_permissions h join identities i on i.id = h.identity_id
          where h.repository_id = readable.id and i.user_id = ?)
        or exists (select 1 from team_members m join teams t on t.id = m.team_id
          where m.user_id = ? and t.owner_id = readable.owner_id
            and (t.level is not null or exists (select 1 from team_permissions tp
              where tp.team_id = t.id and tp.repository_id = readable.id)))
        or exists (select 1 from owner_permissions g
          where g.user_id = ? and g.owner_id = readable.owner_id)
        or exists (select 1 from users u where u.id = ? and u.admin)))`,
      [userId, userId, userId, userId, userId],
    );
  };
}
