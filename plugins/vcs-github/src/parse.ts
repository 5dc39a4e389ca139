import {
  deliveryJson,
  ignoredDelivery,
  InputError,
  NO_REPOSITORY,
  readPayload,
  refEvent,
  WHOLE_SHA,
  z,
  type DeliveryPayload,
  type DeliverySaid,
  type RawDelivery,
  type RepoEvent,
  type RepoIdentity,
} from '@turnpike/sdk';
import {
  pullRequestSchema,
  repositorySchema,
  senderSchema,
  toIdentity,
  toPullRequest,
} from './payload.js';
import { UNUSED_EVENTS } from './unused-events.js';

type Reader = (payload: DeliveryPayload, repository: RepoIdentity) => DeliverySaid;

const READERS: Readonly<Record<string, Reader>> = {
  push: readPush,
  pull_request: readPullRequest,
  release: readRelease,
  create: readCreate,
  delete: readDelete,
  repository: readRepository,
  member: readMember,
  check_run: (payload) => readCheck(payload, 'check_run'),
  check_suite: (payload) => readCheck(payload, 'check_suite'),
  ping: () => ignoredDelivery('GitHub asked whether this URL works: it does.'),
};

/** One of GitHub's deliveries in our words. Throws InputError. */
export function parseDelivery(d: RawDelivery): RepoEvent {
  const event = d.headers['x-github-event'] ?? 'push';
  const reader = Object.hasOwn(READERS, event) ? READERS[event] : undefined;
  if (!reader && !UNUSED_EVENTS.has(event))
    throw new InputError(
      'TURNPIKE_DELIVERY_EVENT',
      `${event.slice(0, 60)} is no event of GitHub.`,
      {
        wayOut: 'Let the hook send pushes, pull requests and what else the README names.',
      },
    );
  const payload = deliveryJson(d);
  const repository = identityOf(payload);
  const nothing = ignoredDelivery(`${event} events ask for nothing here.`);
  const said = reader && repository ? reader(payload, repository) : nothing;
  return { repository: repository ?? NO_REPOSITORY, event, ...said } as RepoEvent;
}

/** Events of installations and organizations name no repository. */
function identityOf(payload: DeliveryPayload): RepoIdentity | undefined {
  const { repository } = payload;
  if (repository === undefined || repository === null) return undefined;
  return toIdentity(readPayload(repositorySchema, repository));
}

function senderOf(payload: DeliveryPayload): string | null {
  const sender = senderSchema.safeParse(payload['sender']);
  return sender.success ? sender.data.login : null;
}

const pushSchema = z.object({
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  compare: z.string().nullish(),
  head_commit: z.object({ id: z.string().optional(), message: z.string() }).nullish(),
});
const ZERO = /^0+$/;

function readPush(payload: DeliveryPayload, repository: RepoIdentity): DeliverySaid {
  const { ref, before, after, compare, head_commit } = readPayload(pushSchema, payload);
  const sender = senderOf(payload);
  if (!/^refs\/(heads|tags)\/./.test(ref))
    return ignoredDelivery(`${ref} is neither branch nor tag.`);
  if (!WHOLE_SHA.test(after) || !WHOLE_SHA.test(before))
    return ignoredDelivery('It names no commit.');
  const change = {
    ref,
    before: ZERO.test(before) ? null : before,
    after: ZERO.test(after) ? null : commitIn(ref, after, head_commit?.id),
  };
  const event = refEvent(repository, change, sender);
  if (event.kind !== 'push') return event;
  const commitMessage = head_commit?.message ?? null;
  return { ...event, commitMessage, compareUrl: compare ?? null };
}

/** An annotated tag is an object of its own: what is built is the commit that it names. */
function commitIn(ref: string, after: string, head: string | undefined): string {
  return ref.startsWith('refs/tags/') && WHOLE_SHA.test(head ?? '') ? head! : after;
}

/** Others neither add commits nor open anything; a closed one has nothing to merge. */
const BUILT_ACTIONS = new Set(['opened', 'synchronize', 'reopened']);

