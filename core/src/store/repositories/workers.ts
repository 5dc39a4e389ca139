import { isDeepStrictEqual } from 'node:util';
import type { WorkerInfo } from '../../contracts/domain.js';
import type { WorkerStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';

/** Three hellos missed. */
const DEFAULT_AWAY_SECONDS = 65;

const workers = entity<Omit<WorkerInfo, 'busy'>>('workers', {
  name: 'plain',
  queues: 'json',
  offers: 'json',
  executor: 'plain',
  isolation: 'plain',
  slots: 'plain',
  version: 'plain',
  seenAt: 'plain',
});

export function workerStore(db: Db): WorkerStore {
  return {
    async hello(worker, awaySeconds = DEFAULT_AWAY_SECONDS) {
      const row = await db
        .sql('workers')
        .select(workers.columns)
        .select({ away: db.sql.raw(`${db.nowSql} - seen_at`) })
        .where({ name: worker.name })
        .first();
      await db
        .sql('workers')
        .insert({ ...workers.write(worker), seen_at: db.now() })
        .onConflict('name')
        .merge();
      if (!row || Number(row.away) > awaySeconds * 1000) return true;
      const { seenAt: _seenAt, ...before } = workers.read(row);
      return !isDeepStrictEqual(before, worker);
    },
    async list(withinSeconds) {
      const rows = await db.rows(
        `select ${workers.columns.join(', ')},
           (select count(*) from job_runs where job_runs.worker = workers.name
             and job_runs.state in ('received', 'started')) as busy
         from workers where seen_at >= ${db.nowSql} - ? order by name`,
        [Math.round(withinSeconds * 1000)],
      );
      return rows.map((row) => ({ ...workers.read(row), busy: Number(row['busy']) }));
    },
  };
}
