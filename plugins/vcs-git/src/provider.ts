import {
  compareRefs,
  type CloneAccess,
  type Missed,
  type RepoAccess,
  type VcsProvider,
} from '@turnpike/sdk';
import { findCommit } from './commits.js';
import { identifyDelivery, parseDelivery, verifyDelivery } from './delivery.js';
import { readFile } from './files.js';
import { inspectPlace } from './inspect.js';
import { parseLocation } from './location.js';
import { openRepo, type OpenOptions } from './open-repo.js';
import { installPostReceive } from './post-receive.js';

/** Any git URL or local repository: found by polling, or told by a post-receive hook. */
export function createGitProvider(options: OpenOptions): VcsProvider {
  return {
    id: 'git',
    describe: 'Plain git',
    anyHost: true,
    pollSeconds: options.pollSeconds ?? 3,
    identify: identifyDelivery,
    verify: verifyDelivery,
    parse: parseDelivery,
    missed: (r, cursor) => findMissed(options, r, cursor),
    file: async (r, path, ref) => readFile(await openRepo(options, r), path, ref),
    commit: async (r, ref) => findCommit(await openRepo(options, r), ref),
    changedPaths: (r, base, head) => changedPaths(options, r, base, head),
    cloneAccess: async (r) => cloneAccess(r),
    inspect: (url, credential = null) => inspectPlace(options, url, credential),
    installHook: installPostReceive,
  };
}

async function findMissed(
  options: OpenOptions,
  r: RepoAccess,
  cursor: string | null,
): Promise<Missed> {
  const repo = await openRepo(options, r);
  const found = compareRefs(r, cursor, await repo.refs());
  // More is waiting where as many were told as are told at once: the pause is for quiet times.
  if (repo.local || found.events.length > 0) return found;
  return { ...found, againInSeconds: options.remotePollSeconds ?? 30 };
}

/** Paths on either side of a rename count as changed. `undefined`: one commit is not there. */
async function changedPaths(
  options: OpenOptions,
  r: RepoAccess,
  base: string,
  head: string,
): Promise<readonly string[] | undefined> {
  const repo = await openRepo(options, r);
  const [from, to] = [await findCommit(repo, base), await findCommit(repo, head)];
  if (!from || !to) return undefined;
  const args = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', from.sha, to.sha];
  const text = await repo.read([...args, '--']);
  return text.split('\0').filter((path) => path !== '');
}

function cloneAccess(r: RepoAccess): CloneAccess {
  const location = parseLocation(r.repository.cloneUrl);
  if (location.kind === 'local') return { url: location.path, credential: null };
  return { url: location.url, credential: r.credential ?? location.credential };
}
