import type { JobRun, WorkerOffers } from '../../contracts/domain.js';
import type { OldLog, RunStore } from '../../contracts/store.js';
import { isDuplicate, type Db } from '../database.js';
import { entity, type RawRow } from '../entity.js';
import { oneRow } from '../one-row.js';
import { isOld } from '../retention.js';
import { unqualified } from '../transition.js';
import { jobColumns, jobs, readJob } from './job-rows.js';

const runs = entity<JobRun>('job_runs', {
  jobId: 'plain',
  run: 'plain',
  worker: 'plain',
  claimId: 'plain',
  state: 'plain',
  blame: 'plain',
  reason: 'plain',
  instance: 'plain',
  seq: 'plain',
  renewals: 'plain',
  revokedAt: 'plain',
  logBytes: 'plain',
  logLines: 'plain',
  logSealed: 'bool',
  logRemovedBy: 'plain',
  logRemovedAt: 'plain',
  logRemovedReason: 'plain',
  receivedAt: 'plain',
  startedAt: 'plain',
  finishedAt: 'plain',
});
const OPEN = "state in ('received', 'started')";

export function runStore(db: Db): RunStore {
  return { ...claiming(db), ...reading(db), ...reporting(db), ...logging(db), ...ending(db) };
}

type ClaimQuery = Parameters<RunStore['claim']>[0];
type ClaimAnswer = Awaited<ReturnType<RunStore['claim']>>;

function claiming(db: Db): Pick<RunStore, 'claim' | 'claimed'> {
  return {
    async claimed(claimIds) {
      const rows = await db.sql('job_runs').select('claim_id').whereIn('claim_id', claimIds);
      return new Set(rows.map((row: RawRow) => String(row['claim_id'])));
    },
    async claim(query) {
      const known = await answered(db, query.claimId);
      if (known !== 'new') return known;
      try {
        return await db.atomically((tx) => take(tx, query));
      } catch (error) {
        // The same claim, sent twice at once: the other one has won.
        const twin = isDuplicate(error) && !db.inTransaction && (await answered(db, query.claimId));
        if (!twin || twin === 'new') throw error;
        return twin;
      }
    },
  };
}

async function answered(db: Db, claimId: string): Promise<ClaimAnswer | 'new'> {
  const row = await oneRow(db, runs, { claim_id: claimId });
  if (!row) return 'new';
  const run = runs.read(row);
  const job = await oneRow(db, jobs, { id: run.jobId, run: run.run });
  const isOpen = job && ['received', 'started'].includes(String(job['state']));
  return isOpen ? { job: readJob(job), run, repeated: true } : undefined;
}

async function take(tx: Db, query: ClaimQuery): Promise<ClaimAnswer> {
  const fits = fitting(tx, query.queues, query.offers);
  if (!fits) return undefined;
  const [row] = await tx.rows(
    `update jobs set state = 'received', run = run + 1, version = version + 1, reason = null,
       received_at = ${tx.nowSql}, started_at = null, finished_at = null, cancel_requested_at = null
     where id = (select id from jobs where state = 'queued' and ${fits.sql}
       order by priority desc, queue_tag, id limit 1${tx.skipLocked}) returning ${jobColumns.join(', ')}`,
    fits.bindings,
  );
  if (!row) return undefined;
  const job = readJob(row);
  const [made] = await tx
    .sql('job_runs')
    .insert({
      job_id: job.id,
      run: job.run,
      worker: query.worker,
      claim_id: query.claimId,
      state: 'received',
      received_at: job.receivedAt,
    })
    .returning(unqualified(runs));
  return { job, run: runs.read(made), repeated: false };
}

