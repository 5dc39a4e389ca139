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
  const found = await lookUp(wanted === undefined ? CANDIDATES : [wanted]);
  const user = found.find(({ uid, gid }) => uid !== 0 && gid !== 0);
  if (user) return user;
  throw new ConfigError(
    'TURNPIKE_CONFIG_INVALID',
    'The server runs as root and there is no unprivileged user for jobs.',
    {
      key: 'executor-local.user',
      wayOut: 'Run `useradd --system turnpike-job`, or start the server as another user.',
    },
  );
}

/** Those of them that exist, asked by one process: each costs the start some milliseconds of the main thread. */
async function lookUp(names: readonly string[]): Promise<readonly JobUser[]> {
  const script = 'for name; do echo "$(id -u -- "$name") $(id -g -- "$name") $name"; done';
  const { stdout } = await promisify(execFile)('bash', ['-c', script, 'look-up', ...names]).catch(
    () => Promise.reject(noBash()),
  );
  return [...stdout.matchAll(/^(\d+) (\d+) (.+)$/gm)].map(([, uid, gid, name]) => ({
    name: String(name),
    uid: Number(uid),
    gid: Number(gid),
  }));
}

const noBash = (): ConfigError =>
  new ConfigError('TURNPIKE_CONFIG_INVALID', 'To run jobs here these are missing: bash.', {
    key: 'worker.executor',
    wayOut: 'Install what is missing, or use another executor.',
  });
