import { z, type PullRequest, type RepoIdentity } from '@turnpike/sdk';

/** The fields that are read, of deliveries and of the API. Everything else passes unseen. */
export const repositorySchema = z.object({
  id: z.number().int(),
  slug: z.string(),
  public: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  description: z.string().nullish(),
  /** Of a fork: what it was forked of. */
  origin: z.object({ id: z.number() }).nullish(),
  project: z.object({
    /** Upper-case; `~ADA` of a person. */
    key: z.string(),
    public: z.boolean().nullish(),
    type: z.string().nullish(),
  }),
  links: z
    .object({ clone: z.array(z.object({ name: z.string(), href: z.string() })).nullish() })
    .nullish(),
});
export type RepositoryPayload = z.infer<typeof repositorySchema>;

export const userSchema = z
  .object({ name: z.string().nullish(), slug: z.string().nullish() })
  .transform(({ name, slug }) => name || slug || null);

const side = z.object({
  id: z.string(),
  displayId: z.string().nullish(),
  latestCommit: z.string().nullish(),
  repository: repositorySchema,
});
export const pullRequestSchema = z.object({
  id: z.number().int().positive(),
  title: z.string(),
  state: z.string(),
  draft: z.boolean().nullish(),
  fromRef: side,
  toRef: side,
  author: z.object({ user: userSchema }).nullish(),
});
export type PullRequestPayload = z.infer<typeof pullRequestSchema>;

export const slugOf = ({ project, slug }: RepositoryPayload): string => `${project.key}/${slug}`;

/** `base`: where the host's pages are. Deliveries name no default branch and no address to clone. */
export function toIdentity(found: RepositoryPayload, base: string, branch = ''): RepoIdentity {
  const { project, links } = found;
  return {
    vcsId: String(found.id),
    slug: slugOf(found),
    cloneUrl: cloneUrlOf(found, base),
    sshUrl: links?.clone?.find(({ name }) => name === 'ssh')?.href ?? null,
    htmlUrl: pageOf(found, base),
    private: found.public !== true && project.public !== true,
    fork: Boolean(found.origin),
    defaultBranch: branch,
    description: found.description || null,
    ownerType: project.key.startsWith('~') ? 'user' : 'organization',
  };
}

const cloneUrlOf = ({ project, slug }: RepositoryPayload, base: string): string =>
  `${base}/scm/${project.key.toLowerCase()}/${slug}.git`;

function pageOf({ project: { key }, slug }: RepositoryPayload, base: string): string {
  const owner = key.startsWith('~') ? `users/${key.slice(1).toLowerCase()}` : `projects/${key}`;
  return `${base}/${owner}/repos/${slug}`;
}

export const shortRef = (ref: string): string => ref.replace(/^refs\/(?:heads|tags)\//, '');

export function toPullRequest(pull: PullRequestPayload, base: string): PullRequest {
  const { fromRef, toRef } = pull;
  return {
    number: pull.id,
    title: pull.title,
    state: pull.state === 'OPEN' ? 'open' : 'closed',
    draft: pull.draft ?? false,
    fork: isForeign(pull),
    headSlug: slugOf(fromRef.repository),
    headVcsId: String(fromRef.repository.id),
    headRef: shortRef(fromRef.id),
    headSha: fromRef.latestCommit ?? '',
    headUrl: cloneUrlOf(fromRef.repository, base),
    baseRef: shortRef(toRef.id),
    baseSha: toRef.latestCommit ?? null,
    baseSlug: slugOf(toRef.repository),
    baseVcsId: String(toRef.repository.id),
    // Its own merge is not kept up to date.
    mergeable: null,
    htmlUrl: `${pageOf(toRef.repository, base)}/pull-requests/${pull.id}`,
  };
}

/** From another repository, by ids, since names can be taken. */
function isForeign({ fromRef, toRef }: PullRequestPayload): boolean {
  return (
    fromRef.repository.id !== toRef.repository.id || /^[0-9a-f]{7,40}$/.test(shortRef(fromRef.id))
  );
}
