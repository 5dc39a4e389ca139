import {
  compareRefsAndPulls,
  identityOf,
  z,
  type Missed,
  type OpenPull,
  type RepoAccess,
  type Told,
} from '@turnpike/sdk';
import { ForbiddenError } from './host-error.js';
import { mergeRequestEvent } from './parse-merge.js';
import { projectSchema, type MergeRequest } from './payload.js';
import { missingProject, projectPath, type Place } from './place.js';

const refSchema = z.object({
  name: z.string(),
  commit: z.object({ id: z.string() }).nullish(),
});
const requestSchema = z.object({
  iid: z.number().int(),
  title: z.string(),
  state: z.string(),
  draft: z.boolean().nullish(),
  source_branch: z.string(),
  target_branch: z.string(),
  source_project_id: z.number().nullish(),
  target_project_id: z.number(),
  sha: z.string().nullish(),
  web_url: z.string().nullish(),
  author: z.object({ username: z.string() }).nullish(),
});
type Request = z.infer<typeof requestSchema>;
type Source = NonNullable<MergeRequest['source']>;

/**
 * Branches, tags and open merge requests as they are, against those of the last look: of a push of more than three refs
 * GitLab tells nothing at all, and of what it sends while nobody answers nothing again. At first sight only the default
 * branch counts.
 */
export async function findMissed(
  place: Place,
  r: RepoAccess,
  cursor: string | null,
  told?: Told,
): Promise<Missed> {
  const [refs, requests] = await Promise.all([listRefs(place), listRequests(place)]);
  const sources = await sourcesOf(place, requests);
  const pulls = requests.map((one) => openPull(r, one, sources));
  return compareRefsAndPulls(r, cursor, { refs, pulls }, told);
}

function openPull(r: RepoAccess, one: Request, sources: ReadonlyMap<number, Source>): OpenPull {
  const request: MergeRequest = {
    ...{ iid: one.iid, title: one.title, state: one.state, draft: one.draft ?? false },
    ...{ sourceBranch: one.source_branch, targetBranch: one.target_branch },
    ...{ sourceId: one.source_project_id ?? null, targetId: one.target_project_id },
    ...{ sha: one.sha ?? null, url: one.web_url ?? null },
    source: sources.get(one.source_project_id ?? 0) ?? null,
  };
  const repository = identityOf(r);
  return {
    number: one.iid,
    headSha: one.sha ?? '',
    event: (action) => ({
      ...{ repository, event: 'Merge Request Hook' },
      ...mergeRequestEvent(request, repository, action, one.author?.username ?? null),
    }),
  };
}

async function listRefs(place: Place): Promise<ReadonlyMap<string, string>> {
  const { api, path } = place;
  const [branches, tags] = await Promise.all([
    api.list(`${path}/repository/branches`, refSchema),
    api.list(`${path}/repository/tags`, refSchema),
  ]);
  if (!branches) throw missingProject(place);
  const named = (kind: string, rows: readonly z.infer<typeof refSchema>[]) =>
    rows.flatMap(({ name, commit }) =>
      commit ? [[`refs/${kind}/${name}`, commit.id] as const] : [],
    );
  return new Map([...named('heads', branches), ...named('tags', tags ?? [])]);
}

/** None where the project has merge requests switched off, which GitLab forbids to list. */
async function listRequests({ api, path }: Place): Promise<readonly Request[]> {
  const query = { state: 'opened', scope: 'all' };
  const found = await api
    .list(`${path}/merge_requests`, requestSchema, query)
    .catch((error: unknown) => {
      if (error instanceof ForbiddenError) return [];
      throw error;
    });
  return (found ?? []).filter(({ sha }) => Boolean(sha));
}

/** Where they come from, of which a list tells the number alone. Not there: gone, or not shown. */
async function sourcesOf(
  { api }: Place,
  requests: readonly Request[],
): Promise<ReadonlyMap<number, Source>> {
  const ids = new Set(
    requests.flatMap((one) => (one.source_project_id ? [one.source_project_id] : [])),
  );
  const sources = new Map<number, Source>();
  for (const id of ids) {
    const found = await api.get(projectPath(String(id)), projectSchema);
    if (found)
      sources.set(id, { slug: found.path_with_namespace, cloneUrl: found.http_url_to_repo });
  }
  return sources;
}
