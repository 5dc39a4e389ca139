import { findCommit, readCommit } from './commits.js';
import type { OpenRepo } from './open-repo.js';
import { candidates, isFullSha } from './refs.js';

/**
 * The commit that a full ref name leads to at the origin now; null: there is none. Throws InputError
 * TURNPIKE_REF_INVALID.
 */
export async function findHead(repo: OpenRepo, ref: string): Promise<string | null> {
  const [name = ref] = candidates(ref);
  if (repo.local) return (await readCommit(repo, name))?.sha ?? null;
  return (await repo.refs(name)).get(name) ?? null;
}

/** `undefined`: one of the two is not there, also not at the origin. */
export async function isAncestor(
  repo: OpenRepo,
  sha: string,
  of: string,
): Promise<boolean | undefined> {
  if (!isFullSha(sha) || !isFullSha(of)) return undefined;
  for (const one of [sha, of]) if (!(await findCommit(repo, one))) return undefined;
  const beyond = await repo.read(['rev-list', '--max-count=1', sha, `^${of}`, '--']);
  return beyond.trim() === '';
}
