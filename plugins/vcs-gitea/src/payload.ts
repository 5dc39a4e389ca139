import { z, type PullRequest, type RepoIdentity } from '@turnpike/sdk';

/** The fields that are read, of deliveries and of the API. Everything else passes unseen. */
const owner = z.object({
  login: z.string().nullish(),
  username: z.string().nullish(),
  /** `public`, `limited` or `private`; absent in Gogs. */
  visibility: z.string().nullish(),
});
export const repositorySchema = z.object({
  id: z.number().int(),
  full_name: z.string(),
  private: z.boolean(),
  internal: z.boolean().nullish(),
  fork: z.boolean().nullish(),
  clone_url: z.string(),
  ssh_url: z.string().nullish(),
  html_url: z.string().nullish(),
  default_branch: z.string().nullish(),
  description: z.string().nullish(),
  archived: z.boolean().nullish(),
  /** Of who asks. */
  permissions: z.object({ admin: z.boolean(), push: z.boolean() }).nullish(),
  owner: owner.nullish(),
});
export type RepositoryPayload = z.infer<typeof repositorySchema>;
/** Gogs says `username` alone. */
export const userSchema = z
  .object({ login: z.string().nullish(), username: z.string().nullish() })
  .transform(({ login, username }) => login || username || null);

const side = z.object({
  ref: z.string().nullish(),
  sha: z.string().nullish(),
  /** -1: the repository is gone. */
  repo_id: z.number().nullish(),
  repo: repositorySchema.nullish().catch(null),
});
export const pullRequestSchema = z.object({
  number: z.number().int().positive(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().nullish(),
  html_url: z.string().nullish(),
  head: side,
  base: side,
  user: userSchema.nullish(),
});
export type PullRequestPayload = z.infer<typeof pullRequestSchema>;

export function toIdentity(repository: RepositoryPayload): RepoIdentity {
  return {
    vcsId: String(repository.id),
    slug: repository.full_name,
    cloneUrl: repository.clone_url,
    sshUrl: repository.ssh_url || null,
    htmlUrl: repository.html_url ?? null,
    private: isHidden(repository),
    fork: repository.fork ?? false,
    defaultBranch: repository.default_branch || 'main',
    description: repository.description || null,
    // Nothing in a repository tells users from organizations.
    ownerType: 'user',
  };
}

/** A public repository of an owner who is not public is seen by those who may see the owner. */
function isHidden({ private: own, internal, owner: by }: RepositoryPayload): boolean {
  return own || internal === true || (by?.visibility ?? 'public') !== 'public';
}

export function toPullRequest(pull: PullRequestPayload): PullRequest {
  const { head, base } = pull;
  return {
    number: pull.number,
    title: pull.title,
    state: pull.state,
    draft: pull.draft ?? false,
    fork: isForeign(pull),
    headSlug: head.repo?.full_name ?? null,
    headVcsId: head.repo ? String(head.repo.id) : null,
    headRef: head.ref ?? '',
    headSha: head.sha ?? '',
    headUrl: head.repo?.clone_url ?? null,
    baseRef: base.ref ?? '',
    baseSha: base.sha ?? null,
    baseSlug: base.repo?.full_name ?? '',
    baseVcsId: base.repo ? String(base.repo.id) : null,
    // What the server says is also "no" for drafts, and while it does not know yet.
    mergeable: null,
    htmlUrl: pull.html_url ?? null,
  };
}

/**
 * From another repository, by ids, since names can be taken. A head that is gone counts as foreign, and so does a
 * branch named like a SHA, or none at all: a push for review (`refs/for/…`) comes from whoever may read.
 */
function isForeign({ head, base }: PullRequestPayload): boolean {
  const from = head.repo_id ?? head.repo?.id;
  const to = base.repo_id ?? base.repo?.id;
  if (!head.repo || from === undefined || from !== to || head.repo.id !== base.repo?.id)
    return true;
  return !head.ref || /^[0-9a-f]{7,40}$/.test(head.ref) || head.ref.startsWith('refs/');
}
