/**
 * One step of the scheduler: a job of an owner has ended, the next one of that owner is queued. 1,000 owners with
 * two jobs at once each, 500 workers, 10,000 and 100,000 waiting jobs, on both databases.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type OpenedStore } from '@turnpike/core';
import type { Events, Store } from '@turnpike/core/contracts';
import { scheduleOwner } from '../../plugins/scheduler/src/schedule-owner.js';
import { makeScheduling, sayHello } from '../../plugins/scheduler/src/testing/test-scheduling.js';
import { dropPostgres, freshPostgres, hasPostgres, query } from '../support/postgres.js';
import { seedBuild, seedRepository } from '../support/seed.js';
import { percentile, type Bench, type Figures } from './harness.js';

const OWNERS = 1000;
const WORKERS = 500;
const AT_ONCE = 2;
const SIZES = [10_000, 100_000];
const MOST_JOBS_A_BUILD = 50;
const STEPS = 300;

interface Line {
  readonly name: string;
  readonly opened: OpenedStore;
  /** Queued jobs by owner. */
  readonly queued: Map<number, number[]>;
  readonly owners: readonly number[];
  close(): Promise<void>;
}

const shortened = (size: number): string => `${size / 1000},000`;

async function openLine(database: 'sqlite' | 'postgres', size: number): Promise<Line> {
  const dataDir = await mkdtemp(join(tmpdir(), 'turnpike-bench-'));
  const url = database === 'postgres' ? await freshPostgres() : undefined;
  const queued = new Map<number, number[]>();
  const publish = async (name: string, data: unknown): Promise<void> => {
    if (name !== 'job:queued') return;
    const { ownerId, jobId } = data as Events['job:queued'];
    queued.set(ownerId, [...(queued.get(ownerId) ?? []), jobId]);
  };
  const opened = await openStore({ dataDir, publish, ...(url ? { url } : {}) });
  await opened.migrate([]);
  const owners = await seed(opened.store, size);
  const line: Line = {
    name: `${database}, ${shortened(size)} waiting`,
    opened,
    queued,
    owners,
    async close() {
      await opened.close();
      if (url) await dropPostgres(url);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  const scheduling = schedulingOf(line);
  for (const owner of owners) await scheduleOwner(scheduling, owner);
  // So many rows at once come only here: what autovacuum does to a table that grows, in good time.
  if (url) await query(url, 'vacuum analyze');
  return line;
}

const schedulingOf = ({ opened }: Pick<Line, 'opened'>) =>
  makeScheduling(opened.store, { ownerLimit: AT_ONCE });

async function seed(store: Store, size: number): Promise<number[]> {
  for (let worker = 0; worker < WORKERS; worker += 1) await sayHello(store, `worker-${worker}`);
  const owners: number[] = [];
  for (let owner = 0; owner < OWNERS; owner += 1) {
    const repository = await seedRepository(store, { login: `owner-${owner}` });
    owners.push(repository.ownerId);
    for (let left = size / OWNERS; left > 0; left -= MOST_JOBS_A_BUILD) {
      const jobs = Array.from({ length: Math.min(left, MOST_JOBS_A_BUILD) }, () => ({}));
      await seedBuild(store, repository, { jobs });
    }
  }
  return owners;
}

let turn = 0;

/** Milliseconds from the end of a job to the next one in the queue. */
async function step(line: Line): Promise<number> {
  const owner = line.owners[(turn += 1) % OWNERS] as number;
  const ended = line.queued.get(owner)?.shift();
  if (ended === undefined) throw new Error(`owner ${owner} has no queued job`);
  const { store } = line.opened;
  await store.jobs.transition(ended, { from: ['queued'], to: 'canceled', reason: 'bench' });
  const started = performance.now();
  const count = await scheduleOwner(schedulingOf(line), owner);
  if (count !== 1) throw new Error(`${count} jobs were queued`);
  return performance.now() - started;
}

async function round(lines: readonly Line[]): Promise<Figures> {
  const figures: Record<string, Figures[string]> = {};
  for (const line of lines) {
    const times: number[] = [];
    for (let at = 0; at < STEPS; at += 1) times.push(await step(line));
    const sorted = times.toSorted((a, b) => a - b);
    figures[`${line.name}, p50`] = { value: percentile(sorted, 50), unit: 'ms' };
    figures[`${line.name}, p95`] = { value: percentile(sorted, 95), unit: 'ms', budget: 10 };
  }
  return figures;
}

export const bench: Bench = {
  name: 'scheduling',
  summary: 'job finished to next job of that owner queued; 1,000 owners, 500 workers',
  async setUp() {
    const lines: Line[] = [];
    for (const database of ['sqlite', 'postgres'] as const)
      for (const size of SIZES)
        if (database === 'sqlite' || hasPostgres()) lines.push(await openLine(database, size));
    return lines;
  },
  round: (context) => round(context as Line[]),
  async tearDown(context) {
    for (const line of context as Line[]) await line.close();
  },
};
