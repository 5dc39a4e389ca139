/** What a backup is: database, keys and logs in one archive. */
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { tmpdir } from 'node:os';
import { create, extract } from 'tar';
import { ConflictError, InputError } from '../contracts/errors.js';
import { tokens } from '../contracts/tokens.js';
import { tokenName } from '../di/check-tokens.js';
import type { HostPlan } from '../host/plan.js';
import { pathsOf } from '../host/paths.js';
import { SDK_VERSION } from '../host/sdk-version.js';
import { copyDatabaseTo, dialectOf, restoreDatabase, type Dialect } from './database-copy.js';

const FORMAT = 1;
const DATABASE = 'database';
const KEY = 'key';
const SIGNING_KEY = 'signing-key';
const FOLDERS = 'folders';

interface BackupManifest {
  readonly format: number;
  readonly version: string;
  readonly dialect: Dialect;
  readonly createdAt: string;
  /** Folders of plugins that keep logs. */
  readonly folders: readonly string[];
}

/** Writes the archive, readable by its owner only: it holds the key. */
export async function writeBackup(
  file: string,
  plan: HostPlan,
  say: (words: string) => void,
): Promise<BackupManifest> {
  const { core } = plan.configuration;
  const { dataDir, keyFile } = pathsOf(core, plan.root);
  const options = { database: core.database, dataDir };
  return inFolder(async (folder) => {
    say('copying the database');
    await copyDatabaseTo(join(folder, DATABASE), options);
    await copyIfThere(keyFile, join(folder, KEY));
    await copyIfThere(join(dataDir, SIGNING_KEY), join(folder, SIGNING_KEY));
    const folders = logFolders(plan).filter((id) => existsSync(join(dataDir, id)));
    say('copying logs');
    for (const id of folders)
      await cp(join(dataDir, id), join(folder, FOLDERS, id), { recursive: true });
    const manifest: BackupManifest = {
      format: FORMAT,
      version: SDK_VERSION,
      dialect: dialectOf(options),
      createdAt: new Date().toISOString(),
      folders,
    };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
    say('writing the archive');
    await mkdir(dirname(file), { recursive: true });
    await create({ gzip: true, cwd: folder, file: `${file}.new`, mode: 0o600 }, ['.']);
    await chmod(`${file}.new`, 0o600);
    await rename(`${file}.new`, file);
    return manifest;
  });
}

/** Puts everything in its place. Throws ConflictError where something is there, unless `force`. */
export async function readBackup(
  file: string,
  plan: HostPlan,
  settings: { readonly force: boolean },
): Promise<BackupManifest> {
  const { core } = plan.configuration;
  const { dataDir, keyFile } = pathsOf(core, plan.root);
  const options = { database: core.database, dataDir };
  return inFolder(async (folder) => {
    await extract({ file, cwd: folder, strict: true });
    const manifest = await readManifest(folder, file);
    checkDialect(manifest, dialectOf(options));
    const target = sqliteFile(core.database.url, dataDir);
    if (!settings.force)
      refuseOverwrite([keyFile, ...(manifest.dialect === 'sqlite' ? [target] : [])]);
    await mkdir(dataDir, { recursive: true });
    await restoreDatabase(join(folder, DATABASE), target, options);
    await copyIfThere(join(folder, KEY), keyFile);
    await copyIfThere(join(folder, SIGNING_KEY), join(dataDir, SIGNING_KEY));
    for (const id of manifest.folders.map((name) => basename(name))) {
      await rm(join(dataDir, id), { recursive: true, force: true });
      await cp(join(folder, FOLDERS, id), join(dataDir, id), { recursive: true });
    }
    return manifest;
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-backup-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of plugins that provide log stores: what they keep on this machine. */
function logFolders({ installed }: HostPlan): readonly string[] {
  return installed
    .filter(({ plugin }) =>
      (plugin.definition.offers ?? []).some((token) => tokenName(token) === tokens.logStores.name),
    )
    .map(({ id }) => id);
}

async function copyIfThere(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to);
  await chmod(to, 0o600);
}

async function readManifest(folder: string, file: string): Promise<BackupManifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => '{}');
  const manifest = JSON.parse(text) as BackupManifest;
  if (manifest.format === FORMAT) return manifest;
  throw new InputError(
    'TURNPIKE_INPUT_INVALID',
    `${relative('.', file)} is no backup of Turnpike.`,
    {
      file,
      wayOut: 'Name a file that `turnpike backup` wrote.',
    },
  );
}

function checkDialect(manifest: BackupManifest, here: Dialect): void {
  if (manifest.dialect === here) return;
  throw new InputError(
    'TURNPIKE_INPUT_INVALID',
    `The backup is of ${manifest.dialect}, this configuration of ${here}.`,
    { key: 'database.url', wayOut: `Set database.url to a ${manifest.dialect} database.` },
  );
}

function sqliteFile(url: string | undefined, dataDir: string): string {
  const name = url === undefined ? 'turnpike.db' : url.replace(/^sqlite:/, '');
  return isAbsolute(name) ? name : join(dataDir, name);
}

function refuseOverwrite(files: readonly string[]): void {
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) return;
  throw new ConflictError('TURNPIKE_CONFLICT', `${there.join(' and ')} would be overwritten.`, {
    files: there,
    wayOut: 'Move them away, or give --force.',
  });
}
