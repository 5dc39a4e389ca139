import {
  deliveryJson,
  InputError,
  NO_REPOSITORY,
  readPayload,
  refEvent,
  z,
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

type Payload = Readonly<Record<string, unknown>>;
/** What an event says, without repository and name. */
type Said = RepoEvent extends infer E
  ? E extends RepoEvent
    ? Omit<E, 'repository' | 'event'>
    : never
  : never;
type Reader = (payload: Payload, repository: RepoIdentity) => Said;

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
  ping: () => ignored('GitHub asked whether this URL works: it does.'),
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
  const nothing = ignored(`${event} events ask for nothing here.`);
  const said = reader && repository ? reader(payload, repository) : nothing;
  return { repository: repository ?? NO_REPOSITORY, event, ...said } as RepoEvent;
}

/** Events of installations and organizations name no repository. */
function identityOf(payload: Payload): RepoIdentity | undefined {
  const { repository } = payload;
  if (repository === undefined || repository === null) return undefined;
  return toIdentity(readPayload(repositorySchema, repository));
}

function ignored(reason: string): Said {
  return { kind: 'ignored', reason };
}

function senderOf(payload: Payload): string | null {
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
const SHA = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

function readPush(payload: Payload, repository: RepoIdentity): Said {
  const { ref, before, after, compare, head_commit } = readPayload(pushSchema, payload);
  const sender = senderOf(payload);
  if (!/^refs\/(heads|tags)\/./.test(ref)) return ignored(`${ref} is neither branch nor tag.`);
  if (!SHA.test(after) || !SHA.test(before)) return ignored('It names no commit.');
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
  return ref.startsWith('refs/tags/') && SHA.test(head ?? '') ? head! : after;
}

/** Others neither add commits nor open anything; a closed one has nothing to merge. */
const BUILT_ACTIONS = new Set(['opened', 'synchronize', 'reopened']);

function readPullRequest(payload: Payload): Said {
  const schema = z.object({ action: z.string(), pull_request: pullRequestSchema });
  const { action, pull_request: pull } = readPayload(schema, payload);
  if (!BUILT_ACTIONS.has(action)) return ignored(`A pull request was ${action}: nothing to build.`);
  if (pull.state === 'closed') return ignored('The pull request is closed.');
  return pullRequestEvent(pull, action, senderOf(payload));
}

/** Also for pull requests that were found by polling. */
export function pullRequestEvent(
  pull: z.infer<typeof pullRequestSchema>,
  action: string,
  sender: string | null,
): Extract<Said, { readonly kind: 'pull_request' }> {
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

function readRelease(payload: Payload): Said {
  const schema = z.object({
    action: z.string(),
    release: z.object({ tag_name: z.string(), html_url: z.string().nullish() }),
  });
  const { action, release } = readPayload(schema, payload);
  if (action !== 'released') return ignored(`A release was ${action}; built is what is released.`);
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

function readCreate(payload: Payload): Said {
  const { ref, ref_type } = readPayload(refSchema, payload);
  if (ref_type !== 'branch') return ignored(`A ${ref_type} was created; its push is built.`);
  return { kind: 'branch_created', name: ref, sender: senderOf(payload) };
}

function readDelete(payload: Payload): Said {
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

function readRepository(payload: Payload): Said {
  const { action } = readPayload(z.object({ action: z.string() }), payload);
  const known = REPOSITORY_ACTIONS.find((one) => one === action);
  return known ? { kind: 'repository', action: known } : ignored(`A repository was ${action}.`);
}

function readMember(payload: Payload): Said {
  const person = senderSchema.extend({ id: z.number().int().optional() });
  const schema = z.object({ action: z.string(), member: person });
  const { action, member } = readPayload(schema, payload);
  if (action !== 'added' && action !== 'removed' && action !== 'edited')
    return ignored(`A member was ${action}.`);
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
function readCheck(payload: Payload, key: 'check_run' | 'check_suite'): Said {
  const { action } = readPayload(z.object({ action: z.string() }), payload);
  if (action !== 'rerequested') return ignored(`A ${key} was ${action}.`);
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
