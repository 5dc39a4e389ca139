import {
  compareRefs,
  type CloneAccess,
  type Missed,
  type RepoAccess,
  type Told,
  type VcsProvider,
} from '@turnpike/sdk';
import { findCommit } from './commits.js';
import { identifyDelivery, parseDelivery, verifyDelivery } from './delivery.js';
import { eachPush } from './each-push.js';
import { readFile } from './files.js';
import { findHead, isAncestor } from './history.js';
import { inspectPlace } from './inspect.js';
import { parseLocation } from './location.js';
import { openRepo, type OpenOptions } from './open-repo.js';
import { installPostReceive, removePostReceive } from './post-receive.js';
import { sweepMirrors } from './sweep-mirrors.js';

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
    missed: (r, cursor, told) => findMissed(options, r, cursor, told),
    file: async (r, path, ref) => readFile(await openRepo(options, r), path, ref),
    commit: async (r, ref) => findCommit(await openRepo(options, r), ref),
    head: async (r, ref) => findHead(await openRepo(options, r), ref),
    isAncestor: async (r, sha, of) => isAncestor(await openRepo(options, r), sha, of),
    sweep: (known) => sweepMirrors(options.mirrors, known),
    cloneAccess: async (r) => cloneAccess(r),
    inspect: (url, credential = null) => inspectPlace(options, url, credential),
    installHook: installPostReceive,
    removeHook: (r, { url }) => removePostReceive(r, url),
  };
}

async function findMissed(
  options: OpenOptions,
  r: RepoAccess,
  cursor: string | null,
  told?: Told,
): Promise<Missed> {
  const repo = await openRepo(options, r);
  const changed = compareRefs(r, cursor, await repo.refs(), told);
  const found = { ...changed, events: await eachPush(repo, changed.events) };
  // More is waiting where as many were told as are told at once: the pause is for quiet times.
  if (repo.local || found.events.length > 0) return found;
  return { ...found, againInSeconds: options.remotePollSeconds ?? 30 };
}

function cloneAccess(r: RepoAccess): CloneAccess {
  const location = parseLocation(r.repository.cloneUrl);
  if (location.kind === 'local') return { url: location.path, credential: null };
  return { url: location.url, credential: r.credential ?? location.credential };
}
