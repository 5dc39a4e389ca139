import type { JobState } from '../../contracts/states.js';
import type { JobStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { jobs, readBrief, readWaiting } from './job-rows.js';

type Queues =
  | 'setWaiting'
  | 'setWaitingBehind'
  | 'queueTags'
  | 'waiting'
  | 'running'
  | 'unfinished'
  | 'queuedLongerThan'
  | 'countsByState'
  | 'queues';

const UNFINISHED = "state in ('created', 'queued', 'received', 'started')";
const RUNNING = "state in ('queued', 'received', 'started')";

/** What the scheduler asks. Every query runs on a partial index of unfinished jobs and reads no configuration. */
export function jobQueues(db: Db): Pick<JobStore, Queues> {
  return { ...waitingJobs(db), ...runningJobs(db), ...figures(db) };
}

type Waiting = 'setWaiting' | 'setWaitingBehind' | 'waiting' | 'queuedLongerThan';

function waitingJobs(db: Db): Pick<JobStore, Waiting> {
  return {
    async setWaitingBehind(ownerId, { priority, id }, reason) {
      await db.rows(
        `update jobs set reason = ? where state = 'created' and owner_id = ? and reason is null
           and (priority < ? or (priority = ? and id > ?))`,
        [reason, ownerId, priority, priority, id],
      );
    },
    async setWaiting(id, reason) {
      const rows = await db.rows(
        `update jobs set reason = ?, version = version + 1
         where id = ? and state in ('created', 'queued') and (reason is null or reason <> ?) returning id`,
        [reason, id, reason],
      );
      return rows.length === 1;
    },
    async waiting(ownerId, limit, after) {
      const from = after ? 'and (priority < ? or (priority = ? and id > ?))' : '';
      const rows = await db.rows(
        `select ${jobs.lightColumns.join(', ')}, route_config from jobs
         where state = 'created' and owner_id = ? ${from} order by priority desc, id limit ?`,
        [ownerId, ...(after ? [after.priority, after.priority, after.id] : []), limit],
      );
      return rows.map(readWaiting);
    },
    async queuedLongerThan(seconds, limit) {
      const rows = await db.rows(
        `select ${jobs.lightColumns.join(', ')} from jobs
         where state = 'queued' and queued_at <= ${db.nowSql} - ? order by queued_at limit ?`,
        [Math.round(seconds * 1000), limit],
      );
      return rows.map(readBrief);
    },
  };
}

/**
 * Where the line stands: the last job that left it, or where none is being served the one that is next. Not the
 * lowest that waits: a job that nobody can take must not hold the line back.
 */
const LINE = `
  select coalesce(
      (select max(queue_tag) from jobs where state in ('received', 'started') and queue = ?),
      (select min(queue_tag) from jobs where state = 'queued' and queue = ?), 0) as head,
    (select max(queue_tag) from jobs where ${RUNNING} and owner_id = ? and queue = ?) as own`;

function runningJobs(db: Db): Pick<JobStore, 'running' | 'unfinished' | 'queueTags'> {
  return {
    async queueTags(ownerId, queue) {
      const [row] = await db.rows(LINE, [queue, queue, ownerId, queue]);
      const own = row?.['own'];
      return {
        head: Number(row?.['head'] ?? 0),
        own: own === null || own === undefined ? null : Number(own),
      };
    },
    async running(ownerId) {
      const rows = await db.rows(
        `select repository_id, queue, count(*) as total from jobs
         where ${RUNNING} and owner_id = ? group by repository_id, queue`,
        [ownerId],
      );
      return rows.map((row) => ({
        repositoryId: Number(row['repository_id']),
        queue: row['queue'] as string | null,
        count: Number(row['total']),
      }));
    },
    async unfinished(buildIds) {
      const rows = await db
        .sql('jobs')
        .select({ id: 'id', buildId: 'build_id', stageNumber: 'stage_number', state: 'state' })
        .whereIn('build_id', buildIds)
        .whereRaw(UNFINISHED)
        .orderBy('id');
      return rows;
    },
  };
}

function figures(db: Db): Pick<JobStore, 'countsByState' | 'queues'> {
  return {
    async countsByState() {
      const rows = await db.rows(
        `select state, count(*) as total from jobs where ${UNFINISHED} group by state`,
      );
      return Object.fromEntries(
        rows.map((row) => [row['state'] as JobState, Number(row['total'])]),
      );
    },
    async queues() {
      const rows = await db.rows(
        `select queue, sum(case when state = 'queued' then 1 else 0 end) as queued,
           sum(case when state <> 'queued' then 1 else 0 end) as running,
           min(case when state = 'queued' then queued_at end) as oldest
         from jobs where ${RUNNING} and queue is not null group by queue order by queue`,
      );
      return rows.map((row) => ({
        queue: String(row['queue']),
        queued: Number(row['queued']),
        running: Number(row['running']),
        oldestQueuedAt: row['oldest'] === null ? null : Number(row['oldest']),
      }));
    },
  };
}
