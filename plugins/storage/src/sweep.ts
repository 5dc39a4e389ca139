/** What has had its time goes; so does what belongs to something that is no longer there. */
import type { Room } from './room.js';
import type { ObjectKind, StoredObject } from './tables.js';

const DAY_MS = 86_400_000;
const AT_ONCE = 200;

export async function sweep(room: Room): Promise<void> {
  const { cacheDays, workspaceDays, artifactDays } = room.config;
  const now = await room.store.now();
  const removed =
    (await sweepKind(room, 'cache', now - cacheDays * DAY_MS)) +
    (await sweepKind(room, 'workspace', now - workspaceDays * DAY_MS)) +
    (await sweepKind(room, 'artifact', now - artifactDays * DAY_MS));
  const orphans = await room.catalog.tidy();
  if (removed + orphans > 0) room.log.info({ removed, orphans }, 'Stored files went');
}

async function sweepKind(room: Room, kind: ObjectKind, before: number): Promise<number> {
  let removed = 0;
  let kept = 0;
  for (;;) {
    const lot = await room.catalog.idle(kind, AT_ONCE, kept);
    for (const object of lot) {
      if (!(await isOver(room, object, before))) kept += 1;
      else {
        await room.catalog.remove(object);
        removed += 1;
      }
    }
    if (lot.length < AT_ONCE) return removed;
  }
}

/** Artifacts count from when they were stored, the rest from its last use. */
async function isOver({ store }: Room, object: StoredObject, before: number): Promise<boolean> {
  const { kind, repositoryId, buildId, usedAt, storedAt } = object;
  if ((kind === 'artifact' ? storedAt : usedAt) < before) return true;
  if (!(await store.repositories.get(repositoryId))) return true;
  return kind !== 'cache' && !(await store.builds.get(buildId));
}
