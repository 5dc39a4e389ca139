/** Status images (travis-api facts 9): always a 200 image, `unknown` for what one may not see. */
import type { Build, BuildState, HttpExchange, HttpResponse, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { badge, badgePng, type BadgeResult } from '../render/badge.js';
import { findByBadge } from './find-by-badge.js';

const RESULTS: Readonly<Record<string, BadgeResult>> = {
  passed: 'passing',
  failed: 'failed',
  errored: 'error',
  canceled: 'canceled',
};

type Format = 'svg' | 'png';
const TYPES: Readonly<Record<Format, string>> = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
};

export function badgeRoutes(api: Api): Route[] {
  const route = (path: string, format: Format): Route => ({
    method: 'GET',
    path,
    allow: ['anonymous', 'user', 'role'],
    handle: (exchange) => answer(api, exchange, format),
  });
  return (['svg', 'png'] as const).flatMap((format) => [
    route(`/:owner/:name.${format}`, format),
    route(`/repos/:owner/:name.${format}`, format),
  ]);
}

async function answer(api: Api, exchange: HttpExchange, format: Format): Promise<HttpResponse> {
  const build = await decidingBuild(api, exchange);
  const result = RESULTS[build?.result ?? ''] ?? 'unknown';
  return {
    status: 200,
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `inline; filename="${result}.${format}"`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'no-cache',
      ...(build?.finishedAt ? { 'last-modified': new Date(build.finishedAt).toUTCString() } : {}),
    },
    body: format === 'svg' ? badge(result) : badgePng(result),
  };
}

/** The last finished build of the branch; pull requests and pushes that were told late do not count. */
async function decidingBuild(api: Api, exchange: HttpExchange): Promise<Decided | undefined> {
  const repository = await findByBadge(api, exchange);
  if (!repository) return undefined;
  const of = {
    repositoryId: repository.id,
    branch: exchange.query.get('branch') ?? repository.defaultBranch,
    eventTypes: ['push', 'api', 'cron'] as const,
    inOrder: true,
  };
  const list = async (states: readonly BuildState[], limit: number) =>
    (await api.store.builds.list({ ...of, states }, { limit })).rows;
  const [finished] = await list(['passed', 'failed', 'errored', 'canceled'], 1);
  const again = (await list(['created', 'started'], MOST_UNFINISHED)).find(
    ({ id, restartedAt }) => restartedAt !== null && id > (finished?.id ?? 0),
  );
  const before = again && (await resultBefore(api, again));
  if (again && before) return { result: before, finishedAt: null };
  return finished && { result: finished.state, finishedAt: finished.finishedAt };
}

interface Decided {
  readonly result: string;
  readonly finishedAt: number | null;
}
const MOST_UNFINISHED = 10;

/** What a build that runs again had come to: by the last run of each job that ended. */
async function resultBefore(api: Api, build: Build): Promise<string | undefined> {
  const jobs = await api.store.jobs.ofBuild(build.id);
  const counted = jobs.filter(({ allowFailure }) => !allowFailure);
  const results = await Promise.all(counted.map(({ id }) => lastOutcome(api, id)));
  const known = results.filter((result) => result !== undefined);
  if (known.length === 0) return undefined;
  return ['canceled', 'errored', 'failed'].find((state) => known.includes(state)) ?? 'passed';
}

async function lastOutcome(api: Api, jobId: number): Promise<string | undefined> {
  const runs = await api.store.runs.ofJob(jobId);
  return runs.toSorted((a, b) => b.run - a.run).find(({ state }) => state in RESULTS)?.state;
}
