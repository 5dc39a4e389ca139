import {
  deliveryJson,
  ignoredDelivery,
  InputError,
  NO_REPOSITORY,
  readPayload,
  type DeliveryPayload,
  type DeliverySaid,
  type RawDelivery,
  type RepoEvent,
  type RepoIdentity,
} from '@turnpike/sdk';
import { readMergeRequest } from './parse-merge.js';
import { readPush } from './parse-push.js';
import { eventName, readProjectEvent } from './parse-system.js';
import { hookIdentity, hookProjectSchema } from './payload.js';
import { UNUSED_EVENTS } from './unused-events.js';

type Reader = (payload: DeliveryPayload, repository: RepoIdentity) => DeliverySaid;
const READERS = new Map<string, Reader>([
  ['Push Hook', readPush],
  ['Tag Push Hook', readPush],
  ['Merge Request Hook', readMergeRequest],
]);
/** A webhook of the server says in the body what it is about, as do those of groups about projects and members. */
const BY_BODY = new Set(['System Hook', 'Project Hook', 'Member Hook']);
const SYSTEM_READERS = new Map<string, Reader>([
  ['push', readPush],
  ['tag_push', readPush],
  ['merge_request', readMergeRequest],
]);

/** A delivery of GitLab in our words; `url`: of the server. Throws InputError. */
export function parseDelivery(d: RawDelivery, url: string): RepoEvent {
  const event = d.headers['x-gitlab-event'] ?? '';
  const byBody = BY_BODY.has(event);
  if (!READERS.has(event) && !byBody && !UNUSED_EVENTS.has(event))
    throw new InputError(
      'TURNPIKE_DELIVERY_EVENT',
      `${event.slice(0, 60)} is no event of GitLab.`,
      {
        wayOut: 'Let the webhook send pushes, tag pushes and merge requests.',
      },
    );
  const payload = deliveryJson(d);
  const ofProject = byBody ? readProjectEvent(payload, url) : undefined;
  if (ofProject) return { repository: ofProject.repository, event, ...ofProject.said } as RepoEvent;
  const reader = byBody ? SYSTEM_READERS.get(eventName(payload)) : READERS.get(event);
  const repository = repositoryOf(payload, reader !== undefined);
  const nothing = ignoredDelivery(`${event}s of this kind ask for nothing here.`);
  const said = reader && repository ? reader(payload, repository) : nothing;
  return { repository: repository ?? NO_REPOSITORY, event, ...said } as RepoEvent;
}

/** Of what asks for nothing it is as good as it can be told. */
function repositoryOf(payload: DeliveryPayload, isNeeded: boolean): RepoIdentity | undefined {
  const { project } = payload;
  if (isNeeded) return hookIdentity(readPayload(hookProjectSchema, project));
  const found = hookProjectSchema.safeParse(project);
  return found.success ? hookIdentity(found.data) : undefined;
}
