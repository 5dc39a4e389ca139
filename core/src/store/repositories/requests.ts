import type { JobOrigin } from '../../contracts/config-compiler.js';
import type { BuildRequest, ConfigMessageRow, RawConfigRow } from '../../contracts/domain.js';
import type { NewRequest, RequestStore } from '../../contracts/store.js';
import { addToCounter, readCounter } from '../counters.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { oneRow } from '../one-row.js';
import { pageRows } from '../paging.js';
import { isOld, noneBeyond } from '../retention.js';
import { storableMessage } from '../stored-text.js';
import { unqualified } from '../transition.js';

const requests = entity<BuildRequest>('requests', {
  id: 'plain',
  repositoryId: 'plain',
  ownerId: 'plain',
  deliveryId: 'plain',
  guid: 'plain',
  eventType: 'plain',
  state: 'plain',
  result: 'plain',
  rule: 'plain',
  message: 'plain',
  ref: 'plain',
  branch: 'plain',
  tag: 'plain',
  sha: 'plain',
  beforeSha: 'plain',
  commitMessage: 'plain',
  compareUrl: 'plain',
  pullRequest: 'json',
  sender: 'plain',
  mergeMode: 'plain',
  commitId: 'plain',
  buildId: 'plain',
  attempts: 'plain',
  version: 'plain',
  createdAt: 'plain',
  finishedAt: 'plain',
  configs: 'json',
});
const messages = entity<ConfigMessageRow>('request_messages', {
  requestId: 'plain',
  level: 'plain',
  key: 'plain',
  code: 'plain',
  args: 'json',
  src: 'plain',
  line: 'plain',
});
const rawConfigs = entity<RawConfigRow>('request_raw_configs', {
  source: 'plain',
  mode: 'plain',
  config: 'plain',
});

export function requestStore(db: Db): RequestStore {
  return {
    ...reading(db),
    ...writing(db),
    ...claiming(db),
    ...texts(db),
    ...origins(db),
    ...ending(db),
  };
}

function reading(db: Db): Pick<RequestStore, 'get' | 'list' | 'latestOf' | 'countRecent'> {
  return {
    async get(id) {
      const row = await oneRow(db, requests, { id });
      return row ? requests.read(row) : undefined;
    },
    async list(repositoryId, page) {
      const total = await readCounter(db, 'requests', { repositoryId });
      const rows = await pageRows(
        db,
        requests,
        (query) => query.where('requests.repository_id', repositoryId),
        page,
        total,
      );
      return { rows: rows.map(requests.read), total };
    },
    async latestOf(repositoryId, { ref, eventType }) {
      const row = await db
        .sql('requests')
        .select(requests.columns)
        .where({ repository_id: repositoryId, ref, event_type: eventType })
        .orderBy('id', 'desc')
        .first();
      return row ? requests.read(row) : undefined;
    },
    async countRecent(repositoryId, eventType, seconds) {
      const [row] = await db.rows(
        `select count(*) as total from requests
         where repository_id = ? and event_type = ? and created_at > ${db.nowSql} - ?`,
        [repositoryId, eventType, seconds * 1000],
      );
      return Number(row?.['total']);
    },
  };
}

function writing(db: Db): Pick<RequestStore, 'insert'> {
  return {
    insert: ({ guid, ...request }) =>
      db.atomically(async (tx) => {
        const insert = tx.sql('requests').insert({
          ...requests.write({ configs: [], ...request, ...shortened(request) }),
          guid: guid ?? null,
          state: 'created',
          created_at: tx.now(),
        });
        if (guid !== undefined)
          insert.onConflict(tx.sql.raw('(repository_id, guid) where guid is not null')).ignore();
        const [row] = await insert.returning(unqualified(requests));
        if (!row) return undefined;
        await addToCounter(tx, 'requests', request.repositoryId, 1);
        return requests.read(row);
      }),
  };
}

function shortened({ commitMessage }: Pick<NewRequest, 'commitMessage'>) {
  return typeof commitMessage === 'string' ? { commitMessage: storableMessage(commitMessage) } : {};
}

/** The oldest unfinished request of its repository, where it is due and none of that repository is in hand. */
const claimable = (now: string): string => `
  select r.id from requests r
  where r.state in ('created', 'processing')
    and ((r.state = 'created' and coalesce(r.not_before, 0) <= ${now})
      or (r.state = 'processing' and r.claimed_until <= ${now}))
    and not exists (select 1 from requests other
      where other.repository_id = r.repository_id and other.state in ('created', 'processing')
        and (other.id < r.id or (other.id > r.id and other.state = 'processing' and other.claimed_until > ${now})))
  order by r.id limit 1`;