/** Queue, os and arch are among what is offered, and so is every label that the job asks for. */
function fitting(
  db: Db,
  queues: readonly string[],
  offers: WorkerOffers,
): { sql: string; bindings: unknown[] } | undefined {
  if (queues.length === 0 || offers.os.length === 0 || offers.arch.length === 0) return undefined;
  const among = (list: readonly string[]) => list.map(() => '?').join(', ');
  const labels = JSON.stringify(offers.labels);
  const labelsSql =
    db.dialect === 'postgres'
      ? `(labels = '[]' or cast(labels as jsonb) <@ cast(? as jsonb))`
      : `(labels = '[]' or not exists (select 1 from json_each(labels) wanted
          where wanted.value not in (select value from json_each(?))))`;
  return {
    sql: `queue in (${among(queues)}) and os in (${among(offers.os)}) and arch in (${among(offers.arch)}) and ${labelsSql}`,
    bindings: [...queues, ...offers.os, ...offers.arch, labels],
  };
}

function reading(db: Db): Pick<RunStore, 'get' | 'ofJob' | 'open'> {
  const select = () => db.sql('job_runs').select(runs.columns);
  return {
    async get(jobId, run) {
      const row = await oneRow(db, runs, { job_id: jobId, run });
      return row ? runs.read(row) : undefined;
    },
    async ofJob(jobId) {
      return (await select().where({ job_id: jobId }).orderBy('run')).map(runs.read);
    },
    async open(worker) {
      const of = worker === undefined ? '' : 'and worker = ?';
      const rows = await db.rows(
        `select ${runs.columns.join(', ')} from job_runs where ${OPEN} ${of} order by job_id, run`,
        worker === undefined ? [] : [worker],
      );
      return rows.map(runs.read);
    },
  };
}

type Renewing = 'report' | 'renew' | 'renewMany';

function reporting(db: Db): Pick<RunStore, Renewing> {
  const renewMany: RunStore['renewMany'] = async (asked) => {
    if (asked.length === 0) return [];
    const pairs = asked.map(() => '(cast(? as bigint), cast(? as bigint))').join(', ');
    const bindings = asked.flatMap(({ jobId, run }) => [jobId, run]);
    // Others write several runs at once too: all lock them in one order, and who is refused tries again.
    const rows = await db.atomically(async (tx) => {
      if (tx.dialect === 'postgres')
        await tx.rows(
          `select run from job_runs where (job_id, run) in (values ${pairs}) order by job_id, run for update`,
          bindings,
        );
      return tx.rows(
        `update job_runs set renewals = renewals + 1 where (job_id, run) in (values ${pairs}) and ${OPEN}
         returning job_id, run,
           (select cancel_requested_at from jobs where jobs.id = job_runs.job_id) as cancel`,
        bindings,
      );
    });
    const keyOf = (jobId: unknown, run: unknown): string => `${Number(jobId)}.${Number(run)}`;
    const kept = new Map(
      rows.map((row) => [keyOf(row['job_id'], row['run']), { cancel: row['cancel'] !== null }]),
    );
    return asked.map(({ jobId, run }) => kept.get(keyOf(jobId, run)));
  };
  return {
    renewMany,
    renew: async (jobId, run) => (await renewMany([{ jobId, run }]))[0],
    async report(jobId, run, { seq, state, blame, reason, instance, sealed, renewals }) {
      const ends = state !== 'received' && state !== 'started';
      const [row] = await db
        .sql('job_runs')
        .where({ job_id: jobId, run })
        .where('seq', '<', seq)
        .where(renewals === undefined ? {} : { renewals })
        .whereRaw(OPEN)
        .update({
          seq,
          state,
          ...(blame === undefined ? {} : { blame }),
          ...(reason === undefined ? {} : { reason }),
          ...(instance === undefined ? {} : { instance }),
          ...(state === 'started' ? { started_at: db.now() } : {}),
          ...(ends ? { finished_at: db.now() } : {}),
          ...(ends && sealed ? logRow({ ...sealed, sealed: true }) : {}),
        })
        .returning(unqualified(runs));
      return row ? runs.read(row) : undefined;
    },
  };
}

