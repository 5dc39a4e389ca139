import type { Owner } from '@turnpike/sdk';
import type { Access, Store } from '@turnpike/sdk/store';

/** An owner is known by what one may read of it, or for being oneself. */
export async function mayKnowOwner(
  { login }: Owner,
  { principal, readableBy }: Access,
  store: Pick<Store, 'repositories'>,
): Promise<boolean> {
  if (readableBy === undefined) return true;
  if (principal.kind === 'user' && principal.login.toLowerCase() === login.toLowerCase())
    return true;
  const filter = { ownerLogin: login, readableBy };
  return (await store.repositories.list(filter, { limit: 1 })).total > 0;
}
