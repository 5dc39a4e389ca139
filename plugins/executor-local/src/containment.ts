import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { JobUser } from './job-user.js';

/** What the kernel lets us put around jobs. All are argument lists to stand before a command. */
export interface Containment {
  /** Have jobs a process and mount namespace of their own? */
  readonly namespaces: boolean;
  /** Before the launcher: room for mounts that all jobs share. */
  readonly launcher: readonly string[];
  /** Before the first process of an instance. */
  readonly instance: readonly string[];
  /** Before the job: gives up what privileges there are. */
  readonly drop: readonly string[];
}

const INSTANCE = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'] as const;

/** Tries what there is, best first, with the very commands that will be used. */
export async function findContainment(
  user: JobUser | undefined,
  namespaces: 'auto' | 'off',
): Promise<Containment> {
  const drop = user ? dropTo(user) : [];
  const none: Containment = { namespaces: false, launcher: [], instance: [], drop };
  if (namespaces === 'off') return none;
  const best: Containment = user
    ? { namespaces: true, launcher: ['unshare', '--mount'], instance: INSTANCE, drop }
    : { namespaces: true, launcher: ROOTLESS, instance: INSTANCE, drop: backToOwnUser() };
  return (await works(best)) ? best : none;
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

/** Mounts, hides and drops once, as the launcher and an instance will. */
async function works(containment: Containment): Promise<boolean> {
  const { launcher, instance, drop } = containment;
  const probe = 'mount -t tmpfs probe /mnt && exec "$@"';
  const [program, ...args] = [
    ...launcher,
    ...['bash', '-c', probe, 'probe'],
    ...instance,
    ...drop,
    ...['setsid', 'true'],
  ];
  try {
    await promisify(execFile)(program ?? '', args, { timeout: 5_000 });
    return true;
  } catch {
    return false; // not allowed here, or no such program: said by `warnings`
  }
}