function claiming(db: Db): Pick<RequestStore, 'claim' | 'renew' | 'release' | 'finish'> {
  const returning = unqualified(requests).join(', ');
  const held = `where id = ? and state = 'processing' and claimer = ?`;
  return {
    async claim(claimer, leaseSeconds) {
      const [row] = await db.rows(
        `update requests set state = 'processing', claimer = ?, claimed_until = ${db.nowSql} + ?,
           attempts = attempts + 1, version = version + 1
         where id = (${claimable(db.nowSql)}${db.skipLocked}) returning ${returning}`,
        [claimer, leaseSeconds * 1000],
      );
      return row ? requests.read(row) : undefined;
    },
    async renew(id, claimer, leaseSeconds) {
      const rows = await db.rows(
        `update requests set claimed_until = ${db.nowSql} + ? ${held} returning id`,
        [leaseSeconds * 1000, id, claimer],
      );
      return rows.length > 0;
    },
    async release(id, claimer, delaySeconds, message) {
      await db.rows(
        `update requests set state = 'created', claimer = null, claimed_until = null,
           not_before = ${db.nowSql} + ?, message = ?, version = version + 1 ${held}`,
        [Math.round(delaySeconds * 1000), message ?? null, id, claimer],
      );
    },
    async finish(id, claimer, outcome) {
      const [row] = await db
        .sql('requests')
        .where({ id, state: 'processing', claimer })
        .update({
          message: null,
          ...requests.write(outcome),
          state: 'finished',
          version: db.sql.raw('version + 1'),
          finished_at: db.now(),
          claimer: null,
          claimed_until: null,
        })
        .returning(unqualified(requests));
      return row ? requests.read(row) : undefined;
    },
  };
}

function texts(
  db: Db,
): Pick<RequestStore, 'saveMessages' | 'messages' | 'saveRawConfigs' | 'rawConfigs'> {
  const replace = (table: string, requestId: number, rows: readonly Record<string, unknown>[]) =>
    db.atomically(async (tx) => {
      await tx.sql(table).where({ request_id: requestId }).delete();
      for (const row of rows) await tx.sql(table).insert({ ...row, request_id: requestId });
    });
  const of = (table: string, columns: readonly string[], requestId: number) =>
    db.sql(table).select(columns).where({ request_id: requestId }).orderBy('id');
  return {
    saveMessages: (requestId, rows) =>
      replace(
        'request_messages',
        requestId,
        rows.map((row) => messages.write(row)),
      ),
    async messages(requestId) {
      return (await of('request_messages', messages.columns, requestId)).map(messages.read);
    },
    saveRawConfigs: (requestId, rows) =>
      replace(
        'request_raw_configs',
        requestId,
        rows.map((row) => rawConfigs.write(row)),
      ),
    async rawConfigs(requestId) {
      return (await of('request_raw_configs', rawConfigs.columns, requestId)).map(rawConfigs.read);
    },
  };
}

function origins(db: Db): Pick<RequestStore, 'saveJobOrigins' | 'jobOrigins'> {
  const table = 'request_job_origins';
  return {
    async saveJobOrigins(requestId, list) {
      const row = { request_id: requestId, origins: JSON.stringify(list) };
      await db.sql(table).insert(row).onConflict('request_id').merge();
    },
    async jobOrigins(requestId) {
      const row = await db.sql(table).where({ request_id: requestId }).first('origins');
      return row ? (JSON.parse(String(row.origins)) as JobOrigin[]) : [];
    },
  };
}

const REJECTED = "state = 'finished' and build_id is null";

function ending(db: Db): Pick<RequestStore, 'purge'> {
  return {
    purge: ({ olderThanDays, beyond = 0, limit }) =>
      db.atomically(async (tx) => {
        const newest = beyond === 0 ? noneBeyond : await newestBeyond(tx, beyond);
        const rows = await tx.rows(
          `delete from requests where id in (select id from requests
             where ${REJECTED} and (${isOld(tx, 'finished_at', olderThanDays)} or id <= ?)
               and not exists (select 1 from builds where builds.request_id = requests.id)
             order by id limit ?) returning repository_id`,
          [newest, limit],
        );
        const counts = new Map<number, number>();
        for (const row of rows) {
          const repositoryId = Number(row['repository_id']);
          counts.set(repositoryId, (counts.get(repositoryId) ?? 0) + 1);
        }
        for (const [repositoryId, count] of counts)
          await addToCounter(tx, 'requests', repositoryId, -count);
        return rows.length;
      }),
  };
}

/** Id of the newest one behind so many newer ones; 0: there are no more. */
async function newestBeyond(db: Db, count: number): Promise<number> {
  const [row] = await db.rows(
    `select id from requests where ${REJECTED} order by id desc limit 1 offset ?`,
    [count],
  );
  return Number(row?.['id'] ?? noneBeyond);
}
