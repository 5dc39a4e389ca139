import {
  ignoredDelivery,
  readPayload,
  refEvent,
  WHOLE_SHA,
  z,
  type DeliveryPayload,
  type DeliverySaid,
  type RepoIdentity,
} from '@turnpike/sdk';

const pushSchema = z.object({
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  /** Of a tag the commit, where `after` is a tag with words of its own. */
  checkout_sha: z.string().nullish(),
  user_username: z.string().nullish(),
  /** The newest twenty at most, oldest first. */
  commits: z.array(z.object({ id: z.string(), message: z.string().nullish() })).nullish(),
  push_options: z.unknown().optional(),
});
const skipSchema = z.object({ ci: z.object({ skip: z.literal([true, 'true']) }) });
const ZERO = /^0+$/;

export function readPush(payload: DeliveryPayload, repository: RepoIdentity): DeliverySaid {
  const push = readPayload(pushSchema, payload);
  const { ref, before, after, checkout_sha: commit } = push;
  if (!/^refs\/(heads|tags)\/./.test(ref))
    return ignoredDelivery(`${ref} is neither branch nor tag.`);
  const isGone = ZERO.test(after);
  const sha = isGone ? null : commit || after;
  if (!WHOLE_SHA.test(after) || !WHOLE_SHA.test(before) || (sha !== null && !WHOLE_SHA.test(sha)))
    return ignoredDelivery('It names no commit.');
  if (!isGone && skipSchema.safeParse(push.push_options).success)
    return ignoredDelivery('It was pushed with the option ci.skip.');
  const change = { ref, before: ZERO.test(before) ? null : before, after: sha };
  const event = refEvent(repository, change, push.user_username || null);
  if (event.kind !== 'push') return event;
  const message = push.commits?.find(({ id }) => id === sha)?.message ?? null;
  return { ...event, commitMessage: message, compareUrl: compareUrl(repository, before, after) };
}

/** GitLab sends none. */
function compareUrl({ htmlUrl }: RepoIdentity, before: string, after: string): string | null {
  if (htmlUrl === null) return null;
  return ZERO.test(before)
    ? `${htmlUrl}/-/commit/${after}`
    : `${htmlUrl}/-/compare/${before}...${after}`;
}
