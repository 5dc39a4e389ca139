/** What has had its time goes; so does what belongs to something that is no longer there. */
import type { Policy } from './removals.js';
import type { Room } from './room.js';
import type { ObjectKind, RemovedObject, StoredObject } from './tables.js';

const DAY_MS = 86_400_000;
const AT_ONCE = 200;

export async function sweep(room: Room): Promise<void> {
  const { cacheDays, workspaceDays, artifactDays } = room.config;
  await sweepKind(room, 'cache', cacheDays, 'cacheDays');
  await sweepKind(room, 'workspace', workspaceDays, 'workspaceDays');
  await sweepKind(room, 'artifact', artifactDays, 'artifactDays');
  await forgetOld(room);
  const orphans = await room.catalog.tidy();
  if (orphans > 0) room.log.info({ orphans }, 'Files of uploads that were cut off went');
}

/** Says what went, how much, and by which setting. */
async function sweepKind(
  room: Room,
  kind: ObjectKind,
  days: number,
  setting: Policy,
): Promise<void> {
  const before = (await room.store.now()) - days * DAY_MS;
  const gone = { removed: 0, bytes: 0 };
  let kept = 0;
  for (;;) {
    const lot = await room.catalog.idle(kind, AT_ONCE, kept);
    for (const object of lot) {
      const why = await whyOver(room, object, before);
      if (why === undefined) kept += 1;
      else {
        if (why === 'old') await room.catalog.retire(object, setting, days);
        else await room.catalog.remove(object);
        gone.removed += 1;
        gone.bytes += object.bytes;
      }
    }
    if (lot.length < AT_ONCE) break;
  }
  if (gone.removed > 0)
    room.log.info(
      { kind, ...gone, policy: `storage.${setting}: ${days}` },
      'Stored files had their time, or what they belong to is gone',
    );
}

/** Artifacts count from when they were stored, the rest from its last use. */
async function whyOver(
  room: Room,
  object: StoredObject,
  before: number,
): Promise<'old' | 'orphan' | undefined> {
  if (await isOrphan(room, object)) return 'orphan';
  const { kind, usedAt, storedAt } = object;
  return (kind === 'artifact' ? storedAt : usedAt) < before ? 'old' : undefined;
}

/** What it belongs to is gone. */
async function isOrphan(
  { store }: Room,
  { kind, repositoryId, buildId }: Pick<RemovedObject, 'kind' | 'repositoryId' | 'buildId'>,
): Promise<boolean> {
  if (!(await store.repositories.get(repositoryId))) return true;
  return kind !== 'cache' && !(await store.builds.get(buildId));
}

/** So long people are told what became of a file. */
const REMEMBERED_DAYS = 365;

async function forgetOld(room: Room): Promise<void> {
  const { memory } = room.catalog;
  const before = (await room.store.now()) - REMEMBERED_DAYS * DAY_MS;
  let kept = 0;
  for (;;) {
    const lot = await memory.oldest(AT_ONCE, kept);
    for (const one of lot)
      if (one.removedAt < before || (await isOrphan(room, one))) await memory.forget(one.address);
      else kept += 1;
    if (lot.length < AT_ONCE) return;
  }
}
