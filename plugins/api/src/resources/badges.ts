/** Status images (travis-api facts 9): always a 200 image, `unknown` for what one may not see. */
import type { Build, HttpExchange, HttpResponse, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { accessOf } from '../endpoint.js';
import { badge, badgePng, type BadgeResult } from '../render/badge.js';
import { isBadgeToken } from './badge-token.js';

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
  const result = (build && RESULTS[build.state]) ?? 'unknown';
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

/** The last finished build of the branch; pull requests do not count. */
async function decidingBuild(api: Api, exchange: HttpExchange): Promise<Build | undefined> {
  const { owner, name } = exchange.params;
  const repository = await api.store.repositories.bySlug(`${owner}/${name}`);
  if (!repository) return undefined;
  const { read } = await accessOf(api, exchange).rights(repository);
  if (!read && !(await isBadgeToken(api, repository, exchange.query.get('token')))) {
    return undefined;
  }
  const { rows } = await api.store.builds.list(
    {
      repositoryId: repository.id,
      branch: exchange.query.get('branch') ?? repository.defaultBranch,
      eventTypes: ['push', 'api', 'cron'],
      states: ['passed', 'failed', 'errored', 'canceled'],
    },
    { limit: 1 },
  );
  return rows[0];
}
