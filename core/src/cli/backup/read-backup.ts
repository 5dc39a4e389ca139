/** Puts a backup in place, and looks whether one is whole. */
import { existsSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ConflictError, InputError } from '../../contracts/errors.js';
import { liesIn, pathsOf } from '../../host/paths.js';
import type { HostPlan } from '../../host/plan.js';
import { sqliteFile } from '../../store/sqlite-file.js';
import {
  checkCopy,
  dialectOf,
  refuseWhileOpen,
  restoreDatabase,
  type Dialect,
} from './database-copy.js';
import {
  DATABASE,
  firstFolders,
  KEY,
  openArchive,
  PARTS,
  SIGNING_KEY,
  type BackupManifest,
} from './manifest.js';
import { partsOf, type PluginPart } from './parts.js';
import { inDataFolder } from './write-backup.js';

export interface Restored {
  readonly manifest: BackupManifest;
  /** Parts that no installed plugin has a place for. */
  readonly unplaced: readonly string[];
  readonly keyFile: string;
  /** Is a key there, from the backup or from before? */
  readonly hasKey: boolean;
}

/** Reads all of it. Throws what is wrong with it. */
export async function verifyBackup(file: string, plan: HostPlan): Promise<BackupManifest> {
  return inDataFolder(plan, 'verify', async (folder) => {
    const manifest = await openArchive(file, folder);
    await checkCopy(join(folder, DATABASE), manifest.dialect);
    return manifest;
  });
}

/** Puts everything in its place. Throws ConflictError where something is there, unless `force`. */
export async function readBackup(
  file: string,
  plan: HostPlan,
  settings: { readonly force: boolean },
): Promise<Restored> {
  const { core } = plan.configuration;
  const { dataDir, keyFile } = pathsOf(core, plan.root);
  const options = { database: core.database, dataDir };
  refuseWhileOpen(options);
  return inDataFolder(plan, 'restore', async (folder) => {
    const manifest = await openArchive(file, folder);
    checkDialect(manifest, dialectOf(options));
    const target = sqliteFile(core.database.url, dataDir);
    if (!settings.force)
      refuseOverwrite([
        ...(manifest.key ? [keyFile] : []),
        ...(target === undefined ? [] : [target]),
      ]);
    await restoreDatabase(join(folder, DATABASE), options);
    await copyIfThere(join(folder, KEY), keyFile);
    await copyIfThere(join(folder, SIGNING_KEY), join(dataDir, SIGNING_KEY));
    const unplaced = await placeParts(folder, plan, manifest);
    for (const id of await firstFolders(folder)) {
      await rm(join(dataDir, id), { recursive: true, force: true });
      await cp(join(folder, 'folders', id), join(dataDir, id), { recursive: true });
    }
    return { manifest, unplaced, keyFile, hasKey: existsSync(keyFile) };
  });
}

/** What lies there belongs to another database. Folders elsewhere may hold more than ours. */
async function placeParts(
  folder: string,
  plan: HostPlan,
  manifest: BackupManifest,
): Promise<readonly string[]> {
  const { dataDir } = pathsOf(plan.configuration.core, plan.root);
  const known = new Map(partsOf(plan).map((part) => [part.name, part]));
  const placed = manifest.parts.flatMap(({ name }) => known.get(name) ?? []);
  for (const place of new Set(placed.map((part) => part.folder))) {
    if (liesIn(dataDir, place)) await rm(place, { recursive: true, force: true });
  }
  for (const part of placed) await placePart(folder, part, manifest);
  return manifest.parts.map(({ name }) => name).filter((name) => !known.has(name));
}

async function placePart(
  folder: string,
  part: PluginPart,
  { files }: BackupManifest,
): Promise<void> {
  const prefix = `${PARTS}/${part.name}/`;
  for (const { path } of files) {
    if (!path.startsWith(prefix)) continue;
    const to = join(part.folder, path.slice(prefix.length));
    if (!liesIn(part.folder, to)) continue;
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await move(join(folder, path), to);
  }
}

async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyFile(from, to);
  }
  await chmod(to, 0o600);
}

async function copyIfThere(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  await chmod(to, 0o600);
}

function checkDialect(manifest: BackupManifest, here: Dialect): void {
  if (manifest.dialect === here) return;
  throw new InputError(
    'TURNPIKE_INPUT_INVALID',
    `The backup is of ${manifest.dialect}, this configuration of ${here}.`,
    { key: 'database.url', wayOut: `Set database.url to a ${manifest.dialect} database.` },
  );
}

function refuseOverwrite(files: readonly string[]): void {
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) return;
  throw new ConflictError('TURNPIKE_CONFLICT', `${there.join(' and ')} would be overwritten.`, {
    files: there,
    wayOut: 'Move them away, or give --force.',
  });
}
