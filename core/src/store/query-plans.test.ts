import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Repositories } from '../contracts/store.js';
import { connect, type Connection, type Session } from './connect.js';
import { poolDb } from './database.js';
import { migrateDatabase } from './migrate.js';
import { createRepositories } from './repositories/index.js';

/** Tables that grow with use: reading one from end to end must never be the plan. */
const GROWING = ['builds', 'jobs', 'job_runs', 'requests', 'notifications', 'commits', 'stages'];

let connection: Connection;
let store: Repositories;
const asked: { readonly sql: string; readonly bindings: readonly unknown[] }[] = [];

// A connection each: explaining a change leaves libsql in a transaction.
beforeEach(async () => {
  connection = await connect({ url: 'sqlite::memory:', dataDir: '.' });
  await migrateDatabase(connection, []);
  store = createRepositories(
    poolDb({
      ...connection,
      ...watched(connection),
      transaction: (work) => connection.transaction((trx) => work(watched(trx))),
    }),
  );
});
afterEach(() => connection.close());

const heard = new WeakSet<object>();

/** Notes what is asked. */
function watched(session: Session): Session {
  const { knex } = session;
  if (!heard.has(knex)) knex.on('query', (query: (typeof asked)[number]) => asked.push(query));
  heard.add(knex);
  return {
    knex,
    rows(sql, bindings) {
      asked.push({ sql, bindings });
      return session.rows(sql, bindings);
    },
  };
}

async function plans(work: () => Promise<unknown>): Promise<string[]> {
  asked.length = 0;
  await work();
  const queries = asked.filter((query) => /^\s*(select|with|update|delete)/i.test(query.sql));
  const details: string[] = [];
  for (const { sql, bindings } of queries) {
    const explained = `explain query plan ${sql}`;
    const rows = await connection.alone((knex) => knex.raw(explained, bindings as never));
    details.push(...(rows as { detail: string }[]).map((row) => row.detail));
  }
  return details;
}

const page = { limit: 25 };
const claim = {
  claimId: 'claim-1',
  worker: 'w',
  queues: ['a', 'b'],
  offers: { os: ['linux'], arch: ['amd64'], labels: [] },
};
const questions: Record<string, () => Promise<unknown>> = {
  'builds, latest': () => store.builds.list({}, page),
  'builds of a repository': () => store.builds.list({ repositoryId: 1 }, { ...page, before: 9 }),
  'builds of a branch': () => store.builds.list({ repositoryId: 1, branch: 'main' }, page),
  'builds of event types': () => store.builds.list({ repositoryId: 1, eventTypes: ['push'] }, page),
  'previous state': () => store.builds.previousState(1, 'main', 'push', 9),
  'superseded builds': () =>
    store.builds.superseded({
      id: 1,
      repositoryId: 1,
      eventType: 'push',
      branch: 'main',
      pullRequest: null,
    }),
  'pushes of a branch': () => store.builds.pushed(1, { branch: 'main', tag: null }, 50),
  'latest build of a pull request': () => store.builds.latestOfPull(1, 7),
  'latest build': () => store.builds.latest(1),
  'jobs of a build': () => store.jobs.ofBuild(1),
  'jobs of a repository': () => store.jobs.list({ repositoryId: 1 }, { ...page, offset: 50 }),
  'open jobs': () => store.jobs.list({ states: ['queued', 'started'] }, page),
  'waiting jobs': () => store.jobs.waiting(1, 50),
  'waiting owners': () => store.owners.withWaitingJobs(50),
  'running jobs': () => store.jobs.running(1),
  'places in line': () => store.jobs.queueTags(1, 'a'),
  'unfinished jobs': () => store.jobs.unfinished([1, 2]),
  'jobs queued for long': () => store.jobs.queuedLongerThan(60, 5),
  'counts by state': () => store.jobs.countsByState(),
  queues: () => store.jobs.queues(),
  'rejected requests': () => store.requests.purge({ olderThanDays: 1, beyond: 5, limit: 5 }),
  claim: () => store.runs.claim(claim),
  'open runs': () => store.runs.open('w'),
  'unsealed runs': () => store.runs.unsealed(5),
  'runs claimed before': () => store.runs.claimed(['a', 'b']),
  renewals: () =>
    store.runs.renewMany([
      { jobId: 1, run: 1 },
      { jobId: 2, run: 1 },
    ]),
  'old logs': () => store.runs.oldLogs({ olderThanDays: 1, beyond: 1, limit: 5 }),
  'earlier runs': () => store.runs.purge({ olderThanDays: 1, limit: 5 }),
  report: () => store.runs.report(1, 1, { seq: 1, state: 'started' }),
  'requests of a repository': () => store.requests.list(1, page),
  'latest request of a ref': () =>
    store.requests.latestOf(1, { ref: 'refs/heads/main', eventType: 'push' }),
  'request claim': () => store.requests.claim('g', 60),
  'recent requests': () => store.requests.countRecent(1, 'api', 3600),
  'due notifications': () => store.notifications.claim('t', ['email'], 60, 5),
  'notifications of a build': () => store.notifications.ofBuild(1),
  'stages of builds': () => store.stages.ofBuilds([1, 2]),
  'commits by id': () => store.commits.many([1, 2]),
};

for (const [name, ask] of Object.entries(questions)) {
  it(`finds ${name} by an index`, async () => {
    const walked = (await plans(ask)).filter((detail) =>
      GROWING.some((table) => new RegExp(`^SCAN ${table}(?! USING)`).test(detail)),
    );
    // Newest first without a filter walks the primary key from its end and stops after a page.
    expect(walked).toEqual(name === 'builds, latest' ? ['SCAN builds'] : []);
  });
}
