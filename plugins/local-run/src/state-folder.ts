import { isTurnpikeError } from '@turnpike/sdk';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Where a run's platform lives. */
export interface StateFolder {
  readonly path: string;
  /** Gone with the run? */
  readonly isTemporary: boolean;
  release(): Promise<void>;
}

/** One for each project, so that its caches are there again: below XDG_CACHE_HOME. */
export async function keptFolder(
  project: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<StateFolder | undefined> {
  const base = env['XDG_CACHE_HOME'] ?? join(env['HOME'] ?? homedir(), '.cache');
  const mark = createHash('sha256').update(project).digest('hex').slice(0, 10);
  const path = join(base, 'turnpike', 'run', `${basename(project)}-${mark}`);
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return { path, isTemporary: false, release: async () => undefined };
  } catch {
    return undefined; // no home, or it cannot be written: said by the caller
  }
}

export async function temporaryFolder(): Promise<StateFolder> {
  const path = await mkdtemp(join(tmpdir(), 'turnpike-run-'));
  return {
    path,
    isTemporary: true,
    release: () => rm(path, { recursive: true, force: true }),
  };
}

/** Does another run have this folder? */
export function isTaken(error: unknown): boolean {
  if (!isTurnpikeError(error)) return false;
  return ['TURNPIKE_STORE_IN_USE', 'TURNPIKE_WORKER_IN_USE'].includes(error.code);
}
