import {
  compareRefsAndPulls,
  identityOf,
  type Missed,
  type OpenPull,
  type RepoAccess,
  type Told,
} from '@turnpike/sdk';
import type { Place } from './client.js';
import { hostError } from './host-error.js';
import { pullRequestEvent } from './parse.js';
import { pullRequestSchema, type PullRequestPayload } from './payload.js';

/**
 * Branches, tags and open pull requests as they are, against those of the last look: what was pushed
 * while nobody listened. At first sight only the default branch counts.
 */
export async function findMissed(
  place: Place,
  r: RepoAccess,
  cursor: string | null,
  told?: Told,
): Promise<Missed> {
  const [refs, pulls] = await Promise.all([listRefs(place), listPulls(place)]);
  return compareRefsAndPulls(
    r,
    cursor,
    { refs, pulls: pulls.map((pull) => openPull(r, pull)) },
    told,
  );
}

function openPull(r: RepoAccess, pull: PullRequestPayload): OpenPull {
  return {
    number: pull.number,
    headSha: pull.head.sha,
    event: (action) => ({
      repository: identityOf(r),
      event: 'pull_request',
      ...pullRequestEvent(pull, action, pull.user?.login ?? null),
    }),
  };
}

async function listRefs(place: Place): Promise<ReadonlyMap<string, string>> {
  const { octokit, owner, repo } = place;
  const of = { owner, repo, per_page: 100 };
  try {
    const [branches, tags] = await Promise.all([
      octokit.paginate(octokit.rest.repos.listBranches, of),
      octokit.paginate(octokit.rest.repos.listTags, of),
    ]);
    return new Map([
      ...branches.map(({ name, commit }) => [`refs/heads/${name}`, commit.sha] as const),
      ...tags.map(({ name, commit }) => [`refs/tags/${name}`, commit.sha] as const),
    ]);
  } catch (error) {
    throw hostError(error);
  }
}

async function listPulls({ octokit, owner, repo }: Place): Promise<readonly PullRequestPayload[]> {
  try {
    const of = { owner, repo, state: 'open', per_page: 100 } as const;
    const pulls = await octokit.paginate(octokit.rest.pulls.list, of);
    return pulls.map((pull) => pullRequestSchema.parse(pull));
  } catch (error) {
    throw hostError(error);
  }
}