const logRow = ({ bytes, lines, sealed }: Parameters<RunStore['setLog']>[2]) => ({
  log_bytes: bytes,
  log_lines: lines,
  log_sealed: sealed,
});

function logging(db: Db): Pick<RunStore, 'setLog' | 'unsealed' | 'removeLogs'> {
  return {
    async setLog(jobId, run, log) {
      const row = logRow(log);
      // The row of an ended run mostly says so already: an empty update costs the disk nothing.
      await db
        .sql('job_runs')
        .where({ job_id: jobId, run })
        .where((query) =>
          log.sealed
            ? query.whereNot((same) => same.where(row))
            : query.where({ log_sealed: false }),
        )
        .update(row);
    },
    async unsealed(limit) {
      const rows = await db
        .sql('job_runs')
        .select(runs.columns)
        .whereRaw(`log_sealed = false and not (${OPEN})`)
        .orderBy('finished_at')
        .limit(limit);
      return rows.map((row: RawRow) => runs.read(row));
    },
    async removeLogs(jobId, userId) {
      await db
        .sql('job_runs')
        .where({ job_id: jobId })
        .update({ log_removed_by: userId, log_removed_at: db.now(), log_bytes: 0, log_lines: 0 });
    },
  };
}

const KEPT_LOG = 'log_sealed = true and log_removed_at is null and finished_at is not null';

function ending(db: Db): Pick<RunStore, 'oldLogs' | 'keptLogs' | 'logsRemoved' | 'purge'> {
  return {
    async oldLogs({ olderThanDays, beyond = 0, limit }) {
      let over = beyond === 0 ? 0 : (await keptBytes(db)) - beyond;
      const rows = await db.rows(
        `select job_id, run, log_bytes, ${isOld(db, 'finished_at', olderThanDays)} as is_old
         from job_runs where ${KEPT_LOG} order by finished_at limit ?`,
        [limit],
      );
      const old: OldLog[] = [];
      for (const row of rows) {
        const isPast = Boolean(row['is_old']);
        if (!isPast && over <= 0) break;
        const bytes = Number(row['log_bytes']);
        const because = isPast ? 'age' : 'size';
        old.push({ jobId: Number(row['job_id']), run: Number(row['run']), bytes, because });
        over -= bytes;
      }
      return old;
    },
    async keptLogs(after, limit) {
      const rows = await db.rows(
        `select job_id, run, log_bytes from job_runs
         where ${KEPT_LOG} and log_bytes > 0 and (job_id > ? or (job_id = ? and run > ?))
         order by job_id, run limit ?`,
        [after.jobId, after.jobId, after.run, limit],
      );
      return rows.map((row) => ({
        jobId: Number(row['job_id']),
        run: Number(row['run']),
        logBytes: Number(row['log_bytes']),
      }));
    },
    logsRemoved: (removed, reason) =>
      db.atomically(async (tx) => {
        for (const { jobId, run } of removed)
          await tx
            .sql('job_runs')
            .where({ job_id: jobId, run })
            .whereNull('log_removed_at')
            .update({
              log_removed_at: tx.now(),
              log_removed_reason: reason,
              log_bytes: 0,
              log_lines: 0,
            });
      }),
    async purge({ olderThanDays, limit }) {
      const rows = await db.rows(
        `delete from job_runs where (job_id, run) in (select r.job_id, r.run from jobs j
           join job_runs r on r.job_id = j.id and r.run < j.run
           where j.run > 1 and ${isOld(db, 'r.finished_at', olderThanDays)} and r.log_sealed = true
             and (r.log_removed_at is not null or r.log_bytes = 0)
           limit ?) returning job_id`,
        [limit],
      );
      return rows.length;
    },
  };
}

async function keptBytes(db: Db): Promise<number> {
  const [row] = await db.rows(`select sum(log_bytes) as total from job_runs where ${KEPT_LOG}`);
  return Number(row?.['total'] ?? 0);
}
