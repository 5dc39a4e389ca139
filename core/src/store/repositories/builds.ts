import type { Knex } from 'knex';
import type { Build, EventType } from '../../contracts/domain.js';
import { BUILD_TRANSITIONS, isFinal, type FinalState } from '../../contracts/states.js';
import type { BuildFilter, BuildStore, Page, PushedBuild } from '../../contracts/store.js';
import { addToCounter, readCounter } from '../counters.js';
import type { Db } from '../database.js';
import { entity, type RawRow } from '../entity.js';
import { oneRow } from '../one-row.js';
import { countRows, pageRows, readableBy } from '../paging.js';
import { changeState, unqualified } from '../transition.js';

const builds = entity<Build>('builds', {
  id: 'plain',
  repositoryId: 'plain',
  ownerId: 'plain',
  requestId: 'plain',
  commitId: 'plain',
  number: 'plain',
  state: 'plain',
  previousState: 'plain',
  eventType: 'plain',
  branch: 'plain',
  tag: 'plain',
  pullRequest: 'json',
  sender: 'plain',
  private: 'bool',
  fastFinish: 'bool',
  configError: 'bool',
  autoCanceledBy: 'plain',
  newerBuildId: 'plain',
  priority: 'bool',
  durationMs: 'plain',
  reason: 'plain',
  version: 'plain',
  createdAt: 'plain',
  startedAt: 'plain',
  finishedAt: 'plain',
  canceledAt: 'plain',
  restartedAt: 'plain',
  config: 'lazy',
});

/** As Travis has it: 0 is usual (travis-services facts 6). */
const FIRST = 5;

export function buildStore(db: Db): BuildStore {
  return { ...reading(db), ...writing(db), ...history(db) };
}

function reading(db: Db): Pick<BuildStore, 'get' | 'byNumber' | 'list' | 'many'> {
  const select = () => db.sql('builds').select(builds.columns);
  return {
    async get(id) {
      const row = await oneRow(db, builds, { id });
      return row ? builds.read(row) : undefined;
    },
    async byNumber(repositoryId, number) {
      const row = await oneRow(db, builds, { repository_id: repositoryId, number });
      return row ? builds.read(row) : undefined;
    },
    async list(filter, page) {
      const total = await count(db, filter);
      const rows =
        (await pageByNumber(db, filter, page, total)) ??
        (await pageRows(db, builds, narrow(filter), page, total));
      return { rows: rows.map(builds.read), total };
    },
    async many(ids) {
      const rows = await select().whereIn('id', [...new Set(ids)]);
      return new Map(rows.map((row) => [Number(row.id), builds.read(row)]));
    },
  };
}

function narrow(filter: BuildFilter) {
  return (query: Knex.QueryBuilder): void => {
    const equal = {
      repository_id: filter.repositoryId,
      branch: filter.branch,
      sender: filter.sender,
    };
    for (const [column, value] of Object.entries(equal))
      if (value !== undefined) query.where(`builds.${column}`, value);
    if (filter.eventTypes) query.whereIn('builds.event_type', filter.eventTypes);
    if (filter.inOrder) query.whereNull('builds.newer_build_id');
    if (filter.states) query.whereIn('builds.state', filter.states);
    if (filter.readableBy !== undefined)
      query.modify(readableBy('builds.repository_id', filter.readableBy));
  };
}

/**
 * Builds of a repository have numbers in a row, so an offset is a number: any page costs what the first does.
 * undefined: something else is asked, or numbers are missing.
 */
async function pageByNumber(
  db: Db,
  filter: BuildFilter,
  { limit, offset, before, after }: Page,
  total: number,
): Promise<RawRow[] | undefined> {
  const { repositoryId } = filter;
  if (!offset || before !== undefined || after !== undefined) return undefined;
  if (repositoryId === undefined || !isOfAll(filter)) return undefined;
  const last: { readonly number?: unknown } | undefined = await db
    .sql('builds')
    .where({ repository_id: repositoryId })
    .max({ number: 'number' })
    .first();
  if (Number(last?.number ?? 0) !== total) return undefined;
  return db
    .sql('builds')
    .select(builds.columns)
    .modify(narrow(filter))
    .where('builds.number', '<=', total - offset)
    .orderBy('builds.number', 'desc')
    .limit(limit);
}

/** Does it ask for nothing but whose builds? */
function isOfAll({ repositoryId: _id, readableBy: _reader, ...rest }: BuildFilter): boolean {
  return Object.values(rest).every((value) => value === undefined);
}

/** By the counters where nothing else is asked for, else by an index. */
function count(db: Db, filter: BuildFilter): Promise<number> {
  const { repositoryId, readableBy: reader } = filter;
  return isOfAll(filter)
    ? readCounter(db, 'builds', { repositoryId, readableBy: reader })
    : countRows(db, 'builds', narrow(filter));
}

