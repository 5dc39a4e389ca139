import type { WorkerInfo } from '../../contracts/domain.js';
import type { WorkerStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';

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
    async hello(worker) {
      await db
        .sql('workers')
        .insert({ ...workers.write(worker), seen_at: db.now() })
        .onConflict('name')
        .merge();
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
