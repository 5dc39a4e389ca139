import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ConfigError } from '@turnpike/sdk';

export interface JobUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Existing users to fall back to, best first. */
const CANDIDATES = ['turnpike-job', 'nobody'];

/**
 * The user that jobs run as: an unprivileged one where this process is root, else undefined (its own).
 *
 * @throws ConfigError TURNPIKE_CONFIG_INVALID when root has no such user: jobs never run as root.
 */
export async function findJobUser(wanted: string | undefined): Promise<JobUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of wanted === undefined ? CANDIDATES : [wanted]) {
    const user = await lookUp(name);
    if (user && user.uid !== 0 && user.gid !== 0) return user;
  }
  throw new ConfigError(
    'TURNPIKE_CONFIG_INVALID',
    'The server runs as root and there is no unprivileged user for jobs.',
    {
      key: 'executor-local.user',
      wayOut: 'Run `useradd --system turnpike-job`, or start the server as another user.',
    },
  );
}

async function lookUp(name: string): Promise<JobUser | undefined> {
  const ask = (flag: string): Promise<number> =>
    promisify(execFile)('id', [flag, '--', name]).then(({ stdout }) => Number(stdout.trim()));
  try {
    const [uid, gid] = await Promise.all([ask('-u'), ask('-g')]);
    return { name, uid, gid };
  } catch {
    return undefined; // no such user
  }
}
