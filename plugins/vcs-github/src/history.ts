import { ExternalHostError, WHOLE_SHA } from '@turnpike/sdk';
import { ask, type Place } from './client.js';
import { readCommit } from './read.js';

/**
 * The commit that a branch or tag leads to now; null: there is none. GitHub answers alike for a ref and for a whole
 * repository that it does not show: throws ExternalHostError TURNPIKE_HOST_REFUSED for the latter.
 */
export async function readHead(place: Place, ref: string): Promise<string | null> {
  const { octokit, owner, repo } = place;
  const found = await readCommit(place, ref);
  if (found) return found.sha;
  if (await ask(() => octokit.rest.repos.get({ owner, repo }), [404])) return null;
  throw new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `GitHub shows no repository ${owner}/${repo}: it was removed or renamed, or the token may not read it.`,
    { wayOut: 'Look at the repository there, and give its address or a token that may read it.' },
  );
}

/** By a comparison: `of` is ahead of its own ancestors. `undefined`: GitHub does not know one of them. */
export async function isAncestor(
  { octokit, owner, repo }: Place,
  sha: string,
  of: string,
): Promise<boolean | undefined> {
  if (!WHOLE_SHA.test(sha) || !WHOLE_SHA.test(of)) return undefined;
  const basehead = `${sha}...${of}`;
  const found = await ask(
    () => octokit.rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 }),
    [404, 409, 422],
  );
  return found && (found.status === 'ahead' || found.status === 'identical');
}
