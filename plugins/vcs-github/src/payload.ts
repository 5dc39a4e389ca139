import { z, type PullRequest, type RepoIdentity } from '@turnpike/sdk';

/** The fields that are read. Everything else of GitHub's payloads passes unseen. */
const owner = z.object({ login: z.string(), type: z.string().nullish() });
export const repositorySchema = z.object({
  id: z.number().int(),
  full_name: z.string(),
  private: z.boolean(),
  fork: z.boolean().nullish(),
  clone_url: z.string(),
  ssh_url: z.string().nullish(),
  html_url: z.string().nullish(),
  default_branch: z.string().nullish(),
  description: z.string().nullish(),
  owner: owner.nullish(),
});
export const senderSchema = z.object({ login: z.string() });

const side = z.object({
  ref: z.string().nullish(),
  sha: z.string(),
  repo: z
    .object({ id: z.number(), full_name: z.string(), clone_url: z.string().nullish() })
    .nullish(),
});
export const pullRequestSchema = z.object({
  number: z.number().int().positive(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().nullish(),
  merge_commit_sha: z.string().nullish(),
  mergeable: z.boolean().nullish(),
  html_url: z.string().nullish(),
  head: side,
  base: side,
  user: senderSchema.nullish(),
});
export type PullRequestPayload = z.infer<typeof pullRequestSchema>;

export function toIdentity(repository: z.infer<typeof repositorySchema>): RepoIdentity {
  return {
    vcsId: String(repository.id),
    slug: repository.full_name,
    cloneUrl: repository.clone_url,
    sshUrl: repository.ssh_url ?? null,
    htmlUrl: repository.html_url ?? null,
    private: repository.private,
    fork: repository.fork ?? false,
    defaultBranch: repository.default_branch ?? 'main',
    description: repository.description ?? null,
    ownerType: repository.owner?.type === 'Organization' ? 'organization' : 'user',
  };
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
    headSha: head.sha,
    headUrl: head.repo?.clone_url ?? null,
    baseRef: base.ref ?? '',
    baseSlug: base.repo?.full_name ?? '',
    baseVcsId: base.repo ? String(base.repo.id) : null,
    mergeable: pull.mergeable ?? null,
    htmlUrl: pull.html_url ?? null,
  };
}

/**
 * From another repository, by ids, since names can be taken. A deleted head repository counts as
 * foreign, and so does a branch named like a SHA: it may not be what it seems (travis-services 2.10).
 */
function isForeign({ head, base }: PullRequestPayload): boolean {
  if (!head.repo || !base.repo || head.repo.id !== base.repo.id) return true;
  return !head.ref || /^[0-9a-f]{7,40}$/.test(head.ref);
}
