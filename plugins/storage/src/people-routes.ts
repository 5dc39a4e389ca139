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
import type { Room } from './room.js';
import type { StoredObject } from './tables.js';
import { send } from './transfer.js';

type Handle = (exchange: HttpExchange) => Promise<HttpResponse>;

export function peopleRoutes(room: Room): readonly Route[] {
  const route = (method: 'GET' | 'DELETE', path: string, handle: Handle): Route => ({
    method,
    path,
    allow: ['user', 'role'],
    handle,
  });
  return [
    route('GET', '/v3/repo/:repo/caches', (exchange) => listCaches(room, exchange)),
    route('DELETE', '/v3/repo/:repo/caches', (exchange) => deleteCaches(room, exchange)),
    route('GET', '/v3/build/:id/artifacts', (exchange) => listArtifacts(room, exchange)),
    route('GET', '/v3/build/:id/artifacts/:path(.*)', (exchange) => download(room, exchange)),
  ];
}

async function listCaches(room: Room, exchange: HttpExchange): Promise<HttpResponse> {
  return cacheList(exchange, await chosenCaches(room, exchange));
}

/** Answers what it deleted. */
async function deleteCaches(room: Room, exchange: HttpExchange): Promise<HttpResponse> {
  const chosen = await chosenCaches(room, exchange);
  for (const cache of chosen) await room.catalog.remove(cache);
  return cacheList(exchange, chosen);
}

/** Of one branch where `branch` is given, with `match` in their names where that is. Takes the right to push. */
async function chosenCaches(room: Room, exchange: HttpExchange): Promise<readonly StoredObject[]> {
  const address = exchange.params['repo'] ?? '';
  const { repositories } = room.store;
  const repository = isId(address)
    ? await repositories.get(Number(address))
    : await repositories.bySlug(address);
  const { id } = await allowed(room, exchange, repository, 'write', 'repository');
  const [branch, match] = [exchange.query.get('branch'), exchange.query.get('match')];
  const where = { kind: 'cache' as const, repositoryId: id, ...(branch ? { label: branch } : {}) };
  const found = await room.catalog.list(where);
  return found.filter(({ name }) => !match || name.includes(match)).toReversed();
}

function cacheList({ path }: HttpExchange, caches: readonly StoredObject[]): HttpResponse {
  return {
    body: {
      '@type': 'caches',
      '@href': path,
      '@representation': 'standard',
      caches: caches.map(({ repositoryId, bytes, name, label, storedAt }) => ({
        '@type': 'cache',
        '@representation': 'standard',
        repository_id: repositoryId,
        size: bytes,
        name: name.replace(/\.tgz$/, ''),
        branch: label,
        last_modified: new Date(storedAt).toISOString(),
      })),
    },
  };
}

async function listArtifacts(room: Room, exchange: HttpExchange): Promise<HttpResponse> {
  const { id } = await findBuild(room, exchange);
  const found = await room.catalog.list({ buildId: id, kind: 'artifact' });
  const byName = found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    body: {
      '@type': 'artifacts',
      '@href': exchange.path,
      '@representation': 'standard',
      artifacts: byName.map(({ jobId, name, bytes, sha256, storedAt }) => ({
        '@type': 'artifact',
        '@representation': 'standard',
        '@href': `/v3/build/${id}/artifacts/${name.split('/').map(encodeURIComponent).join('/')}`,
        job_id: jobId,
        path: name,
        size: bytes,
        sha256,
        created_at: new Date(storedAt).toISOString(),
      })),
    },
  };
}

/** A job wrote it: browsers save it, and never show or run it as a page of ours. */
async function download(room: Room, exchange: HttpExchange): Promise<HttpResponse> {
  const { id } = await findBuild(room, exchange);
  const name = exchange.params['path'] ?? '';
  const found = await room.catalog.find(`artifact/${id}/${name}`);
  const response = await send(room, exchange, found);
  const file = encodeURIComponent(name.split('/').at(-1) ?? '').replaceAll("'", '%27');
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
