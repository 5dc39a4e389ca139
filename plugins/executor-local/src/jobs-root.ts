import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, link, lstat, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError, whileGone } from '@turnpike/sdk';

/** Tells this data folder's instances from all others of the machine. */
export async function workerMark(folder: string): Promise<string> {
  const path = join(folder, 'mark');
  await mkdir(folder, { recursive: true });
  const fresh = randomBytes(4).toString('hex');
  const whole = `${path}.${fresh}`;
  await writeFile(whole, fresh, { mode: 0o600 });
  // Linked when it is written: who starts at the same time never reads half a mark.
  await link(whole, path).catch(() => undefined);
  await rm(whole);
  return (await readFile(path, 'utf8')).trim();
}

/**
 * Makes the folder of one launcher's instances, within the folder under which all job homes lie.
 *
 * @returns its path; nobody but this launcher's guard takes it away.
 * @throws ConfigError where somebody else owns the folder above.
 */
export function makeGenerationFolder(options: {
  readonly jobsDir: string | undefined;
  readonly mark: string;
  readonly generation: string;
}): Promise<string> {
  // The guard of an earlier worker takes the folder above away where it is empty, at any moment.
  return whileGone(async () => {
    const path = join(await makeJobsRoot(options.jobsDir, options.mark), options.generation);
    // Without parents: the folder above is always one that was looked at.
    await mkdir(path, { mode: 0o711 });
    return path;
  });
}

/**
 * Makes the folder under which all job homes lie. Not in the data folder: that is hidden from jobs, and often
 * lies where an unprivileged user cannot go.
 *
 * @throws ConfigError where somebody else owns the folder: /var/tmp is open to all.
 */
async function makeJobsRoot(wanted: string | undefined, mark: string): Promise<string> {
  const path = resolve(wanted ?? join(await openFolder(), `turnpike-${mark}`));
  await mkdir(path, { recursive: true, mode: 0o711 });
  const found = await lstat(path);
  const mine = found.isDirectory() && found.uid === process.getuid?.();
  if (mine && (found.mode & 0o022) === 0) return path;
  throw new ConfigError('TURNPIKE_CONFIG_INVALID', `Others may change the folder ${path}.`, {
    key: 'executor-local.jobsDir',
    wayOut: 'Name a folder that belongs to the user of the server alone.',
  });
}

/** Where the job homes of every installation lie, unless configuration names a folder. */
export async function openFolder(): Promise<string> {
  const kept = '/var/tmp';
  return access(kept, constants.W_OK).then(
    () => kept,
    () => tmpdir(),
  );
}
