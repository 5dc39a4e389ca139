import {
  deliveryJson,
  ignoredDelivery,
  InputError,
  NO_REPOSITORY,
  readPayload,
  z,
  type DeliveryName,
  type DeliveryPayload,
  type DeliverySaid,
  type RawDelivery,
  type RepoEvent,
} from '@turnpike/sdk';
import { splitDelivery } from '../split.js';
import { actorSchema, repositorySchema, toIdentity } from './payload.js';
import { readPullRequest } from './parse-pull.js';
import { readPush } from './parse-push.js';

export function identify({ headers }: RawDelivery): DeliveryName | undefined {
  const [event, guid] = [headers['x-event-key'], headers['x-request-uuid']];
  return event && guid ? { event, guid } : undefined;
}

/** A delivery of Bitbucket Cloud in our words; `base`: where its pages are. Throws InputError. */
export function parseDelivery(d: RawDelivery, base: string): RepoEvent {
  const event = d.headers['x-event-key'] ?? 'repo:push';
  if (!/^(?:repo|pullrequest|issue|project|workspace):/.test(event)) throw unknownEvent(event);
  const payload = deliveryJson(d);
  const told = payload['repository'] ?? undefined;
  const nothing = ignoredDelivery(`${event} events ask for nothing here.`);
  if (told === undefined) return { repository: NO_REPOSITORY, event, ...nothing } as RepoEvent;
  const repository = toIdentity(readPayload(repositorySchema, told), base);
  const sender = actorSchema.safeParse(payload['actor']).data ?? null;
  const said = ((): DeliverySaid => {
    if (event === 'repo:push') return readPush(payload, repository, sender);
    if (event === 'pullrequest:created' || event === 'pullrequest:updated')
      return readPullRequest(payload, event === 'pullrequest:created', sender, base);
    if (event === 'repo:updated') return readUpdate(payload);
    if (event === 'repo:transfer') return { kind: 'repository', action: 'transferred' };
    if (event === 'repo:deleted') return { kind: 'repository', action: 'deleted' };
    return nothing;
  })();
  return { repository, event, ...said } as RepoEvent;
}

const updateSchema = z.object({ changes: z.record(z.string(), z.unknown()).nullish() });

/** Of what else was changed it does not say how it was: that is found by asking. */
function readUpdate(payload: DeliveryPayload): DeliverySaid {
  const { changes } = readPayload(updateSchema, payload);
  const isRenamed = ['name', 'full_name', 'slug'].some((name) => changes?.[name] !== undefined);
  return isRenamed
    ? { kind: 'repository', action: 'renamed' }
    : ignoredDelivery('The repository was edited, and has its name still.');
}

function unknownEvent(event: string): InputError {
  return new InputError(
    'TURNPIKE_DELIVERY_EVENT',
    `${event.slice(0, 60)} is no event of Bitbucket.`,
    { wayOut: 'Let the hook send pushes, pull requests and what else the README names.' },
  );
}

/** One delivery of a push tells of all branches and tags that were pushed. */
export function splitPush(d: RawDelivery): readonly RawDelivery[] {
  if (d.headers['x-event-key'] !== 'repo:push') return [d];
  return splitDelivery(
    d,
    'x-request-uuid',
    ({ push }) => z.object({ changes: z.array(z.unknown()) }).safeParse(push).data?.changes,
    (payload, change) => ({ ...payload, push: { changes: [change] } }),
  );
}
