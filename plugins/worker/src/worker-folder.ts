import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '@turnpike/sdk';
import { lockFile, type FileLock } from '@turnpike/sdk/lock';

/** A worker's own folder: one process at a time. */
export interface WorkerFolder {
  /** Default name: unique, and the same after a restart. */
  readonly name: string;
  readonly spoolDir: string;
  readonly lock: FileLock;
}

/** Takes the folder. Throws ConfigError TURNPIKE_WORKER_IN_USE where another process has it. */
export async function takeFolder(path: string): Promise<WorkerFolder> {
  const lock = await lockFile(join(path, 'lock'));
  if (!lock) {
    throw new ConfigError('TURNPIKE_WORKER_IN_USE', undefined, {
      file: path,
      wayOut: 'Stop the other worker, or give this one a `dataDir` of its own.',
    });
  }
  const spoolDir = join(path, 'spool');
  // Left by a process that was killed: its runs are reset, nobody will ask for their logs.
  await rm(spoolDir, { recursive: true, force: true });
  await mkdir(spoolDir, { recursive: true, mode: 0o700 });
  return { name: `${hostname()}-${await markOf(path)}`, spoolDir, lock };
}

async function markOf(path: string): Promise<string> {
  const file = join(path, 'mark');
  const fresh = randomBytes(3).toString('hex');
  await writeFile(file, fresh, { flag: 'wx' }).catch(() => undefined);
  return (await readFile(file, 'utf8')).trim();
}
