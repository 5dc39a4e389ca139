import type { AccessLevel, Identity, RepoAccess, Repository, VcsProvider } from '@turnpike/sdk';
import { liveToken, openHostAccess, type RightCheck } from '@turnpike/sdk/store';
import type { Context } from '../context.js';
import { inFlight } from './in-flight.js';

const LEASE_SECONDS = 30;
/** Of all, and of those one host is asked for: what is beyond waits, or is asked for when it is used again. */
const [AT_ONCE, OF_A_HOST] = [50, 10];

const checksOf = inFlight();
const ofHosts = new WeakMap<AbortSignal, Map<string, number>>();

/**
 * Rights that an event has put in question, or that are in use where no event would tell, are asked for at the host:
 * the event itself gives and takes nothing.
 */
export async function checkRights(ctx: Context): Promise<void> {
  const here = checksOf(ctx);
  const room = AT_ONCE - here.size;
  if (room <= 0 || ctx.signal.aborted) return;
  const { syncs } = ctx.deps.store;
  for (const check of await syncs.claimChecks(LEASE_SECONDS, room)) {
    here.add(checkSafely(ctx, check));
  }
}

/** They end by themselves: each is a call or two. */
export const checksEnded = (ctx: Context): Promise<void> => checksOf(ctx).ended();

/** One that an event has told of, and that could not be asked for, is due again soon; what is known stays until then. */
async function checkSafely(ctx: Context, check: RightCheck): Promise<void> {
  try {
    await checkOne(ctx, check);
  } catch (error) {
    ctx.log.warn({ ...check, error: String(error) }, 'a right cannot be asked for');
    if (check.inUse) await keep(ctx, check).catch(() => undefined);
  }
}

async function checkOne(ctx: Context, check: RightCheck): Promise<void> {
  const { store, providers } = ctx.deps;
  const { identityId, repositoryId, inUse } = check;
  const identity = await store.identities.get(identityId);
  const repository = await store.repositories.get(repositoryId);
  if (!identity || !repository || identity.host !== repository.vcsProvider) return;
  const provider = providers.find(({ id }) => id === identity.host);
  if (inUse && provider?.tellsRights) return keep(ctx, check);
  if (!provider || !canBeAsked(provider)) {
    // All of it is asked for, and what is known stays until then.
    if (!inUse) await store.syncs.ask(identityId);
    return keep(ctx, check);
  }
  const level = await withRoomAt(ctx, provider.id, () =>
    levelNow(ctx, { provider, identity, repository, inUse }),
  );
  if (level === 'full' && !inUse) return store.syncs.check(identityId, repositoryId);
  if (level === 'full' || level === 'nobody to ask') return keep(ctx, check);
  const isNew = await store.syncs.checked(identityId, repositoryId, level);
  if (isNew) await store.emit('repository:changed', { repositoryId });
}

const canBeAsked = (provider: VcsProvider): provider is Question['provider'] =>
  provider.permission !== undefined;

/** Asks unless so many are asked for there already. */
async function withRoomAt<T>(
  { signal }: Context,
  host: string,
  ask: () => Promise<T>,
): Promise<T | 'full'> {
  const counts = ofHosts.get(signal) ?? new Map<string, number>();
  ofHosts.set(signal, counts);
  const count = counts.get(host) ?? 0;
  if (count >= OF_A_HOST) return 'full';
  counts.set(host, count + 1);
  return ask().finally(() => counts.set(host, (counts.get(host) ?? 1) - 1));
}

/** A host that does not know who asks shows nothing: that says nothing of anybody's right. */
async function levelNow(
  ctx: Context,
  question: Question,
): Promise<AccessLevel | null | 'nobody to ask'> {
  const access = await accessFor(ctx, question);
  if (access) {
    const { hostUserId, login } = question.identity;
    return question.provider.permission(access, { hostUserId, login });
  }
  if (!question.inUse) await ctx.deps.store.syncs.ask(question.identity.id);
  return 'nobody to ask';
}

interface Question {
  readonly provider: VcsProvider & Required<Pick<VcsProvider, 'permission'>>;
  readonly identity: Identity;
  readonly repository: Repository;
  readonly inUse: boolean;
}

/**
 * Whoever uses a right can be asked for it with their own token, which sees what they see; an event tells of people who
 * may see nothing yet, of whom the repository's own credential knows. undefined: there is neither.
 */
async function accessFor(ctx: Context, question: Question): Promise<RepoAccess | undefined> {
  const { provider, identity, repository, inUse } = question;
  const known = await openHostAccess(ctx.deps, repository);
  if (known.credential !== null && !inUse) return known;
  const { store, secrets } = ctx.deps;
  const token = await liveToken({ store, secrets, provider, clock: ctx.clock }, identity.id);
  if (token !== undefined) return { repository, credential: { kind: 'token', token } };
  return known.credential === null ? undefined : known;
}

/** What is known stands, and is asked for no more. */
async function keep(
  { deps: { store } }: Context,
  { identityId, repositoryId }: RightCheck,
): Promise<void> {
  await store.syncs.checked(identityId, repositoryId, undefined);
}
