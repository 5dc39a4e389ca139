import {
  compareRefs,
  identityOf,
  z,
  type Missed,
  type MissedEvent,
  type RepoAccess,
  type Told,
} from '@turnpike/sdk';
import type { Place } from './client.js';
import { hostError } from './host-error.js';
import { pullRequestEvent } from './parse.js';
import { pullRequestSchema, type PullRequestPayload } from './payload.js';

const cursorSchema = z.object({
  refs: z.record(z.string(), z.string()),
  /** Head commit of each open pull request. */
  pulls: z.record(z.string(), z.string()),
});

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
  const before = cursor === null ? undefined : cursorSchema.parse(JSON.parse(cursor));
  const heads = { ...before?.pulls, ...told?.pulls };
  const [refs, pulls] = await Promise.all([listRefs(place), listPulls(place)]);
  const known = before ? JSON.stringify({ refs: before.refs }) : null;
  const found = compareRefs(r, known, refs, told);
  const changed = before ? pulls.filter(({ number, head }) => heads[number] !== head.sha) : [];
  const after = {
    ...(JSON.parse(found.cursor) as object),
    pulls: Object.fromEntries(pulls.map(({ number, head }) => [number, head.sha])),
  };
  const events = changed.map((pull) => pullEvent(r, pull, heads[pull.number]));
  return { events: [...found.events, ...events], cursor: JSON.stringify(after) };
}

function pullEvent(
  r: RepoAccess,
  pull: PullRequestPayload,
  before: string | undefined,
): MissedEvent {
  const action = before === undefined ? 'opened' : 'synchronize';
  const said = pullRequestEvent(pull, action, pull.user?.login ?? null);
  return {
    guid: `pull_request ${pull.number} ${pull.head.sha}`,
    event: { repository: identityOf(r), event: 'pull_request', ...said },
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
