import type { RemovedRepository } from '../../contracts/domain.js';
import type { RemovedRepositoryStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { oneRow } from '../one-row.js';
import { countRows, pageRows } from '../paging.js';
import { unqualified } from '../transition.js';

const removed = entity<RemovedRepository>('removed_repositories', {
  id: 'plain',
  slug: 'plain',
  private: 'bool',
  vcsProvider: 'plain',
  vcsId: 'plain',
  cloneUrl: 'plain',
  htmlUrl: 'plain',
  hook: 'json',
  credential: 'plain',
  removedAt: 'plain',
});

const all = (): void => {};

export function removedRepositoryStore(db: Db): RemovedRepositoryStore {
  return {
    async add(record) {
      const values = { ...removed.write(record), removed_at: db.now() };
      const [row] = await db
        .sql('removed_repositories')
        .insert(values)
        .returning(unqualified(removed));
      return removed.read(row);
    },
    async get(id) {
      const row = await oneRow(db, removed, { id });
      return row ? removed.read(row) : undefined;
    },
    async list(page) {
      const total = await countRows(db, removed.table, all);
      const rows = await pageRows(db, removed, all, page, total);
      return { rows: rows.map(removed.read), total };
    },
    async setHook(id, hook) {
      await db
        .sql('removed_repositories')
        .where({ id })
        .update({ hook: JSON.stringify(hook) });
    },
    async forget(id) {
      return (await db.sql('removed_repositories').where({ id }).delete()) === 1;
    },
  };
}
