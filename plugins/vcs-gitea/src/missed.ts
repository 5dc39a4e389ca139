import {
  compareRefsAndPulls,
  identityOf,
  z,
  type Missed,
  type OpenPull,
  type RepoAccess,
  type Told,
} from '@turnpike/sdk';
import { missingRepository } from './locate.js';
import { pullRequestEvent } from './parse-pull.js';
import { pullRequestSchema, type PullRequestPayload } from './payload.js';
import type { Place } from './place.js';

const branchSchema = z.object({ name: z.string(), commit: z.object({ id: z.string() }) });
const tagSchema = z.object({ name: z.string(), commit: z.object({ sha: z.string() }) });

/**
 * Branches, tags and open pull requests as they are, against those of the last look: the server sends a delivery once,
 * and never again. At first sight only the default branch counts.
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
    headSha: pull.head.sha ?? '',
    event: (action) => ({
      repository: identityOf(r),
      event: 'pull_request',
      ...pullRequestEvent(pull, action, pull.user ?? null),
    }),
  };
}

async function listRefs(place: Place): Promise<ReadonlyMap<string, string>> {
  const { api, path } = place;
  const [branches, tags] = await Promise.all([
    api.list(`${path}/branches`, branchSchema),
    api.list(`${path}/tags`, tagSchema),
  ]);
  if (!branches) throw missingRepository(place);
  return new Map([
    ...branches.map(({ name, commit }) => [`refs/heads/${name}`, commit.id] as const),
    ...(tags ?? []).map(({ name, commit }) => [`refs/tags/${name}`, commit.sha] as const),
  ]);
}

/** None where the repository has pull requests switched off. */
async function listPulls({ api, path }: Place): Promise<readonly PullRequestPayload[]> {
  const pulls = await api.list(`${path}/pulls`, pullRequestSchema, { state: 'open' });
  return (pulls ?? []).filter(({ head }) => Boolean(head.sha));
}
