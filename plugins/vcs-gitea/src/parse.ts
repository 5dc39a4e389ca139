import {
  deliveryJson,
  ignoredDelivery,
  InputError,
  NO_REPOSITORY,
  readPayload,
  z,
  type DeliveryPayload,
  type DeliverySaid,
  type RawDelivery,
  type RepoEvent,
  type RepoIdentity,
} from '@turnpike/sdk';
import { familyOf } from './headers.js';
import { repositorySchema, toIdentity, userSchema } from './payload.js';
import { readPullRequest } from './parse-pull.js';
import { readPush } from './parse-push.js';
import { type Reader } from './said.js';
import { UNUSED_EVENTS } from './unused-events.js';

const READERS: Readonly<Record<string, Reader>> = {
  push: readPush,
  pull_request: readPullRequest,
  pull_request_sync: readPullRequest,
  release: readRelease,
  create: readCreate,
  delete: readDelete,
  repository: readRepository,
};

/** A delivery of Gitea, Forgejo or Gogs in our words. Throws InputError. */
export function parseDelivery(d: RawDelivery): RepoEvent {
  const event = d.headers[`x-${familyOf(d) ?? 'gitea'}-event`] ?? 'push';
  const reader = Object.hasOwn(READERS, event) ? READERS[event] : undefined;
  if (!reader && !UNUSED_EVENTS.has(event))
    throw new InputError('TURNPIKE_DELIVERY_EVENT', `${event.slice(0, 60)} is no event of Gitea.`, {
      wayOut: 'Let the hook send pushes, pull requests and what else the README names.',
    });
  const payload = deliveryJson(d);
  const repository = repositoryOf(event, payload);
  const sender = userSchema.safeParse(payload['sender']).data ?? null;
  const nothing = ignoredDelivery(`${event} events ask for nothing here.`);
  const said = reader && repository ? reader(payload, repository, sender) : nothing;
  return { repository: repository ?? NO_REPOSITORY, event, ...said } as RepoEvent;
}

/** The event of a fork is told by the repository that was forked, and names the new one as `repository`. */
function repositoryOf(event: string, payload: DeliveryPayload): RepoIdentity | undefined {
  const told = payload[event === 'fork' ? 'forkee' : 'repository'];
  if (told === undefined || told === null) return undefined;
  return toIdentity(readPayload(repositorySchema, told));
}

const releaseSchema = z.object({
  action: z.string(),
  release: z.object({
    tag_name: z.string().min(1),
    html_url: z.string().nullish(),
    draft: z.boolean().nullish(),
    prerelease: z.boolean().nullish(),
  }),
});

function readRelease(
  payload: DeliveryPayload,
  _repository: RepoIdentity,
  sender: string | null,
): DeliverySaid {
  const { action, release } = readPayload(releaseSchema, payload);
  if (action !== 'published' || release.draft || release.prerelease)
    return ignoredDelivery(`A release was ${action}; built is what is released.`);
  return {
    kind: 'release',
    ref: `refs/tags/${release.tag_name}`,
    branch: release.tag_name,
    tag: release.tag_name,
    sha: null,
    beforeSha: null,
    commitMessage: null,
    compareUrl: release.html_url ?? null,
    sender,
  };
}

const refSchema = z.object({ ref: z.string().min(1), ref_type: z.string() });

function readCreate(
  payload: DeliveryPayload,
  _repository: RepoIdentity,
  sender: string | null,
): DeliverySaid {
  const { ref, ref_type } = readPayload(refSchema, payload);
  if (ref_type !== 'branch')
    return ignoredDelivery(`A ${ref_type} was created; its push is built.`);
  return { kind: 'branch_created', name: ref, sender };
}

function readDelete(
  payload: DeliveryPayload,
  _repository: RepoIdentity,
  sender: string | null,
): DeliverySaid {
  const { ref, ref_type } = readPayload(refSchema, payload);
  return { kind: ref_type === 'branch' ? 'branch_deleted' : 'tag_deleted', name: ref, sender };
}

/** The server tells of these two alone; names, owners and visibility are found by asking. */
function readRepository(payload: DeliveryPayload): DeliverySaid {
  const { action } = readPayload(z.object({ action: z.string() }), payload);
  if (action === 'created' || action === 'deleted') return { kind: 'repository', action };
  return ignoredDelivery(`A repository was ${action}.`);
}
