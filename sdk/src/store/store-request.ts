import type {
  BuildRequest,
  NewRequest,
  RepoEvent,
  Repository,
  StoreTransaction,
} from '@turnpike/core/contracts';

/** Kinds of event that ask for a build. @experimental */
export type BuildEventKind = 'push' | 'pull_request' | 'release';
/** An event that asks for a build. @experimental */
export type BuildRepoEvent = Extract<RepoEvent, { readonly kind: BuildEventKind }>;

/** Does it ask for a build? @experimental */
export function asksForBuild(event: RepoEvent): event is BuildRepoEvent {
  return event.kind === 'push' || event.kind === 'pull_request' || event.kind === 'release';
}

/**
 * The request that an event asks for, or `undefined` where it is one already: the same push, delivered
 * and found by a poll, is one request. What comes late or in another order is told apart by gatekeeper,
 * which can ask for the history (decision 035). Unlike the push alone, the guid also names the ref's request
 * before it, so pushing back and forth between two commits builds each time. Only inside the
 * transaction that stores it.
 * @experimental
 */
export async function planRequest(
  tx: Pick<StoreTransaction, 'requests'>,
  repository: Repository,
  event: BuildRepoEvent,
): Promise<NewRequest | undefined> {
  const { ref, kind } = event;
  const latest = await tx.requests.latestOf(repository.id, { ref, eventType: kind });
  if (latest && isRepeated(event, latest) && !wasOff(repository, latest)) return undefined;
  const guid = [kind, key(event), ref, headOf(event), latest?.id ?? 0].join(' ');
  return { ...requestOf(repository, event), guid };
}

/** Stores the request that an event asks for, and announces it; `undefined`: it is there. @experimental */
export async function storeRequest(
  tx: StoreTransaction,
  repository: Repository,
  event: BuildRepoEvent,
): Promise<BuildRequest | undefined> {
  const planned = await planRequest(tx, repository, event);
  return planned && storeNewRequest(tx, planned);
}

/** Inserts and announces a request. `undefined`: one with its guid is there. @experimental */
export async function storeNewRequest(
  tx: StoreTransaction,
  request: NewRequest,
): Promise<BuildRequest | undefined> {
  const stored = await tx.requests.insert(request);
  if (stored)
    tx.emit('request:received', { repositoryId: stored.repositoryId, requestId: stored.id });
  return stored;
}

/** The request that an event asks for, without a guid. @experimental */
export function requestOf(repository: Repository, event: BuildRepoEvent): NewRequest {
  return {
    repositoryId: repository.id,
    ownerId: repository.ownerId,
    eventType: event.kind,
    ref: event.ref,
    branch: event.branch,
    tag: event.tag,
    sha: event.sha,
    beforeSha: event.beforeSha,
    commitMessage: event.commitMessage,
    compareUrl: event.compareUrl,
    pullRequest: event.kind === 'pull_request' ? event.pullRequest : null,
    sender: event.sender,
  };
}

function isRepeated(event: BuildRepoEvent, latest: BuildRequest): boolean {
  if (event.kind === 'pull_request')
    return !event.action.startsWith('re') && latest.pullRequest?.headSha === headOf(event);
  return event.sha !== null && latest.sha === event.sha && !isOvertaken(latest);
}

/** A delivery of a webhook that was just made may come before the repository is switched on: the next word of it counts. */
function wasOff({ active }: Repository, { rule }: BuildRequest): boolean {
  return active && rule === 'repository-inactive';
}

/** Found to be older than what was built, or a repeat: whether its commit is pushed anew only history can tell. */
function isOvertaken({ rule }: BuildRequest): boolean {
  return rule === 'told-late' || rule === 'repeated-push';
}

function headOf(event: BuildRepoEvent): string {
  return event.kind === 'pull_request' ? event.pullRequest.headSha : (event.sha ?? '');
}

/** Opening and its first look are one thing; reopening is another. */
function key(event: BuildRepoEvent): string {
  return event.kind === 'pull_request' && event.action === 'reopened' ? 'reopened' : 'new';
}
