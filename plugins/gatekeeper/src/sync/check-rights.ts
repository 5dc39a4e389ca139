import { openHostAccess } from '@turnpike/sdk/store';
import type { Context } from '../context.js';

const LEASE_SECONDS = 30;
const AT_ONCE = 20;

/** Rights that an event has put in question are asked for at the host: the event itself gives and takes nothing. */
export async function checkRights(ctx: Context): Promise<void> {
  const { store } = ctx.deps;
  for (const { identityId, repositoryId } of await store.syncs.claimChecks(LEASE_SECONDS, AT_ONCE))
    try {
      await checkOne(ctx, identityId, repositoryId);
    } catch (error) {
      // It is due again soon; what is known stays until then.
      ctx.log.warn(
        { identityId, repositoryId, error: String(error) },
        'a right cannot be asked for',
      );
    }
}

async function checkOne(ctx: Context, identityId: number, repositoryId: number): Promise<void> {
  const { store, providers } = ctx.deps;
  const identity = await store.identities.get(identityId);
  const repository = await store.repositories.get(repositoryId);
  if (!identity || !repository || identity.host !== repository.vcsProvider) return;
  const provider = providers.find(({ id }) => id === identity.host);
  if (!provider?.permission) {
    // All of it is asked for, and what is known stays until then.
    const known = (await store.syncs.rights(identityId)).get(repositoryId);
    await store.syncs.ask(identityId);
    return store.syncs.checked(identityId, repositoryId, known ?? null);
  }
  const access = await openHostAccess(ctx.deps, repository);
  const { hostUserId, login } = identity;
  const level = await provider.permission(access, { hostUserId, login });
  await store.syncs.checked(identityId, repositoryId, level);
  await store.emit('repository:changed', { repositoryId });
}
