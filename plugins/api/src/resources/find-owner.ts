/** Owners by their login, with the right that the endpoint takes. Not to be known: 404. */
import { NotAllowedError, type Owner } from '@turnpike/sdk';
import { scopeAllows } from '@turnpike/sdk/store';
import type { Call } from '../endpoint.js';
import { insufficient, notFound } from '../envelope/failures.js';
import { mayKnowOwner } from '../may-know-owner.js';

/** Of several hosts' the query `host` says which. */
export async function findOwnedBy(call: Call): Promise<Owner> {
  const host = call.query.get('host') ?? undefined;
  const owner = await call.api.store.owners.byLogin(call.params['login'] ?? '', host);
  return requireOwner(call, owner);
}

/** Throws NotFoundError where it may not be known, NotAllowedError where one administers nothing of it as a whole. */
export async function requireOwner(call: Call, owner: Owner | undefined): Promise<Owner> {
  const { access, api } = call;
  const level = owner && (await ownLevel(call, owner));
  if (!owner || !(level || (await mayKnowOwner(owner, access, api.store)))) throw notFound('owner');
  if (level !== 'admin' && !access.root) throw mayNot(call, owner);
  if (!scopeAllows(access.principal, 'admin')) throw insufficient('token', 'admin');
  return owner;
}

/** All that it has, with the token that asks. */
export async function administers(call: Call, owner: Owner): Promise<boolean> {
  if (!scopeAllows(call.access.principal, 'admin')) return false;
  return call.access.root || (await ownLevel(call, owner)) === 'admin';
}

function ownLevel({ access, api }: Call, owner: Owner) {
  const { userId } = access;
  return userId === null ? undefined : api.store.users.ownerPermission(userId, owner.id);
}

function mayNot({ access: { principal } }: Call, { login }: Owner): NotAllowedError {
  if (principal.kind === 'user' && principal.admin) return insufficient('token', 'admin');
  return new NotAllowedError(
    'TURNPIKE_ACCESS_DENIED',
    `This takes the right "admin" on all that ${login} has.`,
    {
      envelope: { resource_type: 'owner', permission: 'admin' },
      wayOut: 'Ask an administrator of the platform for the right.',
    },
  );
}
