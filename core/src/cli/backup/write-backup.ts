/** What a backup is: database, logs and stored files in one archive; the server's key only where it is asked for. */
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import type { HostPlan } from '../../host/plan.js';
import { pathsOf } from '../../host/paths.js';
import { SDK_VERSION } from '../../host/sdk-version.js';
import type { Db } from '../../store/database.js';
import { collectPart, stillNamed, type Collected } from './collect-part.js';
import { dialectOf, withCopy, withPresent } from './database-copy.js';
import {
  DATABASE,
  FORMAT,
  KEY,
  MANIFEST,
  measure,
  SIGNING_KEY,
  type ArchivedFile,
  type ArchivedPart,
  type BackupManifest,
} from './manifest.js';
import { noteBackup } from './last-backup.js';
import { chosenParts, partsOf } from './parts.js';

export interface BackupOptions {
  readonly withKey: boolean;
  /** Names of parts. */
  readonly without: readonly string[];
}

/** Writes the archive, readable by its owner only. May run beside a server. */
export async function writeBackup(
  file: string,
  plan: HostPlan,
  options: BackupOptions,
  say: (words: string) => void,
): Promise<BackupManifest> {
  chosenParts(partsOf(plan), options.without);
  return inDataFolder(plan, 'backup', async (folder) => {
    const manifest = await collect(folder, plan, options, say);
    await writeFile(join(folder, MANIFEST), JSON.stringify(manifest, null, 2), { mode: 0o600 });
    say('writing the archive');
    await writeArchive(file, folder, [MANIFEST, ...manifest.files.map(({ path }) => path)]);
    await noteBackup(dirname(folder), file);
    return manifest;
  });
}

/** Beside the files: what never changes is linked, not copied. */
export async function inDataFolder<T>(
  plan: HostPlan,
  what: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const { dataDir } = pathsOf(plan.configuration.core, plan.root);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(dataDir, `.${what}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function collect(
  folder: string,
  plan: HostPlan,
  { withKey, without }: BackupOptions,
  say: (words: string) => void,
): Promise<BackupManifest> {
  const { core } = plan.configuration;
  const { dataDir, keyFile } = pathsOf(core, plan.root);
  const database = { database: core.database, dataDir };
  say('copying the database');
  const collected = await withCopy(join(folder, DATABASE), database, async (copy) => {
    const all: Collected[] = [];
    for (const part of chosenParts(partsOf(plan, copy), without)) {
      say(`copying ${part.name}`);
      all.push(await collectPart(folder, part, copy));
    }
    return all;
  });
  const key = withKey && (await copyIfThere(keyFile, join(folder, KEY)));
  const signed = await copyIfThere(join(dataDir, SIGNING_KEY), join(folder, SIGNING_KEY));
  const own = [DATABASE, ...(key ? [KEY] : []), ...(signed ? [SIGNING_KEY] : [])];
  const files: ArchivedFile[] = [];
  for (const path of own) files.push(await measure(folder, path));
  return {
    format: FORMAT,
    version: SDK_VERSION,
    dialect: dialectOf(database),
    createdAt: new Date().toISOString(),
    key,
    parts: await withPresent(database, (present) => judged(plan, collected, present)),
    without,
    files: [...files, ...collected.flatMap((one) => one.files)],
  };
}

/** Of what was not there: was it removed meanwhile, or is it lost? */
async function judged(
  plan: HostPlan,
  collected: readonly Collected[],
  present: Db,
): Promise<readonly ArchivedPart[]> {
  const parts = new Map(partsOf(plan, present).map((part) => [part.name, part]));
  const all: ArchivedPart[] = [];
  for (const { part, missing } of collected) {
    const now = parts.get(part.name);
    const named = missing.length > 0 && now ? await stillNamed(now, present) : new Set<string>();
    const lost = missing.filter((path) => named.has(path));
    all.push({ ...part, lost, removedMeanwhile: missing.length - lost.length });
  }
  return all;
}

async function writeArchive(file: string, folder: string, paths: readonly string[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const unfinished = `${file}.new`;
  try {
    // The file is private before there is anything in it.
    await writeFile(unfinished, '', { mode: 0o600 });
    await chmod(unfinished, 0o600);
    await create({ gzip: true, cwd: folder, file: unfinished, strict: true }, [...paths]);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function copyIfThere(from: string, to: string): Promise<boolean> {
  if (!existsSync(from)) return false;
  await copyFile(from, to);
  await chmod(to, 0o600);
  return true;
}
