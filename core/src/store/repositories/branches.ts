import type { Branch } from '../../contracts/domain.js';
import type { BranchStore } from '../../contracts/store.js';
import { addToCounter, readCounter } from '../counters.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { oneRow } from '../one-row.js';

const branches = entity<Branch>('branches', {
  id: 'plain',
  repositoryId: 'plain',
  name: 'plain',
  lastBuildId: 'plain',
  exists: 'bool',
});

export function branchStore(db: Db): BranchStore {
  const one = async (on: Db, repositoryId: number, name: string): Promise<Branch | undefined> => {
    const where = { repository_id: repositoryId, name };
    const row = await oneRow(on, branches, where);
    return row ? branches.read(row) : undefined;
  };
  return {
    get: (repositoryId, name) => one(db, repositoryId, name),
    async ensure(repositoryId, name) {
      const known = await one(db, repositoryId, name);
      return known ?? db.atomically((tx) => insert(tx, repositoryId, name));
    },
    async list(repositoryId, page) {
      const rows = await db
        .sql('branches')
        .select(branches.columns)
        .where({ repository_id: repositoryId })
        .orderBy('exists', 'desc')
        .orderByRaw('coalesce(last_build_id, 0) desc')
        .orderBy('id', 'desc')
        .limit(page.limit)
        .offset(page.offset ?? 0);
      return {
        rows: rows.map(branches.read),
        total: await readCounter(db, 'branches', { repositoryId }),
      };
    },
    async setExists(repositoryId, name, exists) {
      await db.sql('branches').where({ repository_id: repositoryId, name }).update({ exists });
    },
    async setLastBuild(repositoryId, name, buildId) {
      await db.rows(
        `update branches set last_build_id = ?
         where repository_id = ? and name = ? and coalesce(last_build_id, 0) < ?`,
        [buildId, repositoryId, name, buildId],
      );
    },
  };
  async function insert(tx: Db, repositoryId: number, name: string): Promise<Branch> {
    const made = await tx
      .sql('branches')
      .insert({ repository_id: repositoryId, name })
      .onConflict(['repository_id', 'name'])
      .ignore()
      .returning('id');
    if (made.length > 0) await addToCounter(tx, 'branches', repositoryId, 1);
    return (await one(tx, repositoryId, name))!;
  }
}
