import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRef } from '@turnpike/sdk';
import type { InstanceFolder } from './instance-folder.js';
import type { JobUser } from './job-user.js';

/** Folders for instances. Some are made before anybody asks: making one keeps the thread, and a job, waiting. */
export interface FolderStock {
  /** The folder of a new instance. Its name tells the run, and cannot be guessed. */
  take(run: RunRef): Promise<InstanceFolder>;
}
/** As many may begin at once without waiting. */
const KEPT = 2;

/** @param root where they are made; whoever removes it removes those that nobody took. */
export function stockFolders(root: string, user: JobUser | undefined): FolderStock {
  const made: Promise<string>[] = [];
  const fill = (): void => {
    while (made.length < KEPT) {
      const next = makeFolder(root, user);
      // Who takes it hears of it.
      next.catch(() => undefined);
      made.push(next);
    }
  };
  return {
    async take(run) {
      fill();
      // What failed then (a full disk, a root that was removed) may be well by now.
      const ready = await made.shift()?.catch(() => undefined);
      const path = ready ?? (await makeFolder(root, user));
      setImmediate(fill);
      return named(root, path, run);
    },
  };
}

async function makeFolder(root: string, user: JobUser | undefined): Promise<string> {
  const path = join(root, `new-${randomBytes(8).toString('hex')}`);
  // Others may walk through (the job's user must), nobody may list.
  await mkdir(path, { mode: 0o711 });
  await Promise.all([
    mkdir(join(path, 'home'), { mode: 0o700 }).then(() =>
      user ? chown(join(path, 'home'), user.uid, user.gid) : undefined,
    ),
    ...['tmp', 'var-tmp'].map(async (name) => {
      await mkdir(join(path, name));
      await chmod(join(path, name), 0o1777);
    }),
  ]);
  return path;
}

async function named(root: string, made: string, run: RunRef): Promise<InstanceFolder> {
  const id = `${run.jobId}-${run.run}-${randomBytes(8).toString('hex')}`;
  const path = join(root, id);
  await rename(made, path);
  return { id, path, home: join(path, 'home'), script: join(path, 'build.sh') };
}
