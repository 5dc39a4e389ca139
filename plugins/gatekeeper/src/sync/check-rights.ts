import { openHostAccess, type RightCheck } from '@turnpike/sdk/store';
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
  const access = await openHostAccess(ctx.deps, repository);
  const { hostUserId, login } = identity;
  const level = await provider.permission(access, { hostUserId, login });
  const isNew = await store.syncs.checked(identityId, repositoryId, level);
  if (isNew) await store.emit('repository:changed', { repositoryId });
}

/** What is known stands, and is asked for no more. */
async function keep(
  { deps: { store } }: Context,
  { identityId, repositoryId }: RightCheck,
): Promise<void> {
  const known = (await store.syncs.rights(identityId)).get(repositoryId);
  await store.syncs.checked(identityId, repositoryId, known ?? null);
}
