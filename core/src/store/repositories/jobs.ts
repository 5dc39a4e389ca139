import type { Knex } from 'knex';
import type { Job } from '../../contracts/domain.js';
import { isFinal, JOB_TRANSITIONS, type JobState } from '../../contracts/states.js';
import type { JobStore, NewJob } from '../../contracts/store.js';
import { addToCounter, readCounter } from '../counters.js';
import type { Db } from '../database.js';
import { oneRow } from '../one-row.js';
import { countRows, pageRows, readableBy } from '../paging.js';
import { changeState } from '../transition.js';
import { jobColumns, jobs, readBrief, readJob, routeConfig, stageOrder } from './job-rows.js';
import { jobQueues } from './job-queues.js';

export function jobStore(db: Db): JobStore {
  return { ...reading(db), ...writing(db), ...jobQueues(db) };
}

type Reading =
  | 'get'
  | 'ofBuild'
  | 'briefsOfBuild'
  | 'briefsOfBuilds'
  | 'configsOf'
  | 'idsOfBuilds'
  | 'many'
  | 'list';

function reading(db: Db): Pick<JobStore, Reading> {
  const select = () => db.sql('jobs').select(jobs.columns);
  return {
    async get(id) {
      const row = await oneRow(db, jobs, { id });
      return row ? readJob(row) : undefined;
    },
    async ofBuild(buildId) {
      const rows = await select().where({ build_id: buildId }).orderBy('id');
      return rows.map(readJob);
    },
    async briefsOfBuilds(buildIds) {
      const rows = await db
        .sql('jobs')
        .select(jobs.lightColumns)
        .whereIn('build_id', buildIds)
        .orderBy(['build_id', 'id']);
      return rows.map(readBrief);
    },
    configsOf: (ids, characters) => configsWithin(db, [...new Set(ids)], characters),
    async briefsOfBuild(buildId) {
      const rows = await db.rows(
        `select ${jobs.lightColumns.join(', ')} from jobs where build_id = ? order by id`,
        [buildId],
      );
      return rows.map(readBrief);
    },
    async idsOfBuilds(buildIds) {
      const found = new Map(buildIds.map((buildId): [number, number[]] => [buildId, []]));
      const rows: { id: number; build_id: number }[] = await db
        .sql('jobs')
        .select('id', 'build_id')
        .whereIn('build_id', [...found.keys()])
        .orderBy(['build_id', 'id']);
      for (const row of rows) found.get(Number(row.build_id))?.push(Number(row.id));
      return found;
    },
    async many(ids) {
      const rows = await select().whereIn('id', [...new Set(ids)]);
      return new Map(rows.map((row) => [Number(row.id), readJob(row)]));
    },
    async list(filter, page) {
      const total = await count(db, filter);
      const light = { ...jobs, columns: jobs.lightColumns };
      const rows = await pageRows(db, light, narrow(filter), page, total);
      return { rows: rows.map(readBrief), total };
    },
  };
}

/** First their sizes: what does not fit is not read. */
async function configsWithin(
  db: Db,
  ids: readonly number[],
  characters: number,
): Promise<ReadonlyMap<number, Job['config']>> {
  const sized: { id: number; size: number }[] = await db
    .sql('jobs')
    .select('id', db.sql.raw('length(config) as size'))
    .whereIn('id', ids);
  const sizes = new Map(sized.map(({ id, size }) => [Number(id), Number(size)]));
  let left = characters;
  const fitting = ids.filter((id) => {
    const size = sizes.get(id) ?? 0;
    if (size > left) return false;
    left -= size;
    return true;
  });
  const rows: { id: number; config: string }[] = await db
    .sql('jobs')
    .select('id', 'config')
    .whereIn('id', fitting);
  return new Map(
    rows.map(({ id, config }) => [Number(id), JSON.parse(String(config)) as Job['config']]),
  );
}

type Filter = Parameters<JobStore['list']>[0];

function narrow(filter: Filter) {
  return (query: Knex.QueryBuilder): void => {
    const equal = {
      repository_id: filter.repositoryId,
      owner_id: filter.ownerId,
      queue: filter.queue,
    };
    for (const [column, value] of Object.entries(equal))
      if (value !== undefined) query.where(`jobs.${column}`, value);
    if (filter.states) query.whereRaw(statesSql(filter.states));
    if (filter.readableBy !== undefined)
      query.modify(readableBy('jobs.repository_id', filter.readableBy));
  };
}

