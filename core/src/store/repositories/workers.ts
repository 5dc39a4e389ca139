import { isDeepStrictEqual } from 'node:util';
import type { WorkerInfo, WorkerToken } from '../../contracts/domain.js';
import { ConflictError } from '../../contracts/errors.js';
import type { WorkerStore } from '../../contracts/store.js';
import { isDuplicate, type Db } from '../database.js';
import { entity } from '../entity.js';
import { unqualified } from '../transition.js';

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

const workerTokens = entity<WorkerToken>('worker_tokens', {
  id: 'plain',
  name: 'plain',
  queues: 'json',
  createdAt: 'plain',
  usedAt: 'plain',
});
/** `used_at` is for people: it is written at most once a minute. */
const USED_EVERY_MS = 60_000;

export function workerStore(db: Db): WorkerStore {
  return { ...registrations(db), ...greetings(db) };
}

type Registering = 'createToken' | 'findToken' | 'tokens' | 'deleteToken';

function registrations(db: Db): Pick<WorkerStore, Registering> {
  const table = () => db.sql('worker_tokens');
  return {
    async createToken({ hash, name, queues }) {
      const values = { hash, name, queues: JSON.stringify(queues), created_at: db.now() };
      try {
        const [row] = await table().insert(values).returning(unqualified(workerTokens));
        return workerTokens.read(row);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        throw new ConflictError('TURNPIKE_CONFLICT', `The worker ${name} has a token already.`, {
          errorType: 'duplicate_resource',
          wayOut: `turnpike worker token revoke ${name}, then make another.`,
        });
      }
    },
    async findToken(hash) {
      const isDue = `(used_at is null or used_at < ${db.nowSql} - ?)`;
      const row = await table()
        .select([...workerTokens.columns, db.sql.raw(`${isDue} as due`, [USED_EVERY_MS])])
        .where({ hash })
        .first();
      if (!row) return undefined;
      if (row['due']) await table().where({ hash }).update({ used_at: db.now() });
      return workerTokens.read(row);
    },
    tokens: async () =>
      (await table().select(workerTokens.columns).orderBy('name')).map(workerTokens.read),
    deleteToken: (name) =>
      db.atomically(async (tx) => {
        const removed = await tx.sql('worker_tokens').where({ name }).delete();
        if (removed !== 1) return false;
        await tx
          .sql('job_runs')
          .where({ worker: name })
          .whereIn('state', ['received', 'started'])
          .update({ revoked_at: tx.now() });
        return true;
      }),
  };
}

function greetings(db: Db): Pick<WorkerStore, 'hello' | 'list'> {
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
