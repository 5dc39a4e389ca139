import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JobUser } from './job-user.js';
import { openFolder } from './jobs-root.js';
import { initScript } from './launcher-script.js';
import { placesText } from './places.js';

/** What the kernel lets us put around jobs. All are argument lists to stand before a command. */
export interface Containment {
  /** Have jobs a process and mount namespace of their own? */
  readonly namespaces: boolean;
  /** Before the launcher: room for mounts that all jobs share. */
  readonly launcher: readonly string[];
  /** Before the first process of an instance. */
  readonly instance: readonly string[];
  /** Folders that jobs can read and not change. */
  readonly seal: readonly string[];
  /** Before the job: gives up what privileges there are. */
  readonly drop: readonly string[];
}

const INSTANCE = [
  'unshare',
  '--mount',
  '--pid',
  '--fork',
  '--kill-child',
  '--mount-proc',
  '--ipc',
] as const;

/** Tries what there is, best first, with the very commands that will be used. */
export async function findContainment(
  user: JobUser | undefined,
  namespaces: 'auto' | 'off',
  seal: readonly string[],
): Promise<Containment> {
  const drop = user ? dropTo(user) : [];
  const none: Containment = { namespaces: false, launcher: [], instance: [], seal: [], drop };
  if (namespaces === 'off') return none;
  if (user) {
    const best = {
      ...none,
      namespaces: true,
      launcher: ['unshare', '--mount'],
      instance: INSTANCE,
    };
    return (await works(best)) ? best : none;
  }
  const open = { ...none, namespaces: true, launcher: ROOTLESS, instance: INSTANCE };
  const rootless = { ...open, drop: backToOwnUser() };
  const sealed = { ...rootless, seal };
  if (seal.length > 0 && (await works(sealed))) return sealed;
  return (await works(rootless)) ? rootless : none;
}

function dropTo({ uid, gid }: JobUser): readonly string[] {
  const ids = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  return ['setpriv', ...ids, '--no-new-privs'];
}

/** Root of a user namespace may mount within it; outside it is nobody but its own user. */
const ROOTLESS = ['unshare', '--user', '--map-root-user', '--mount'] as const;

function backToOwnUser(): readonly string[] {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  return ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];
}

/** Mounts, hides, seals and drops once, by the very script that instances start with (there is no terminal here). */
async function works({ launcher, instance, seal, drop }: Containment): Promise<boolean> {
  const folder = await mkdtemp(join(await openFolder(), 'turnpike-probe-'));
  try {
    const jobs = join(folder, 'jobs');
    const own = join(jobs, 'own');
    const [init, places] = [join(folder, 'init'), join(folder, 'places')];
    await Promise.all(
      ['home', 'tmp', 'var-tmp'].map((name) => mkdir(join(own, name), { recursive: true })),
    );
    await writeFile(init, initScript);
    await writeFile(places, placesText({ hide: [], seal, writable: [] }, jobs));
    const probe = 'mount -t tmpfs probe /mnt && exec "$@"';
    const words = [
      ...launcher,
      'bash',
      '-c',
      probe,
      'probe',
      ...instance,
      'bash',
      init,
      own,
      places,
    ];
    const [program = '', ...args] = [...words, ...drop, 'true'];
    await promisify(execFile)(program, args, { timeout: 5_000, cwd: join(own, 'home') });
    return true;
  } catch {
    return false; // not allowed here, or no such program: said by `warnings`
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
