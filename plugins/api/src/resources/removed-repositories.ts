/** What removed repositories may have left at their hosts: listed, taken away, forgotten. For administrators. */
import { z, type HttpResponse, type RemovedRepository, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { readFields } from '../envelope/fields.js';
import { parsePage } from '../envelope/paging.js';
import { wholeTime } from '../envelope/times.js';
import { collection, single } from '../render/collection.js';
import { head, type Wire } from '../render/render.js';
import { asItWas } from './as-it-was.js';
import { idOf } from './find.js';
import { takeHookAway } from './take-hook-away.js';

const PATH = '/v3/removed_repo/:id';
const input = z.object({ token: z.string().max(1000).nullish() });

export function removedRepositoryRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/removed_repos', list),
    endpoint(api, `GET ${PATH}`, async (call) => single(renderRemoved(await find(call)))),
    endpoint(api, `POST ${PATH}/remove_hook`, removeHook, { audit: 'removed_repository.hook' }),
    endpoint(api, `DELETE ${PATH}`, forget, { audit: 'removed_repository.forget' }),
  ];
}

async function list(call: Call): Promise<HttpResponse> {
  const page = parsePage(call.query, 100);
  const { rows, total } = await call.api.store.removedRepositories.list(page);
  const entries = rows.map((row) => renderRemoved(row));
  return collection(call, 'removed_repositories', entries, { page, total });
}

async function find(call: Call): Promise<RemovedRepository> {
  const found = await call.api.store.removedRepositories.get(idOf(call.params['id']));
  if (!found) throw notFound('removed_repository');
  return found;
}

/** With the token that comes along, or the server's own: that of the repository went with it. */
async function removeHook(call: Call): Promise<HttpResponse> {
  const { api, exchange } = call;
  const record = await find(call);
  const { token } = readFields(input, await exchange.json(), 'left_hook');
  const credential = token ? ({ kind: 'token', token } as const) : null;
  const hook = await takeHookAway(api, { repository: asItWas(record), credential });
  await api.store.removedRepositories.setHook(record.id, hook);
  await exchange.audit({
    target: `repo/${record.slug}`,
    repositoryId: record.id,
    after: { hook: hook.state },
  });
  return single(renderRemoved({ ...record, hook }));
}

async function forget(call: Call): Promise<HttpResponse> {
  const { id, slug } = await find(call);
  await call.api.store.removedRepositories.forget(id);
  await call.exchange.audit({ target: `repo/${slug}`, repositoryId: id });
  return { status: 204 };
}

export function renderRemoved(record: RemovedRepository, kept = true): Wire {
  return {
    ...head('removed_repository', `/v3/removed_repo/${record.id}`, 'standard'),
    id: record.id,
    slug: record.slug,
    private: record.private,
    provider: record.vcsProvider,
    vcs_id: record.vcsId,
    clone_url: record.cloneUrl,
    html_url: record.htmlUrl,
    hook: record.hook,
    credential: record.credential,
    kept,
    removed_at: wholeTime(record.removedAt),
  };
}
