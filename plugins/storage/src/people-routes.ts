/** What people see: a repository's caches (travis-api facts, `GET /repo/{repo}/caches`) and a build's artifacts. */
import {
  type AccessLevel,
  type Build,
  type HttpExchange,
  type HttpResponse,
  type Repository,
  type Route,
} from '@turnpike/sdk';
import { createAccess, notFound } from '@turnpike/sdk/store';
import { reasonOf } from './removals.js';
import type { Room } from './room.js';
import type { RemovedObject, StoredObject } from './tables.js';
import { send } from './transfer.js';

type Handle = (exchange: HttpExchange) => Promise<HttpResponse>;

export function peopleRoutes(room: Room): readonly Route[] {
  const route = (method: 'GET' | 'DELETE', path: string, handle: Handle): Route => ({
    method,
    path,
    allow: ['user', 'role'],
    handle,
    ...(method === 'DELETE' ? { audit: 'cache.remove' } : {}),
  });
  return [
    route('GET', '/v3/repo/:repo/caches', (exchange) => listCaches(room, exchange)),
    route('DELETE', '/v3/repo/:repo/caches', (exchange) => deleteCaches(room, exchange)),
    route('GET', '/v2/repos/:repo/caches', async (exchange) => {
      const { found } = await findCaches(room, exchange);
      return { body: { caches: found.map(renderCacheV2) } };
    }),
    route('DELETE', '/v2/repos/:repo/caches', async (exchange) => {
      const { found } = await findCaches(room, exchange);
      await removeAll(room, found);
      return { body: { caches: found.map(renderCacheV2) } };
    }),
    route('GET', '/v3/build/:id/artifacts', (exchange) => listArtifacts(room, exchange)),
    route('GET', '/v3/build/:id/artifacts/:path(.*)', (exchange) => download(room, exchange)),
  ];
}

async function listCaches(room: Room, exchange: HttpExchange): Promise<HttpResponse> {
  const { found, where, match } = await findCaches(room, exchange);
  const removed = await room.catalog.memory.list(where);
  return cacheList(exchange, found, removed.filter(match).toReversed());
}

/** Answers what it deleted. */
async function deleteCaches(room: Room, exchange: HttpExchange): Promise<HttpResponse> {
  const { found } = await findCaches(room, exchange);
  await removeAll(room, found);
  return cacheList(exchange, found);
}

/** Newest first. */
async function findCaches(room: Room, exchange: HttpExchange) {
  const filter = await cacheFilter(room, exchange);
  const all = await room.catalog.list(filter.where);
  return { ...filter, found: all.filter(filter.match).toReversed() };
}

async function removeAll(room: Room, caches: readonly StoredObject[]): Promise<void> {
  for (const cache of caches) await room.catalog.remove(cache);
}

/** Of one branch where `branch` is given, with `match` in their names where that is. Takes the right to push. */
async function cacheFilter(room: Room, exchange: HttpExchange) {
  const address = exchange.params['repo'] ?? '';
  const { repositories } = room.store;
  const repository = isId(address)
    ? await repositories.get(Number(address))
    : await repositories.bySlugEver(address);
  const { id } = await allowed(room, exchange, repository, 'write', 'repository');
  const [branch, match] = [exchange.query.get('branch'), exchange.query.get('match')];
  const where = { kind: 'cache' as const, repositoryId: id, ...(branch ? { label: branch } : {}) };
  const isMatch = ({ name }: { readonly name: string }) => !match || name.includes(match);
  return { where, match: isMatch };
}

function cacheList(
  { path }: HttpExchange,
  caches: readonly StoredObject[],
  removed?: readonly RemovedObject[],
): HttpResponse {
  return {
    body: {
      '@type': 'caches',
      '@href': path,
      '@representation': 'standard',
      caches: caches.map(renderCache),
      ...(removed && {
        removed: removed.map((one) => ({ ...renderCache(one), ...renderRemoval(one) })),
      }),
    },
  };
}

type Kept = Pick<
  StoredObject,
  'repositoryId' | 'jobId' | 'bytes' | 'sha256' | 'name' | 'label' | 'storedAt'
>;

function renderCache({ repositoryId, bytes, name, label, storedAt }: Kept) {
  return {
    '@type': 'cache',
    '@representation': 'standard',
    repository_id: repositoryId,
    size: bytes,
    name: name.replace(/\.tgz$/, ''),
    branch: label,
    last_modified: new Date(storedAt).toISOString(),
  };
}

/** As version 2 has it. */
function renderCacheV2(cache: Kept) {
  const { repository_id, size, branch, name: slug, last_modified } = renderCache(cache);
  return { repository_id, size, slug, branch, last_modified };
}

function renderArtifact(buildId: number, { jobId, name, bytes, sha256, storedAt }: Kept) {
  return {
    '@type': 'artifact',
    '@representation': 'standard',
    '@href': `/v3/build/${buildId}/artifacts/${name.split('/').map(encodeURIComponent).join('/')}`,
    job_id: jobId,
    path: name,
    size: bytes,
    sha256,
    created_at: new Date(storedAt).toISOString(),
  };
}

function renderRemoval(removed: RemovedObject) {
  return { removed_at: new Date(removed.removedAt).toISOString(), reason: reasonOf(removed) };
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : 1;

async function listArtifacts(room: Room, exchange: HttpExchange): Promise<HttpResponse> {
  const { id } = await findBuild(room, exchange);
  const of = { buildId: id, kind: 'artifact' as const };
  const found = await room.catalog.list(of);
  const removed = await room.catalog.memory.list(of);
  return {
    body: {
      '@type': 'artifacts',
      '@href': exchange.path,
      '@representation': 'standard',
      artifacts: found.toSorted(byName).map((one) => renderArtifact(id, one)),
      removed: removed
        .toSorted(byName)
        .map((one) => ({ ...renderArtifact(id, one), ...renderRemoval(one) })),
    },
  };
}

/** A job wrote it: browsers save it, and never show or run it as a page of ours. */
async function download(room: Room, exchange: HttpExchange): Promise<HttpResponse> {
  const { id } = await findBuild(room, exchange);
  const name = exchange.params['path'] ?? '';
  const address = `artifact/${id}/${name}`;
  const last = name.split('/').at(-1) ?? '';
  const response = await send(room, exchange, await room.catalog.find(address), address, last);
  const file = encodeURIComponent(last).replaceAll("'", '%27');
  return {
    ...response,
    headers: {
      ...response.headers,
      'content-disposition': `attachment; filename*=UTF-8''${file}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    },
  };
}

async function findBuild(room: Room, exchange: HttpExchange): Promise<Build> {
  const id = exchange.params['id'] ?? '';
  const build = isId(id) ? await room.store.builds.get(Number(id)) : undefined;
  if (!build) throw notFound('build');
  const repository = await room.store.repositories.get(build.repositoryId);
  await allowed(room, exchange, repository, 'read', 'build');
  return build;
}

async function allowed(
  { store, hooks }: Room,
  { principal }: HttpExchange,
  repository: Repository | undefined,
  action: AccessLevel,
  type: string,
): Promise<Repository> {
  if (!repository) throw notFound(type);
  await createAccess(principal, { store, hooks, visitorsRead: false }).require(
    repository,
    action,
    type,
  );
  return repository;
}

function isId(text: string): boolean {
  return /^[1-9]\d{0,14}$/.test(text);
}