/** As the partial index spells it: only then can the database use it. */
const UNFINISHED = "jobs.state in ('created', 'queued', 'received', 'started')";

function statesSql(states: readonly JobState[]): string {
  const known = states.filter((state) => state in JOB_TRANSITIONS);
  if (known.length === 0) return '1 = 0';
  const among = `jobs.state in ('${known.join("', '")}')`;
  return known.some(isFinal) ? among : `${UNFINISHED} and ${among}`;
}

function count(db: Db, filter: Filter): Promise<number> {
  const { repositoryId, readableBy: reader, ...rest } = filter;
  const counted = Object.values(rest).every((value) => value === undefined);
  return counted
    ? readCounter(db, 'jobs', { repositoryId, readableBy: reader })
    : countRows(db, 'jobs', narrow(filter));
}

type Writing = 'insert' | 'transition' | 'requestCancel';

function writing(db: Db): Pick<JobStore, Writing> {
  return {
    insert: (given) =>
      db.atomically(async (tx) => {
        const made: Job[] = [];
        for (let from = 0; from < given.length; from += INSERTED_AT_ONCE)
          made.push(...(await insertRows(tx, given.slice(from, from + INSERTED_AT_ONCE))));
        for (const [repositoryId, count] of countBy(given, (job) => job.repositoryId))
          await addToCounter(tx, 'jobs', repositoryId, count);
        return made;
      }),
    transition(id, { run, queue, queueTag, kind, restartedBy, ...change }) {
      return changeState(db, { ...jobs, read: readJob }, JOB_TRANSITIONS, {
        id,
        change,
        set: {
          reason: change.reason ?? null,
          ...jobTimes(db, change.to),
          ...(queue === undefined ? {} : { queue, queue_tag: queueTag ?? 0 }),
          ...(kind === 'reset' ? { resets: db.sql.raw('resets + 1') } : {}),
          ...(kind === 'restart'
            ? { resets: 0, restarted_at: db.now(), restarted_by: restartedBy ?? null }
            : {}),
        },
        ...(run === undefined ? {} : { only: (query) => query.where({ run }) }),
      });
    },
    async requestCancel(id, reason) {
      const [row] = await db
        .sql('jobs')
        .where({ id })
        .whereIn('state', ['received', 'started'])
        .update({
          cancel_requested_at: db.sql.raw(`coalesce(cancel_requested_at, ${db.nowSql})`),
          reason,
          version: db.sql.raw('version + 1'),
        })
        .returning(jobColumns);
      return row ? readJob(row) : undefined;
    },
  };
}

/** SQLite takes some thirty thousand values a statement. */
const INSERTED_AT_ONCE = 100;

async function insertRows(tx: Db, given: readonly NewJob[]): Promise<readonly Job[]> {
  const values = given.map(({ needs, ...job }) => ({
    ...jobs.write({ state: 'created', ...job, ...needs }),
    // Rows of one statement must name the same columns.
    priority: job.priority ?? 0,
    reason: job.reason ?? null,
    queue: job.queue ?? null,
    stage_order: stageOrder(job.stageNumber),
    route_config: JSON.stringify(routeConfig(job.config)),
    created_at: tx.now(),
    ...newJobTimes(tx, job.state ?? 'created'),
  }));
  const rows = await tx.sql('jobs').insert(values).returning(jobColumns);
  return rows.map(readJob).sort((a, b) => a.id - b.id);
}

function countBy<T, K>(list: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const item of list) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** A job may be born finished: the one that says why a configuration could not be read. */
function newJobTimes(db: Db, state: JobState): Record<string, unknown> {
  return isFinal(state) ? { started_at: db.now(), finished_at: db.now() } : {};
}

const ALL_TIMES = ['queued_at', 'received_at', 'started_at', 'finished_at'] as const;

/** The time of the state that is entered; going back to `created` begins afresh. */
function jobTimes(db: Db, to: JobState): Record<string, unknown> {
  if (to === 'created')
    return {
      ...Object.fromEntries(ALL_TIMES.map((column) => [column, null])),
      cancel_requested_at: null,
      queue: null,
    };
  if (to === 'queued' || to === 'received' || to === 'started') return { [`${to}_at`]: db.now() };
  // A run whose `started` was overtaken by its end began when it was received.
  return { finished_at: db.now(), started_at: db.sql.raw('coalesce(started_at, received_at)') };
}
