import type { Cron } from '../../contracts/domain.js';
import type { CronStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { unqualified } from '../transition.js';

const crons = entity<Cron>('crons', {
  id: 'plain',
  repositoryId: 'plain',
  branch: 'plain',
  interval: 'plain',
  timeZone: 'plain',
  skipIfRecent: 'bool',
  active: 'bool',
  nextRunAt: 'plain',
  lastRunAt: 'plain',
});

export function cronStore(db: Db): CronStore {
  const select = () => db.sql('crons').select(crons.columns);
  return {
    async list(repositoryId) {
      return (await select().where({ repository_id: repositoryId }).orderBy('branch')).map(
        crons.read,
      );
    },
    async get(id) {
      const row = await select().where({ id }).first();
      return row ? crons.read(row) : undefined;
    },
    async put({ nextRunInSeconds, ...cron }) {
      const [row] = await db
        .sql('crons')
        .insert({
          ...crons.write({ ...cron, active: true }),
          next_run_at: db.inSeconds(nextRunInSeconds),
        })
        .onConflict(['repository_id', 'branch'])
        .merge()
        .returning(unqualified(crons));
      return crons.read(row);
    },
    async delete(id) {
      return (await db.sql('crons').where({ id }).delete()) === 1;
    },
    async due(limit) {
      const rows = await select()
        .whereRaw(`active and next_run_at <= ${db.nowSql}`)
        .orderBy('next_run_at')
        .limit(limit);
      return rows.map(crons.read);
    },
    async advance(id, from, nextRunInSeconds, active) {
      const changed = await db
        .sql('crons')
        .where({ id, next_run_at: from })
        .update({ next_run_at: db.inSeconds(nextRunInSeconds), last_run_at: db.now(), active });
      return changed === 1;
    },
  };
}
