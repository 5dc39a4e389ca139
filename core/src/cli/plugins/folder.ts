/** The folder of added plugins, while one command changes it. */
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConflictError } from '../../contracts/errors.js';
import { peekPlugins } from '../../config/config.js';
import { readSources, type ConfigOptions } from '../../config/sources.js';
import { sumsFile } from '../../host/added/check-integrity.js';
import { readLock, type AddedPlugins } from '../../host/added/lock-file.js';
import { serverRuns } from '../checks.js';
import { pathsOf } from '../../host/paths.js';

const BUSY = 'busy';
/** Before what is not finished. */
export const SCRATCH = 'new-';

/** Absolute. */
export function pluginsDir(options: ConfigOptions): string {
  const sources = readSources(options);
  return pathsOf(peekPlugins(sources).folders, sources.root).pluginsDir;
}

/** Keeps other commands out meanwhile. Throws ConflictError where one is at it. */
export async function inPluginsFolder<T>(
  dir: string,
  work: (plugins: AddedPlugins) => Promise<T>,
): Promise<T> {
  // The data folder above is its owner's alone.
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await takeBusy(dir);
  try {
    return await work(readLock(dir));
  } finally {
    await rm(join(dir, BUSY), { force: true });
  }
}

/**
 * Removes folders that no plugin of the lock has: of commands that were ended, and of versions that were replaced. Not
 * while a server runs, which may load some of it later; then a later command does it.
 */
export async function sweepFolder(
  dir: string,
  plugins: AddedPlugins,
  dataDir: string,
): Promise<void> {
  if (await serverRuns(dataDir)) return;
  const kept = Object.values(plugins).map(({ folder }) => folder);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    if (!entry.isDirectory() || kept.includes(entry.name)) continue;
    await rm(join(dir, entry.name), { recursive: true, force: true });
    await rm(sumsFile(dir, entry.name), { force: true });
  }
}

async function takeBusy(dir: string): Promise<void> {
  const file = join(dir, BUSY);
  for (let attempts = 0; attempts < 2; attempts += 1) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(String(process.pid));
      return await handle.close();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(await readFile(file, 'utf8').catch(() => ''));
      if (lives(pid)) throw isBusy(file, pid);
      await rm(file, { force: true });
    }
  }
  throw isBusy(file, 0);
}

function lives(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isBusy(file: string, pid: number): ConflictError {
  return new ConflictError(
    'TURNPIKE_CONFLICT',
    `Another command changes the added plugins just now (process ${pid}).`,
    { file, wayOut: 'Wait until it has ended, and try again.' },
  );
}
