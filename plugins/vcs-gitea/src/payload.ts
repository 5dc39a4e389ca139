import {
  InputError,
  parseBoundedJson,
  z,
  type PullRequest,
  type RawDelivery,
  type RepoIdentity,
} from '@turnpike/sdk';

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

/** The JSON of a delivery: the body itself, or its form field `payload`. Throws InputError. */
export function decodeBody(d: RawDelivery): Readonly<Record<string, unknown>> {
  const text = Buffer.from(d.body).toString('utf8');
  const isForm = (d.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  const json = isForm ? new URLSearchParams(text).get('payload') : text;
  try {
    return z.record(z.string(), z.unknown()).parse(parseBoundedJson(Buffer.from(json ?? '')));
  } catch (error) {
    throw malformed('it is no JSON object', error);
  }
}

/** Reads a payload by its schema. Throws InputError naming the field. */
export function read<T>(schema: z.ZodType<T>, payload: unknown): T {
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw malformed(`${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'not as expected'}`);
}

function malformed(why: string, cause?: unknown): InputError {
  return new InputError(
    'TURNPIKE_DELIVERY_MALFORMED',
    `The delivery cannot be read: ${why}.`,
    {},
    cause,
  );
}

export function toIdentity(repository: RepositoryPayload): RepoIdentity {
  return {
    vcsId: String(repository.id),
    slug: repository.full_name,
    cloneUrl: repository.clone_url,
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
