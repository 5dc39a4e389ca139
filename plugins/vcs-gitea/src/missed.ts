import {
  compareRefs,
  identityOf,
  z,
  type Missed,
  type MissedEvent,
  type RepoAccess,
  type Told,
} from '@turnpike/sdk';
import { missingRepository } from './locate.js';
import { pullRequestEvent } from './parse-pull.js';
import { pullRequestSchema, type PullRequestPayload } from './payload.js';
import type { Place } from './place.js';

const cursorSchema = z.object({
  refs: z.record(z.string(), z.string()),
  /** Head commit of each open pull request. */
  pulls: z.record(z.string(), z.string()),
});
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
  const said = pullRequestEvent(pull, action, pull.user ?? null);
  return {
    guid: `pull_request ${pull.number} ${pull.head.sha}`,
    event: { repository: identityOf(r), event: 'pull_request', ...said },
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
