/**
 * Lists of builds over HTTP: the latest 25 of a repository, page 10,000 and the last page, of 5,000 and of
 * 500,000 builds, on both databases.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@turnpike/core';
import { tokens, type Commands, type LogReader } from '@turnpike/sdk';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { plugin as api } from '@turnpike/plugin-api';
import { dropPostgres, freshPostgres, hasPostgres } from '../support/postgres.js';
import { seedBuild, seedRepository } from '../support/seed.js';
import { percentile, type Bench, type Figures } from './harness.js';
import { copyFirst, openSql } from './support/grow.js';

const SIZES = [5_000, 500_000];
const PAGE = 25;
const DEEP_PAGE = 10_000;
const ASKED = 200;

interface Grown {
  readonly name: string;
  readonly size: number;
  readonly host: TestHost;
  readonly repository: number;
  readonly budget: number;
  close(): Promise<void>;
}
async function grow(url: string, size: number): Promise<void> {
  const sql = await openSql(url);
  await copyFirst(sql, 'builds', size - 1, { number: 'i + 1' });
  await sql.run(`update counters set value = ${size} where scope like 'builds%'`);
  await sql.run('update repositories set last_build_id = (select max(id) from builds)');
  await sql.run('analyze');
  await sql.close();
}

async function open(kind: 'sqlite' | 'postgres', size: number): Promise<Grown> {
  const dataDir = await mkdtemp(join(tmpdir(), 'turnpike-bench-'));
  const url = kind === 'postgres' ? await freshPostgres() : `sqlite:${join(dataDir, 'lists.db')}`;
  const opened = await openStore({ dataDir, url });
  await opened.migrate([]);
  const repository = await seedRepository(opened.store);
  await seedBuild(opened.store, repository, { state: 'passed' });
  await opened.close();
  await grow(url, size);
  const host = await testPlugin(api, {
    config: { public: true },
    core: { database: { url } },
    answers: 'unchecked',
    deps: [fake(tokens.commands, {} as Commands), fake(tokens.logReader, {} as LogReader)],
  });
  return {
    ...{ name: `${kind}, ${size.toLocaleString('en')}`, size, host, repository: repository.id },
    budget: kind === 'postgres' ? 8 : 5,
    async close() {
      await host.stop();
      if (kind === 'postgres') await dropPostgres(url);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Numbers of the builds on a page; the list says how many there are in all. */
async function page(grown: Grown, offset: number): Promise<number> {
  const path = `/v3/repo/${grown.repository}/builds?limit=${PAGE}&offset=${offset}`;
  const started = performance.now();
  const answer = await grown.host.request(path);
  const text = await answer.text();
  const took = performance.now() - started;
  const { builds } = JSON.parse(text) as { builds?: { number: string }[] };
  const first = Number(builds?.[0]?.number);
  if (first !== grown.size - offset)
    throw new Error(`${path}: ${answer.status} ${text.slice(0, 200)}`);
  return took;
}

async function round(all: readonly Grown[]): Promise<Figures> {
  const figures: Record<string, Figures[string]> = {};
  for (const grown of all) {
    const offsets = {
      latest: 0,
      'page 10,000': (DEEP_PAGE - 1) * PAGE,
      'last page': grown.size - PAGE,
    };
    for (const [what, offset] of Object.entries(offsets)) {
      if (offset > grown.size - PAGE) continue;
      const times: number[] = [];
      for (let count = 0; count < ASKED; count += 1) times.push(await page(grown, offset));
      const sorted = times.toSorted((a, b) => a - b);
      const name = `${grown.name}, ${what}`;
      figures[`${name}, p50`] = { value: percentile(sorted, 50), unit: 'ms' };
      figures[`${name}, p95`] = {
        ...{ value: percentile(sorted, 95), unit: 'ms' },
        budget: grown.budget,
      };
    }
  }
  return figures;
}

export const bench: Bench = {
  name: 'lists',
  summary: 'pages of 25 builds of 5,000 and of 500,000, over HTTP',
  async setUp() {
    const all: Grown[] = [];
    for (const kind of ['sqlite', 'postgres'] as const)
      for (const size of SIZES)
        if (kind === 'sqlite' || hasPostgres()) all.push(await open(kind, size));
    return all;
  },
  round: (context) => round(context as Grown[]),
  async tearDown(context) {
    for (const grown of context as Grown[]) await grown.close();
  },
};
