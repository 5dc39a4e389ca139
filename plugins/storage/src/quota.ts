/** Keeps a repository within its quota. Forks have one of their own: they cannot push out what the base stores. */
import type { Catalog } from './catalog.js';
import type { StorageConfig } from './config.js';
import { tooLarge } from './file-room.js';
import type { StoredObject } from './tables.js';

export function cacheQuota(config: StorageConfig, trust: StoredObject['trust']): number {
  return trust === 'fork' ? config.forkCacheQuotaBytes : config.cacheQuotaBytes;
}

/** Removes what was not used for longest until the rest fits; `kept` stays. Answers how many went. */
export async function evictCaches(
  catalog: Catalog,
  kept: StoredObject,
  quotaBytes: number,
): Promise<number> {
  const policy = kept.trust === 'fork' ? 'forkCacheQuotaBytes' : 'cacheQuotaBytes';
  const { repositoryId, trust } = kept;
  const all = await catalog.list({ kind: 'cache', repositoryId, trust });
  let over = total(all) - quotaBytes;
  let evicted = 0;
  for (const object of all) {
    if (over <= 0) break;
    if (object.id === kept.id) continue;
    await catalog.retire(object, policy, quotaBytes);
    over -= object.bytes;
    evicted += 1;
  }
  return evicted;
}

/** Throws TURNPIKE_INPUT_TOO_LARGE where `more` bytes at this address do not fit into the build's share. */
export async function checkBuildQuota(
  catalog: Catalog,
  config: StorageConfig,
  wanted: { readonly buildId: number; readonly address: string; readonly more: number },
): Promise<void> {
  const { buildId, address, more } = wanted;
  const all = await catalog.list({ buildId });
  const others = all.filter((object) => object.kind !== 'cache' && object.address !== address);
  if (total(others) + more > config.buildQuotaBytes) throw tooLarge(config.buildQuotaBytes);
  if (others.length >= config.buildFiles) throw tooLarge(config.buildQuotaBytes);
}

function total(objects: readonly StoredObject[]): number {
  return objects.reduce((sum, { bytes }) => sum + bytes, 0);
}