function writing(db: Db): Pick<BuildStore, 'insert' | 'lock' | 'transition' | 'prioritize'> {
  return {
    prioritize: (id) =>
      db.atomically(async (tx) => {
        await tx.sql('builds').where({ id }).update({ priority: true });
        return tx
          .sql('jobs')
          .where({ build_id: id })
          .whereIn('state', ['created', 'queued'])
          .update({ priority: FIRST });
      }),
    insert: (build) =>
      db.atomically(async (tx) => {
        const state = build.state ?? 'created';
        const [row] = await tx
          .sql('builds')
          .insert({
            ...builds.write({ configError: false, ...build, state }),
            pull_request_number: build.pullRequest?.number ?? null,
            created_at: tx.now(),
            ...(isFinal(state) ? { started_at: tx.now(), finished_at: tx.now() } : {}),
          })
          .returning(unqualified(builds));
        await addToCounter(tx, 'builds', build.repositoryId, 1);
        return builds.read(row);
      }),
    async lock(id) {
      const row = await oneRow(db, builds, { id }, db.forUpdate);
      return row ? builds.read(row) : undefined;
    },
    transition: (id, { durationMs, restarted, autoCanceledBy, ...change }) =>
      changeState(db, builds, BUILD_TRANSITIONS, {
        id,
        change,
        set: {
          reason: change.reason ?? null,
          ...buildTimes(db, change.to),
          ...(durationMs === undefined ? {} : { duration_ms: durationMs }),
          ...(restarted ? { restarted_at: db.now(), auto_canceled_by: null } : {}),
          ...(autoCanceledBy === undefined ? {} : { auto_canceled_by: autoCanceledBy }),
        },
      }),
  };
}

/** A build starts once: `started_at` stays through a restart of one of its jobs unless the build goes back. */
function buildTimes(db: Db, to: Build['state']): Record<string, unknown> {
  if (to === 'created') return { started_at: null, finished_at: null, canceled_at: null };
  if (to === 'started')
    return {
      started_at: db.sql.raw(`coalesce(started_at, ${db.nowSql})`),
      finished_at: null,
      canceled_at: null,
    };
  return { finished_at: db.now(), canceled_at: to === 'canceled' ? db.now() : null };
}

type History =
  | 'setDuration'
  | 'setAutoCanceled'
  | 'pushed'
  | 'latestOfPull'
  | 'previousState'
  | 'superseded'
  | 'latest';

function history(db: Db): Pick<BuildStore, History> {
  return {
    async setDuration(id, durationMs) {
      await db.sql('builds').where({ id }).update({ duration_ms: durationMs });
    },
    async setAutoCanceled(id, byBuildId) {
      await db.sql('builds').where({ id }).update({ auto_canceled_by: byBuildId });
    },
    async pushed(repositoryId, { branch, tag }, limit) {
      const rows = await db
        .sql('builds')
        .join('commits', 'commits.id', 'builds.commit_id')
        .select('builds.id', 'builds.number', 'builds.request_id', 'builds.newer_build_id')
        .select('commits.sha')
        .where({ 'builds.repository_id': repositoryId, 'builds.branch': branch })
        .where({ 'builds.event_type': 'push', 'builds.tag': tag })
        .orderBy('builds.id', 'desc')
        .limit(limit);
      return rows.map(readPushed);
    },
    async latestOfPull(repositoryId, pullRequest) {
      const row = await db
        .sql('builds')
        .select(builds.columns)
        .where({ repository_id: repositoryId, event_type: 'pull_request' })
        .where({ pull_request_number: pullRequest })
        .orderBy('id', 'desc')
        .first();
      return row ? builds.read(row) : undefined;
    },
    async previousState(repositoryId, branch, eventType, beforeId) {
      const query = db
        .sql('builds')
        .select('state')
        .where({ repository_id: repositoryId, branch, event_type: eventType })
        .whereIn('state', ['passed', 'failed', 'errored', 'canceled'])
        .whereNull('newer_build_id')
        .orderBy('id', 'desc');
      if (beforeId !== undefined) query.where('id', '<', beforeId);
      const row: { state: FinalState } | undefined = await query.first();
      return row?.state ?? null;
    },
    async superseded(build) {
      const same = supersedes(build.eventType, build);
      if (!same) return [];
      const rows = await db
        .sql('builds')
        .select(builds.columns)
        .where({ repository_id: build.repositoryId, event_type: build.eventType, ...same })
        .where('id', '<', build.id)
        .whereNull('tag')
        .whereRaw("state in ('created', 'started')")
        .orderBy('id');
      return rows.map(builds.read);
    },
    async latest(repositoryId, branch) {
      const row = await db
        .sql('builds')
        .select(builds.columns)
        .where({ repository_id: repositoryId, ...(branch === undefined ? {} : { branch }) })
        .whereNull('newer_build_id')
        .orderBy('id', 'desc')
        .first();
      return row ? builds.read(row) : undefined;
    },
  };
}

function readPushed(row: RawRow): PushedBuild {
  const newer = row['newer_build_id'];
  return {
    id: Number(row['id']),
    number: Number(row['number']),
    requestId: Number(row['request_id']),
    sha: String(row['sha']),
    newerBuildId: newer === null ? null : Number(newer),
  };
}

/** Pushes replace pushes of their branch, pull requests themselves; api and cron builds nothing (facts 2.9). */
function supersedes(
  eventType: EventType,
  build: Pick<Build, 'branch' | 'pullRequest'>,
): Record<string, unknown> | undefined {
  if (eventType === 'push') return { branch: build.branch };
  if (eventType !== 'pull_request' || !build.pullRequest) return undefined;
  return { pull_request_number: build.pullRequest.number };
}
