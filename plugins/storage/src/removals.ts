/** What went by itself is remembered for a while, with the reason. */
import { formatBytes } from '@turnpike/sdk/platform';
import type { StorageConfig } from './config.js';
import type { RemovedObject, Removals, StoredObject } from './tables.js';

/** By which setting something goes. */
export type Policy = Extract<
  keyof StorageConfig,
  'cacheDays' | 'workspaceDays' | 'artifactDays' | 'cacheQuotaBytes' | 'forkCacheQuotaBytes'
>;

export interface Memory {
  /** Before the object itself goes, so that nothing between loses it. */
  note(object: StoredObject, policy: Policy, amount: number): Promise<void>;
  /** It is stored again. */
  forget(address: string): Promise<void>;
  find(address: string): Promise<RemovedObject | undefined>;
  list(where: Partial<RemovedObject>): Promise<readonly RemovedObject[]>;
  /** The longest ago first. */
  oldest(limit: number, offset: number): Promise<readonly RemovedObject[]>;
}

export function createMemory(removals: Removals, now: () => Promise<number>): Memory {
  return {
    async note({ file: _file, usedAt: _used, trust: _trust, id: _id, ...object }, setting, amount) {
      const row = { ...object, removedAt: await now(), setting, amount: String(amount) };
      const changed = await removals.update({ address: object.address }, row);
      if (changed === 0) await removals.insert(row);
    },
    async forget(address) {
      await removals.delete({ address });
    },
    find: (address) => removals.first({ address }),
    list: (where) => removals.find(where, { orderBy: 'removedAt' }),
    oldest: (limit, offset) => removals.find({}, { orderBy: 'removedAt', limit, offset }),
  };
}

/** For people: `removed by retention after 90 days on 2026-11-28 (storage.artifactDays)`. */
export function reasonOf({ removedAt, setting, amount }: RemovedObject): string {
  const on = `on ${new Date(removedAt).toISOString().slice(0, 10)} (storage.${setting})`;
  if (setting.endsWith('Bytes'))
    return `removed to keep the caches of the repository within ${formatBytes(Number(amount))} ${on}`;
  const without = setting === 'artifactDays' ? '' : ' without use';
  return `removed by retention after ${amount} ${amount === '1' ? 'day' : 'days'}${without} ${on}`;
}
