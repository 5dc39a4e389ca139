/** Lists, claims and scheduling questions on a store that has grown: 200 000 builds, 5 000 queued, 20 000 waiting. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type OpenedStore } from '@turnpike/core';
import type { Store } from '@turnpike/core/contracts';
import { claimQuery, seedBuild, seedRepository } from '../support/seed.js';
import { percentile, type Bench, type Figure } from './harness.js';
import { copyFirst, openSql } from './support/grow.js';

const BUILDS = 200_000;
const QUEUED = 5_000;
const WAITING = 20_000;
const REPOSITORIES = 50;
const OWNERS = 40;

interface Grown {
  readonly opened: OpenedStore;
  readonly dataDir: string;
  readonly repositoryId: number;
}

async function grow(file: string): Promise<void> {
  const sql = await openSql(`sqlite:${file}`);
  await sql.run('begin');
  await copyFirst(sql, 'builds', BUILDS, {
    repository_id: `1 + i % ${REPOSITORIES}`,
    number: 'i + 10',
    state: "'passed'",
  });
  await sql.run(`insert into counters (scope, repository_id, value)
    select 'builds', repository_id, count(*) from builds where true group by repository_id
    on conflict (scope, repository_id) do update set value = excluded.value`);
  const owner = { owner_id: `1 + i % ${OWNERS}`, build_id: `1 + i % ${BUILDS}` };
  const queued = { state: "'queued'", queue: "'builds.linux'", queue_tag: 'i', queued_at: '1' };
  await copyFirst(sql, 'jobs', QUEUED, { ...owner, ...queued });
  await copyFirst(sql, 'jobs', WAITING, owner);
  await sql.run('commit');
  await sql.run('analyze');
  await sql.close();
}

async function setUp(): Promise<Grown> {
  const dataDir = await mkdtemp(join(tmpdir(), 'turnpike-bench-'));
  const opened = await openStore({ dataDir });
  await opened.migrate([]);
  for (let owner = 0; owner < REPOSITORIES; owner += 1)
    await seedRepository(opened.store, {
      login: `owner-${owner % OWNERS}`,
      private: owner % 2 === 0,
    });
  const repository = (await opened.store.repositories.get(1))!;
  await seedBuild(opened.store, repository);
  await opened.close();
  await grow(join(dataDir, 'turnpike.db'));
  return { opened: await openStore({ dataDir }), dataDir, repositoryId: repository.id };
}

async function timesOf(count: number, work: (index: number) => Promise<unknown>): Promise<Figure> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await work(index);
    times.push(performance.now() - start);
  }
  return {
    value: percentile(
      times.toSorted((a, b) => a - b),
      95,
    ),
    unit: 'ms',
  };
}

let claims = 0;

function claim(store: Store): Promise<unknown> {
  claims += 1;
  return store.runs.claim(claimQuery(`bench-${process.pid}-${claims}`));
}

export const bench: Bench = {
  name: 'store',
  summary: 'medians of lists, claims and scheduling questions on a grown SQLite store',
  rounds: 3,
  setUp,
  async round(context) {
    const { opened, repositoryId } = context as Grown;
    const { store } = opened;
    const deep = Math.floor(0.9 * (BUILDS / REPOSITORIES));
    const middle = BUILDS / REPOSITORIES / 2;
    const list =
      (filter: object, page: object = {}) =>
      () =>
        store.builds.list(filter, { limit: 25, ...page });
    return {
      latest: { ...(await timesOf(50, list({}))), budget: 5 },
      readable: { ...(await timesOf(50, list({ readableBy: 0 }))), budget: 10 },
      repository: { ...(await timesOf(50, list({ repositoryId }))), budget: 5 },
      'offset 90 %': {
        ...(await timesOf(20, list({ repositoryId }, { offset: deep }))),
        budget: 10,
      },
      'offset 50 %': {
        ...(await timesOf(20, list({ repositoryId }, { offset: middle }))),
        budget: 10,
      },
      'offset 90 % of all': {
        ...(await timesOf(10, list({}, { offset: 0.9 * BUILDS }))),
        budget: 40,
      },
      claim: { ...(await timesOf(50, () => claim(store))), budget: 10 },
      'waiting of an owner': {
        ...(await timesOf(50, (i) => store.jobs.waiting(1 + (i % OWNERS), 200))),
        budget: 10,
      },
      'waiting owners': {
        ...(await timesOf(50, () => store.owners.withWaitingJobs(100))),
        budget: 5,
      },
      'running of an owner': {
        ...(await timesOf(50, (i) => store.jobs.running(1 + (i % OWNERS)))),
        budget: 5,
      },
      'place in line': {
        ...(await timesOf(50, () => store.jobs.queueTags(1, 'builds.linux'))),
        budget: 5,
      },
    };
  },
  async tearDown(context) {
    const { opened, dataDir } = context as Grown;
    await opened.close();
    await rm(dataDir, { recursive: true });
  },
};
