import type { Identity, RepoAccess, Repository, VcsProvider } from '@turnpike/sdk';
import { liveToken, openHostAccess, type RightCheck } from '@turnpike/sdk/store';
import type { Context } from '../context.js';

const LEASE_SECONDS = 30;
const AT_ONCE = 20;

/**
 * Rights that an event has put in question, or that are in use where no event would tell, are asked for at the host:
 * the event itself gives and takes nothing.
 */
export async function checkRights(ctx: Context): Promise<void> {
  const { store } = ctx.deps;
  for (const check of await store.syncs.claimChecks(LEASE_SECONDS, AT_ONCE)) {
    try {
      await checkOne(ctx, check);
    } catch (error) {
      ctx.log.warn({ ...check, error: String(error) }, 'a right cannot be asked for');
      // One that an event has told of is due again soon; what is known stays until then.
      if (check.inUse) await keep(ctx, check);
    }
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
  if (!provider?.permission) {
    // All of it is asked for, and what is known stays until then.
    if (!inUse) await store.syncs.ask(identityId);
    return keep(ctx, check);
  }
  const access = await accessFor(ctx, { provider, identity, repository, inUse });
  // A host that does not know who asks shows nothing: that says nothing of anybody's right.
  if (!access) {
    await store.syncs.ask(identityId);
    return keep(ctx, check);
  }
  const { hostUserId, login } = identity;
  const level = await provider.permission(access, { hostUserId, login });
  const isNew = await store.syncs.checked(identityId, repositoryId, level);
  if (isNew) await store.emit('repository:changed', { repositoryId });
}

interface Question {
  readonly provider: VcsProvider;
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
  const known = (await store.syncs.rights(identityId)).get(repositoryId);
  await store.syncs.checked(identityId, repositoryId, known ?? null);
}
