import type { Owner } from '@turnpike/sdk';
import { scopeAllows, type Access, type Store } from '@turnpike/sdk/store';
import { mayKnowOwner } from './may-know-owner.js';

export interface OwnerRights {
  readonly read: boolean;
  /** Administrators of the platform, the person that the owner is, and whoever administers all of its repositories. */
  readonly write: boolean;
}

export async function ownerRights(
  owner: Owner,
  access: Access,
  store: Pick<Store, 'repositories' | 'identities'>,
): Promise<OwnerRights> {
  if (access.root) return { read: true, write: true };
  const read = await mayKnowOwner(owner, access, store);
  const mayWrite = read && access.userId !== null && scopeAllows(access.principal, 'admin');
  if (!mayWrite) return { read, write: false };
  const write =
    (await isOwner(access.userId, owner, store)) || (await administersAll(owner, access, store));
  return { read, write };
}

/** By what their host says, not by what they are called here. */
async function isOwner(
  userId: number,
  { host, login }: Owner,
  { identities }: Pick<Store, 'identities'>,
): Promise<boolean> {
  const own = await identities.ofUser(userId);
  return own.some((one) => one.host === host && one.login.toLowerCase() === login.toLowerCase());
}

const PAGE = 100;

async function administersAll(
  { id, login }: Owner,
  access: Access,
  { repositories }: Pick<Store, 'repositories'>,
): Promise<boolean> {
  let some = false;
  for (let offset = 0; ; offset += PAGE) {
    const page = await repositories.list({ ownerLogin: login }, { limit: PAGE, offset });
    // Owners of several hosts may have one name.
    for (const repository of page.rows.filter(({ ownerId }) => ownerId === id)) {
      if (!(await access.rights(repository)).admin) return false;
      some = true;
    }
    if (offset + PAGE >= page.total) return some;
  }
}
