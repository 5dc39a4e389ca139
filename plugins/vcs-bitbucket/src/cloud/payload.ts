import { z, type PullRequest, type RepoIdentity } from '@turnpike/sdk';

/** The fields that are read, of deliveries and of the API. Everything else passes unseen. */
export const repositorySchema = z.object({
  /** In braces; stays over renames and transfers. */
  uuid: z.string().min(1),
  full_name: z.string(),
  /** Absent in the two sides of a pull request. */
  is_private: z.boolean().nullish(),
  parent: z.object({ uuid: z.string().nullish() }).nullish(),
  /** The API alone tells it. */
  mainbranch: z.object({ name: z.string() }).nullish(),
  description: z.string().nullish(),
  owner: z.object({ type: z.string().nullish() }).nullish(),
});
export type RepositoryPayload = z.infer<typeof repositorySchema>;

/** There are no logins: a nickname is what people see, and not one of a kind. */
export const actorSchema = z
  .object({ nickname: z.string().nullish(), display_name: z.string().nullish() })
  .transform(({ nickname, display_name }) => nickname || display_name || null);

const side = z.object({
  branch: z.object({ name: z.string() }),
  /** 12 digits. null: the branch is gone. */
  commit: z.object({ hash: z.string() }).nullish(),
  /** null: the fork is gone. */
  repository: repositorySchema.nullish().catch(null),
});
export const pullRequestSchema = z.object({
  id: z.number().int().positive(),
  title: z.string(),
  state: z.string(),
  draft: z.boolean().nullish(),
  source: side,
  destination: side,
  author: actorSchema.nullish(),
  links: z.object({ html: z.object({ href: z.string() }).nullish() }).nullish(),
});
export type PullRequestPayload = z.infer<typeof pullRequestSchema>;

/** `base`: where the host's pages are. What the API names as addresses holds the name of who asks. */
export function toIdentity(found: RepositoryPayload, base: string): RepoIdentity {
  const page = `${base}/${found.full_name}`;
  const { hostname, pathname } = new URL(page);
  return {
    vcsId: found.uuid,
    slug: found.full_name,
    cloneUrl: `${page}.git`,
    sshUrl: `ssh://git@${hostname}${pathname}.git`,
    htmlUrl: page,
    // What does not say that it is public is not shown to strangers.
    private: found.is_private ?? true,
    fork: Boolean(found.parent),
    defaultBranch: found.mainbranch?.name ?? '',
    description: found.description || null,
    ownerType: found.owner?.type === 'user' ? 'user' : 'organization',
  };
}

export function toPullRequest(pull: PullRequestPayload, base: string): PullRequest {
  const { source, destination } = pull;
  return {
    number: pull.id,
    title: pull.title,
    state: pull.state === 'OPEN' ? 'open' : 'closed',
    draft: pull.draft ?? false,
    fork: isForeign(pull),
    headSlug: source.repository?.full_name ?? null,
    headVcsId: source.repository?.uuid ?? null,
    headRef: source.branch.name,
    headSha: source.commit?.hash ?? '',
    headUrl: source.repository ? `${base}/${source.repository.full_name}.git` : null,
    baseRef: destination.branch.name,
    baseSha: destination.commit?.hash ?? null,
    baseSlug: destination.repository?.full_name ?? '',
    baseVcsId: destination.repository?.uuid ?? null,
    // It says nothing of it without making the difference first.
    mergeable: null,
    htmlUrl: pull.links?.html?.href ?? null,
  };
}

/** From another repository, by ids, since names can be taken. A head that is gone counts as foreign. */
function isForeign({ source, destination }: PullRequestPayload): boolean {
  const [from, to] = [source.repository?.uuid, destination.repository?.uuid];
  return !from || from !== to || /^[0-9a-f]{7,40}$/.test(source.branch.name);
}
