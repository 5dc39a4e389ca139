import {
  deliveryJson,
  ignoredDelivery,
  InputError,
  NO_REPOSITORY,
  readPayload,
  refEvent,
  WHOLE_SHA,
  z,
  type DeliveryName,
  type DeliveryPayload,
  type DeliverySaid,
  type RawDelivery,
  type RepoEvent,
  type RepoIdentity,
} from '@turnpike/sdk';
import { splitDelivery } from '../split.js';
import { readPullRequest } from './parse-pull.js';
import { repositorySchema, slugOf, toIdentity, userSchema } from './payload.js';

/** These alone have a pull request to build; `pr:modified` where its target is another one. */
const PULL_EVENTS = new Set(['pr:opened', 'pr:from_ref_updated', 'pr:modified', 'pr:reopened']);

export function identify({ headers }: RawDelivery): DeliveryName | undefined {
  const [event, guid] = [headers['x-event-key'], headers['x-request-id']];
  // Cloud's have an id of another name, and proxies may add this one.
  const isCloud = headers['x-request-uuid'] !== undefined;
  return event && guid && !isCloud ? { event, guid } : undefined;
}

/** A delivery of Bitbucket Data Center in our words; `base`: where its pages are. Throws InputError. */
export function parseDelivery(d: RawDelivery, base: string): RepoEvent {
  const event = d.headers['x-event-key'] ?? 'repo:refs_changed';
  if (!/^(?:repo|pr|project|mirror|diagnostics):/.test(event)) throw unknownEvent(event);
  const payload = deliveryJson(d);
  if (event === 'diagnostics:ping')
    return {
      ...{ repository: NO_REPOSITORY, event },
      ...ignoredDelivery('The host tested this URL: it works.'),
    } as RepoEvent;
  const repository = repositoryOf(payload, base);
  const nothing = ignoredDelivery(`${event} events ask for nothing here.`);
  if (!repository) return { repository: NO_REPOSITORY, event, ...nothing } as RepoEvent;
  const sender = userSchema.safeParse(payload['actor']).data ?? null;
  const said = ((): DeliverySaid => {
    if (event === 'repo:refs_changed') return readPush(payload, repository, sender);
    if (PULL_EVENTS.has(event)) return readPullRequest(event, payload, sender, base);
    if (event === 'repo:modified') return readModified(payload);
    if (event === 'repo:deleted') return { kind: 'repository', action: 'deleted' };
    return nothing;
  })();
  return { repository, event, ...said } as RepoEvent;
}

/** Of a pull request the one that it is for; of a change of names the one as it is called now. */
function repositoryOf(payload: DeliveryPayload, base: string): RepoIdentity | undefined {
  const pull = payload['pullRequest'] as { readonly toRef?: { readonly repository?: unknown } };
  const told = payload['repository'] ?? pull?.toRef?.repository ?? payload['new'];
  const isProject = z.object({ key: z.string() }).safeParse(told).success;
  if (told === undefined || told === null || isProject) return undefined;
  return toIdentity(readPayload(repositorySchema, told), base);
}

const changeSchema = z.object({
  ref: z.object({ id: z.string() }),
  type: z.string(),
  fromHash: z.string(),
  toHash: z.string(),
});
const pushSchema = z.object({ changes: z.array(changeSchema) });

/** The first change: one that tells of several was split before. */
function readPush(
  payload: DeliveryPayload,
  repository: RepoIdentity,
  sender: string | null,
): DeliverySaid {
  const [change] = readPayload(pushSchema, payload).changes;
  if (!change) return ignoredDelivery('It tells of no branch and no tag.');
  const ref = change.ref.id;
  if (!/^refs\/(?:heads|tags)\/./.test(ref))
    return ignoredDelivery(`${ref.slice(0, 100)} is neither branch nor tag.`);
  const isGone = change.type === 'DELETE';
  const [before, after] = [shaOf(change.fromHash), shaOf(change.toHash)];
  if (!isGone && after === null) return ignoredDelivery('It names no commit.');
  const event = refEvent(repository, { ref, before, after: isGone ? null : after }, sender);
  // Of a tag with words of its own it names the tag itself: the commit is found by the ref.
  return event.kind === 'push' && event.tag !== null ? { ...event, sha: null } : event;
}

const shaOf = (hash: string): string | null =>
  WHOLE_SHA.test(hash) && !/^0+$/.test(hash) ? hash : null;

function readModified(payload: DeliveryPayload): DeliverySaid {
  const both = z.object({ old: repositorySchema, new: repositorySchema });
  const { old, new: now } = readPayload(both, payload);
  if (old.project.key !== now.project.key) return { kind: 'repository', action: 'transferred' };
  return slugOf(old) === slugOf(now)
    ? ignoredDelivery('The repository was edited, and has its name still.')
    : { kind: 'repository', action: 'renamed' };
}

function unknownEvent(event: string): InputError {
  return new InputError(
    'TURNPIKE_DELIVERY_EVENT',
    `${event.slice(0, 60)} is no event of Bitbucket Data Center.`,
    { wayOut: 'Let the hook send pushes, pull requests and what else the README names.' },
  );
}

/** One delivery of a push tells of all branches and tags that were pushed. */
export function splitPush(d: RawDelivery): readonly RawDelivery[] {
  if (d.headers['x-event-key'] !== 'repo:refs_changed') return [d];
  return splitDelivery(
    d,
    'x-request-id',
    ({ changes }) => (Array.isArray(changes) ? changes : undefined),
    (payload, change) => ({ ...payload, changes: [change] }),
  );
}
