/** What `turnpike backup` takes: the files that rows name, each kind by itself. */
import type { BackupContext, BackupFile, BackupPart } from '@turnpike/sdk';
import type { StorageConfig } from './config.js';
import { placeOf } from './file-room.js';
import { openObjects, type ObjectKind, type Objects } from './tables.js';

const KINDS = { artifacts: 'artifact', caches: 'cache', workspaces: 'workspace' } as const;
const AT_ONCE = 500;

export function backupParts(ctx: BackupContext<StorageConfig>): readonly BackupPart[] {
  // Another store says itself where they are.
  if (ctx.config.store !== 'fs') return [];
  const folder = ctx.config.dir ?? ctx.dataDir;
  const objects = openObjects(ctx.tables);
  return Object.entries(KINDS).map(([name, kind]) => ({
    name,
    folder,
    files: () => filesOf(objects, kind),
  }));
}

async function* filesOf(objects: Objects, kind: ObjectKind): AsyncGenerator<BackupFile> {
  for (let offset = 0; ; offset += AT_ONCE) {
    const lot = await objects.find({ kind }, { orderBy: 'id', limit: AT_ONCE, offset });
    for (const { file, bytes, sha256 } of lot)
      yield { path: placeOf(file), bytes, sha256, final: true };
    if (lot.length < AT_ONCE) return;
  }
}
