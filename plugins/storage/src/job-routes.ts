/** What scripts call, with the job's token (README of the plugin build). */
import {
  NotAllowedError,
  NotFoundError,
  type HttpExchange,
  type HttpResponse,
  type Route,
} from '@turnpike/sdk';
import { scopeOf, type CacheGroup, type JobScope } from './job-scope.js';
import { checkName } from './object-name.js';
import { cacheQuota, checkBuildQuota, evictCaches } from './quota.js';
import type { Room } from './room.js';
import type { ObjectKind, StoredObject } from './tables.js';
import { announcedBytes, receive, send, stored } from './transfer.js';
import { createUploadSlots } from './upload-slots.js';

type Handle = (scope: JobScope, path: string, exchange: HttpExchange) => Promise<HttpResponse>;

/** A file of this size is worth a look at the quota before it comes. */
const LARGE_BYTES = 16_777_216;

export function jobRoutes(room: Room): readonly Route[] {
  const inSlot = createUploadSlots();
  const route = (method: 'GET' | 'PUT', folder: string, handle: Handle): Route => ({
    method,
    path: `/storage/${folder}/:path(.*)`,
    allow: ['job'],
    bodyLimitBytes: room.config.maxFileBytes,
    async handle(exchange) {
      const scope = await scopeOf(room.store, exchange.principal);
      const answer = () => handle(scope, exchange.params['path'] ?? '', exchange);
      return method === 'PUT' ? inSlot(scope.job.id, answer) : answer();
    },
  });
  return [
    route('GET', 'caches', (...call) => fetchCache(room, ...call)),
    route('PUT', 'caches', (...call) => storeCache(room, ...call)),
    route('GET', 'workspaces', (...call) => fetchOfBuild(room, 'workspace', ...call)),
    route('PUT', 'workspaces', (...call) => storeOfBuild(room, 'workspace', ...call)),
    route('PUT', 'artifacts', (...call) => storeOfBuild(room, 'artifact', ...call)),
  ];
}

/** Both branches and names may hold slashes, so a path is read against the groups that the job may use. */
function nameWithin(group: CacheGroup, path: string): string | undefined {
  const start = `${group.label}/`;
  return path.startsWith(start) ? checkName(path.slice(start.length)) : undefined;
}

function cacheAddress(repositoryId: number, { kind, label }: CacheGroup, name: string): string {
  return `cache/${repositoryId}/${kind}/${encodeURIComponent(label)}/${name}`;
}

async function fetchCache(
  room: Room,
  { reads, job }: JobScope,
  path: string,
  exchange: HttpExchange,
): Promise<HttpResponse> {
  for (const group of reads) {
    const name = nameWithin(group, path);
    if (name === undefined) continue;
    const address = cacheAddress(job.repositoryId, group, name);
    const found = await room.catalog.find(address);
    if (found) return send(room, exchange, found, address);
  }
  throw new NotFoundError();
}

async function storeCache(
  room: Room,
  { own, job }: JobScope,
  path: string,
  exchange: HttpExchange,
): Promise<HttpResponse> {
  const name = nameWithin(own, path);
  if (name === undefined) throw notItsOwn(own);
  const quota = cacheQuota(room.config, job.trust);
  const written = await receive(room, exchange, Math.min(quota, room.config.maxFileBytes));
  const address = cacheAddress(job.repositoryId, own, name);
  const fields = { ...ownership(job), address, kind: 'cache' as const, label: own.label, name };
  const object = await room.catalog.put(fields, written);
  const evicted = await evictCaches(room.catalog, object, quota);
  const { repositoryId } = object;
  if (evicted > 0) room.log.info({ repositoryId, evicted }, 'Caches went to keep the quota');
  return stored(object);
}

function notItsOwn(own: CacheGroup): NotAllowedError {
  return new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'A job writes only its own caches.', {
    wayOut: `Its caches lie below caches/${own.label}/.`,
  });
}

type Ownership = Pick<StoredObject, 'repositoryId' | 'buildId' | 'jobId' | 'trust'>;
function ownership({ id: jobId, repositoryId, buildId, trust }: JobScope['job']): Ownership {
  return { repositoryId, buildId, jobId, trust };
}

function buildAddress(kind: ObjectKind, { job }: JobScope, path: string): string {
  return `${kind}/${job.buildId}/${checkName(path)}`;
}

async function fetchOfBuild(
  room: Room,
  kind: ObjectKind,
  scope: JobScope,
  path: string,
  exchange: HttpExchange,
): Promise<HttpResponse> {
  const address = buildAddress(kind, scope, path);
  return send(room, exchange, await room.catalog.find(address), address);
}

async function storeOfBuild(
  room: Room,
  kind: ObjectKind,
  scope: JobScope,
  path: string,
  exchange: HttpExchange,
): Promise<HttpResponse> {
  const { catalog, config, files } = room;
  const address = buildAddress(kind, scope, path);
  const share = { buildId: scope.job.buildId, address };
  const announced = announcedBytes(exchange);
  if (announced > LARGE_BYTES)
    await checkBuildQuota(catalog, config, { ...share, more: announced });
  const written = await receive(room, exchange, config.maxFileBytes);
  try {
    await checkBuildQuota(catalog, config, { ...share, more: written.bytes });
  } catch (error) {
    await files.remove(written.file);
    throw error;
  }
  const fields = { ...ownership(scope.job), address, kind, label: '', name: path };
  return stored(await catalog.put(fields, written));
}
