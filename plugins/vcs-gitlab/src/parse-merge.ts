import {
  ignoredDelivery,
  readPayload,
  z,
  type DeliveryPayload,
  type DeliverySaid,
  type RepoIdentity,
} from '@turnpike/sdk';
import { hookProjectSchema, toPullRequest, type MergeRequest } from './payload.js';

const schema = z.object({
  user: z.object({ username: z.string().nullish() }).nullish(),
  object_attributes: z.object({
    iid: z.number().int().positive(),
    title: z.string(),
    state: z.string().nullish(),
    action: z.string().nullish(),
    /** The head before; only where commits were added or replaced. */
    oldrev: z.string().nullish(),
    draft: z.boolean().nullish(),
    work_in_progress: z.boolean().nullish(),
    source_branch: z.string(),
    target_branch: z.string(),
    source_project_id: z.number().int().nullish(),
    target_project_id: z.number().int(),
    source: hookProjectSchema.partial().nullish(),
    last_commit: z.object({ id: z.string() }).nullish(),
    url: z.string().nullish(),
  }),
  changes: z.record(z.string(), z.unknown()).nullish(),
});
type Payloads = z.infer<typeof schema>;
const ACTIONS = { open: 'opened', reopen: 'reopened', update: 'synchronize' } as const;

export function readMergeRequest(payload: DeliveryPayload, repository: RepoIdentity): DeliverySaid {
  const said = readPayload(schema, payload);
  const { action, state, iid } = said.object_attributes;
  const one = fromHook(said);
  if (!action || !Object.hasOwn(ACTIONS, action))
    return ignoredDelivery(
      `A merge request was told of (${action ?? 'no action'}): nothing to build.`,
    );
  if (action === 'update' && !hasNews(said))
    return ignoredDelivery('The merge request has no new commits and the same target.');
  if (state === 'closed' || state === 'merged')
    return ignoredDelivery(`The merge request is ${state}.`);
  if (String(one.targetId) !== repository.vcsId)
    return ignoredDelivery(
      `Merge request ${iid} is for another project, whose webhook tells of it.`,
    );
  if (!one.sha) return ignoredDelivery('The merge request names no commit.');
  const sender = said.user?.username || null;
  return mergeRequestEvent(one, repository, ACTIONS[action as keyof typeof ACTIONS], sender);
}

/** New commits, or another target: what merging gives is another thing then. */
function hasNews({ object_attributes: { oldrev }, changes }: Payloads): boolean {
  return Boolean(oldrev) || changes?.['target_branch'] !== undefined;
}

function fromHook({ object_attributes: one }: Payloads): MergeRequest {
  const { source } = one;
  const [slug, cloneUrl] = [source?.path_with_namespace, source?.git_http_url];
  return {
    iid: one.iid,
    title: one.title,
    state: one.state ?? 'opened',
    draft: one.draft ?? one.work_in_progress ?? false,
    sourceBranch: one.source_branch,
    targetBranch: one.target_branch,
    sourceId: one.source_project_id ?? null,
    targetId: one.target_project_id,
    sha: one.last_commit?.id ?? null,
    url: one.url ?? null,
    source: slug && cloneUrl ? { slug, cloneUrl } : null,
  };
}

/** Also for merge requests that were found by asking. */
export function mergeRequestEvent(
  one: MergeRequest,
  target: RepoIdentity,
  action: string,
  sender: string | null,
): Extract<DeliverySaid, { readonly kind: 'pull_request' }> {
  return {
    kind: 'pull_request',
    action,
    pullRequest: toPullRequest(one, target),
    ref: `refs/merge-requests/${one.iid}/merge`,
    branch: one.targetBranch,
    tag: null,
    sha: one.sha,
    beforeSha: null,
    commitMessage: null,
    compareUrl: one.url,
    sender,
  };
}