function readPullRequest(payload: DeliveryPayload): DeliverySaid {
  const schema = z.object({ action: z.string(), pull_request: pullRequestSchema });
  const { action, pull_request: pull } = readPayload(schema, payload);
  if (!BUILT_ACTIONS.has(action))
    return ignoredDelivery(`A pull request was ${action}: nothing to build.`);
  if (pull.state === 'closed') return ignoredDelivery('The pull request is closed.');
  return pullRequestEvent(pull, action, senderOf(payload));
}

/** Also for pull requests that were found by polling. */
export function pullRequestEvent(
  pull: z.infer<typeof pullRequestSchema>,
  action: string,
  sender: string | null,
): Extract<DeliverySaid, { readonly kind: 'pull_request' }> {
  return {
    kind: 'pull_request',
    action,
    pullRequest: toPullRequest(pull),
    ref: `refs/pull/${pull.number}/merge`,
    branch: pull.base.ref ?? '',
    tag: null,
    sha: pull.merge_commit_sha ?? null,
    beforeSha: null,
    commitMessage: null,
    compareUrl: pull.html_url ?? null,
    sender,
  };
}

function readRelease(payload: DeliveryPayload): DeliverySaid {
  const schema = z.object({
    action: z.string(),
    release: z.object({ tag_name: z.string(), html_url: z.string().nullish() }),
  });
  const { action, release } = readPayload(schema, payload);
  if (action !== 'released')
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
    sender: senderOf(payload),
  };
}

const refSchema = z.object({ ref: z.string(), ref_type: z.string() });

function readCreate(payload: DeliveryPayload): DeliverySaid {
  const { ref, ref_type } = readPayload(refSchema, payload);
  if (ref_type !== 'branch')
    return ignoredDelivery(`A ${ref_type} was created; its push is built.`);
  return { kind: 'branch_created', name: ref, sender: senderOf(payload) };
}

function readDelete(payload: DeliveryPayload): DeliverySaid {
  const { ref, ref_type } = readPayload(refSchema, payload);
  const kind = ref_type === 'branch' ? 'branch_deleted' : 'tag_deleted';
  return { kind, name: ref, sender: senderOf(payload) };
}

const REPOSITORY_ACTIONS = [
  'renamed',
  'transferred',
  'privatized',
  'publicized',
  'deleted',
  'archived',
  'edited',
  'created',
] as const;

function readRepository(payload: DeliveryPayload): DeliverySaid {
  const { action } = readPayload(z.object({ action: z.string() }), payload);
  const known = REPOSITORY_ACTIONS.find((one) => one === action);
  return known
    ? { kind: 'repository', action: known }
    : ignoredDelivery(`A repository was ${action}.`);
}

function readMember(payload: DeliveryPayload): DeliverySaid {
  const person = senderSchema.extend({ id: z.number().int().optional() });
  const schema = z.object({ action: z.string(), member: person });
  const { action, member } = readPayload(schema, payload);
  if (action !== 'added' && action !== 'removed' && action !== 'edited')
    return ignoredDelivery(`A member was ${action}.`);
  const hostUserId = member.id === undefined ? null : String(member.id);
  return { kind: 'member', action, login: member.login, hostUserId };
}

const checkSchema = z.object({
  head_sha: z.string(),
  head_branch: z.string().nullish(),
  external_id: z.string().nullish(),
  check_suite: z.object({ head_branch: z.string().nullish() }).nullish(),
});

/** Only a re-run that a person asked for; all other check events tell of what checks did. */
function readCheck(payload: DeliveryPayload, key: 'check_run' | 'check_suite'): DeliverySaid {
  const { action } = readPayload(z.object({ action: z.string() }), payload);
  if (action !== 'rerequested') return ignoredDelivery(`A ${key} was ${action}.`);
  const check = readPayload(checkSchema, payload[key]);
  const number = /^\d{1,9}$/.exec(check.external_id ?? '')?.[0];
  return {
    kind: 'rerequested',
    sha: check.head_sha,
    branch: check.head_branch ?? check.check_suite?.head_branch ?? null,
    buildNumber: number === undefined ? null : Number(number),
    sender: senderOf(payload),
  };
}
