import { slugParts, z, type PullRequest, type RepoIdentity } from '@turnpike/sdk';

/** The fields that are read, of deliveries and of the API. Everything else passes unseen. */
const PUBLIC = 20;

/** As deliveries have it. */
export const hookProjectSchema = z.object({
  id: z.number().int(),
  path_with_namespace: z.string().min(1),
  visibility_level: z.number().nullish(),
  default_branch: z.string().nullish(),
  git_http_url: z.string(),
  git_ssh_url: z.string().nullish(),
  web_url: z.string().nullish(),
  description: z.string().nullish(),
});
export type HookProject = z.infer<typeof hookProjectSchema>;

/** As the API has it. */
export const projectSchema = z.object({
  id: z.number().int(),
  path_with_namespace: z.string().min(1),
  http_url_to_repo: z.string(),
  ssh_url_to_repo: z.string().nullish(),
  web_url: z.string().nullish(),
  /** Not told to who is not signed in, of public projects. */
  visibility: z.string().nullish(),
  default_branch: z.string().nullish(),
  description: z.string().nullish(),
  archived: z.boolean().nullish(),
  /** It is going to be removed, and nothing is pushed to it any more. */
  marked_for_deletion_on: z.string().nullish(),
  forked_from_project: z.object({ id: z.number() }).nullish(),
  namespace: z.object({ kind: z.string() }).nullish(),
});
export type ProjectPayload = z.infer<typeof projectSchema>;

/** Of a delivery, which does not tell whether it is a fork. */
export function hookIdentity(project: HookProject): RepoIdentity {
  return {
    vcsId: String(project.id),
    slug: project.path_with_namespace,
    cloneUrl: project.git_http_url,
    sshUrl: project.git_ssh_url || null,
    htmlUrl: project.web_url ?? null,
    // What every signed-in member may read is not public.
    private: (project.visibility_level ?? 0) < PUBLIC,
    fork: false,
    defaultBranch: project.default_branch || '',
    description: project.description || null,
    ownerType: ownerTypeOf(project.path_with_namespace),
  };
}

export function toIdentity(project: ProjectPayload): RepoIdentity {
  const { namespace } = project;
  return {
    vcsId: String(project.id),
    slug: project.path_with_namespace,
    cloneUrl: project.http_url_to_repo,
    sshUrl: project.ssh_url_to_repo || null,
    htmlUrl: project.web_url ?? null,
    private: (project.visibility ?? 'public') !== 'public',
    fork: Boolean(project.forked_from_project),
    defaultBranch: project.default_branch || 'main',
    description: project.description || null,
    ownerType: namespace
      ? namespace.kind === 'group'
        ? 'organization'
        : 'user'
      : ownerTypeOf(project.path_with_namespace),
  };
}

/** Only groups lie within groups. */
const ownerTypeOf = (slug: string): RepoIdentity['ownerType'] =>
  slugParts(slug)?.owner.includes('/') ? 'organization' : 'user';

/** What deliveries and the API say alike of a merge request, and the commit that it is at. */
export interface MergeRequest {
  readonly iid: number;
  readonly title: string;
  readonly state: string;
  readonly draft: boolean;
  readonly sourceBranch: string;
  readonly targetBranch: string;
  readonly sourceId: number | null;
  readonly targetId: number;
  readonly sha: string | null;
  readonly url: string | null;
  /** null: it is gone, or not shown. */
  readonly source: { readonly slug: string; readonly cloneUrl: string } | null;
}

export function toPullRequest(one: MergeRequest, target: RepoIdentity): PullRequest {
  return {
    number: one.iid,
    title: one.title,
    state: one.state === 'opened' || one.state === 'locked' ? 'open' : 'closed',
    draft: one.draft,
    // By ids, since names can be taken; what is gone counts as foreign.
    fork: one.sourceId === null || one.sourceId !== one.targetId,
    headSlug: one.source?.slug ?? null,
    headVcsId: one.sourceId === null ? null : String(one.sourceId),
    headRef: one.sourceBranch,
    headSha: one.sha ?? '',
    headUrl: one.source?.cloneUrl ?? null,
    baseRef: one.targetBranch,
    baseSlug: target.slug,
    baseVcsId: String(one.targetId),
    // Asked for when it is built: GitLab looks only then.
    mergeable: null,
    htmlUrl: one.url,
  };
}
