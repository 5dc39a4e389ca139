import type { Knex } from 'knex';
import type { AuditEntry } from '../../contracts/domain.js';
import type { AuditFilter, AuditStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { countRows, pageRows } from '../paging.js';
import { isOld, noneBeyond } from '../retention.js';
import { unqualified } from '../transition.js';

const entries = entity<AuditEntry>('audit_log', {
  id: 'plain',
  at: 'plain',
  userId: 'plain',
  who: 'plain',
  via: 'plain',
  address: 'plain',
  action: 'plain',
  target: 'plain',
  repositoryId: 'plain',
  before: 'json',
  after: 'json',
  outcome: 'plain',
  actingAs: 'plain',
});

export function auditStore(db: Db): AuditStore {
  return {
    async add(entry) {
      const values = { ...entries.write(entry), who_key: entry.who.toLowerCase(), at: db.now() };
      const [row] = await db.sql('audit_log').insert(values).returning(unqualified(entries));
      return entries.read(row);
    },
    async settle(id, entry) {
      const values = { ...entries.write(entry), who_key: entry.who.toLowerCase() };
      await db.sql('audit_log').where({ id }).update(values);
    },
    async drop(id) {
      await db.sql('audit_log').where({ id, outcome: 'begun' }).delete();
    },
    async list(filter, page) {
      const narrow = narrowTo(filter);
      const total = await countRows(db, 'audit_log', narrow);
      const rows = await pageRows(db, entries, narrow, page, total);
      return { rows: rows.map(entries.read), total };
    },
    async older(filter, { before, limit }) {
      const query = db.sql('audit_log').select(entries.columns).modify(narrowTo(filter));
      if (before !== undefined) query.where('audit_log.id', '<', before);
      const rows = await query.orderBy('audit_log.id', 'desc').limit(limit);
      return rows.map(entries.read);
    },
    async purge({ olderThanDays, beyond = 0, limit }) {
      const newest = beyond === 0 ? noneBeyond : await newestBeyond(db, beyond);
      const rows = await db.rows(
        `delete from audit_log where id in (select id from audit_log
           where ${isOld(db, 'at', olderThanDays)} or id <= ? order by id limit ?) returning id`,
        [newest, limit],
      );
      return rows.length;
    },
  };
}

function narrowTo({ who, action, from, to, repositoryId, target }: AuditFilter) {
  return (query: Knex.QueryBuilder): void => {
    if (who !== undefined) query.where('audit_log.who_key', who.toLowerCase());
    if (action?.endsWith('.'))
      query.whereRaw('substr(audit_log.action, 1, ?) = ?', [action.length, action]);
    else if (action !== undefined) query.where('audit_log.action', action);
    if (from !== undefined) query.where('audit_log.at', '>=', from);
    if (to !== undefined) query.where('audit_log.at', '<', to);
    if (target !== undefined)
      query.whereRaw('lower(substr(audit_log.target, 1, ?)) = ?', [
        target.length,
        target.toLowerCase(),
      ]);
    if (repositoryId !== undefined) query.where('audit_log.repository_id', repositoryId);
  };
}

/** Id of the newest one that is more than so many; 0: none is. */
async function newestBeyond(db: Db, count: number): Promise<number> {
  const rows = await db.rows('select id from audit_log order by id desc limit 1 offset ?', [count]);
  return Number(rows[0]?.['id'] ?? noneBeyond);
}
