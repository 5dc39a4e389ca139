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

const state = z.object({
  /** `named_branch` is of Mercurial, which the host has no more. */
  type: z.string(),
  name: z.string().min(1),
  /** Of a tag with words of its own the commit as well. */
  target: z.object({ hash: z.string(), message: z.string().nullish() }),
});
const changeSchema = z.object({
  /** null: deleted. */
  new: state.nullish(),
  /** null: created. */
  old: state.nullish(),
  links: z.object({ html: z.object({ href: z.string() }).nullish() }).nullish(),
});
const pushSchema = z.object({ push: z.object({ changes: z.array(changeSchema) }) });

/** The first change: one that tells of several was split before. */
export function readPush(
  payload: DeliveryPayload,
  repository: RepoIdentity,
  sender: string | null,
): DeliverySaid {
  const [change] = readPayload(pushSchema, payload).push.changes;
  const named = change?.new ?? change?.old;
  if (!change || !named) return ignoredDelivery('It tells of no branch and no tag.');
  if (named.type !== 'branch' && named.type !== 'tag')
    return ignoredDelivery(`${named.type.slice(0, 40)} is neither branch nor tag.`);
  const [before, after] = [hashOf(change.old), hashOf(change.new)];
  if (change.new && after === null) return ignoredDelivery('It names no commit.');
  const ref = `refs/${named.type === 'tag' ? 'tags' : 'heads'}/${named.name}`;
  const event = refEvent(repository, { ref, before, after }, sender);
  if (event.kind !== 'push') return event;
  const { message } = change.new?.target ?? {};
  return { ...event, commitMessage: message ?? null, compareUrl: change.links?.html?.href ?? null };
}

function hashOf(one: z.infer<typeof state> | null | undefined): string | null {
  const { hash = '' } = one?.target ?? {};
  return WHOLE_SHA.test(hash) ? hash : null;
}
