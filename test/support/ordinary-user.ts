/** Somebody ordinary to run the platform as, where the tests are run by root. */
import { spawnSync } from 'node:child_process';
import { root } from './root.js';

const NOBODY = 65_534;

export interface OrdinaryUser {
  /** Goes before the command. */
  readonly prefix: readonly string[];
  /** For `spawn`, and owner of the folders that are to be written; undefined: they stay as they are. */
  readonly id: number | undefined;
}

const AS_ITSELF: OrdinaryUser = { prefix: [], id: undefined };
const MAPPED = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];

/**
 * How to be `nobody`. What only its owner may enter (a clone, a cache) cannot be read by another user: there it is a user
 * namespace, in which the owner is nobody and has no rights of root.
 */
export function ordinaryUser(file = `${root}core/bin/turnpike.js`): OrdinaryUser {
  if (process.getuid?.() !== 0) return AS_ITSELF;
  const who = { uid: NOBODY, gid: NOBODY };
  const reads = spawnSync('test', ['-r', file], { ...who, cwd: '/' });
  if (reads.status === 0) return { prefix: [], id: NOBODY };
  const [command = '', ...args] = MAPPED;
  if (spawnSync(command, [...args, 'true']).status === 0) return { prefix: MAPPED, id: undefined };
  throw new Error(
    `Nobody but root may read ${file}, and there are no user namespaces here. → chmod o+rx it, or run the tests as another user.`,
  );
}
