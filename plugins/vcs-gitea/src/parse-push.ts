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
  compare_url: z.string().nullish(),
  head_commit: z.object({ id: z.string(), message: z.string() }).nullish(),
  /** The newest of them, newest first. Gogs has no `head_commit`. */
  commits: z.array(z.object({ id: z.string(), message: z.string() })).nullish(),
});
type Push = z.infer<typeof pushSchema>;
const ZERO = /^0+$/;

export function readPush(
  payload: DeliveryPayload,
  repository: RepoIdentity,
  sender: string | null,
): DeliverySaid {
  const push = readPayload(pushSchema, payload);
  const { ref, before, after } = push;
  if (!/^refs\/(heads|tags)\/./.test(ref))
    return ignoredDelivery(`${ref} is neither branch nor tag.`);
  if (!WHOLE_SHA.test(after) || !WHOLE_SHA.test(before))
    return ignoredDelivery('It names no commit.');
  if (before === after) return ignoredDelivery('The host tested this URL: it works.');
  const change = {
    ref,
    before: ZERO.test(before) ? null : before,
    after: ZERO.test(after) ? null : commitOf(push),
  };
  const event = refEvent(repository, change, sender);
  if (event.kind !== 'push') return event;
  return { ...event, commitMessage: messageOf(push), compareUrl: push.compare_url || null };
}

/** Of a tag with words of its own `after` is the tag, not the commit. */
function commitOf({ ref, after, head_commit }: Push): string {
  const named = head_commit?.id ?? '';
  return ref.startsWith('refs/tags/') && WHOLE_SHA.test(named) ? named : after;
}

function messageOf({ after, head_commit, commits }: Push): string | null {
  return head_commit?.message ?? commits?.find(({ id }) => id === after)?.message ?? null;
}
