import type { Principal } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

/** Somebody who was let in before, as they are now; undefined: they may not come in. For reading alone. */
export async function readerNow(
  { users }: Pick<Store, 'users'>,
  id: number,
): Promise<Principal | undefined> {
  const user = await users.get(id);
  if (!user || user.suspendedAt !== null) return undefined;
  const { login, admin } = user;
  return { kind: 'user', userId: id, login, admin, via: 'session', scopes: ['read'] };
}
