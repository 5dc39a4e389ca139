/** Who asks, as the host of a repository knows them. */
import {
  NotAllowedError,
  type Identity,
  type RepoAccess,
  type Repository,
  type VcsProvider,
} from '@turnpike/sdk';
import { liveToken, openHostAccess } from '@turnpike/sdk/store';
import type { Call } from '../endpoint.js';

export interface PersonAt {
  readonly identity: Identity;
  readonly token: string;
}

/** undefined: who asks is not known there. Throws NotAllowedError where the sign-in has ended. */
export async function personAt(call: Call, provider: VcsProvider): Promise<PersonAt | undefined> {
  const { store, secrets, clock } = call.api;
  const { principal } = call.access;
  if (principal.kind !== 'user') return undefined;
  const user = await store.users.byLogin(principal.login);
  const identities = user ? await store.identities.ofUser(user.id) : [];
  const identity = identities.find((one) => one.host === provider.id);
  if (!identity) return undefined;
  const token = await liveToken({ store, secrets, provider, clock }, identity.id);
  if (token !== undefined) return { identity, token };
  throw new NotAllowedError(
    'TURNPIKE_AUTH_INVALID',
    `Your sign-in at ${provider.id} has ended: it cannot be asked what you may do there.`,
    { wayOut: `Sign in again at ${provider.id}.` },
  );
}

/** For looking at a host as who asks may; undefined token: as the platform itself. Throws NotAllowedError. */
export async function accessAs(
  call: Call,
  repository: Repository,
  person: PersonAt | undefined,
): Promise<RepoAccess> {
  if (!person) return openHostAccess(call.api, repository);
  return { repository, credential: { kind: 'token', token: person.token } };
}

/** Asked now: what was known may be old. Throws NotAllowedError. */
export async function requireAdminThere(
  provider: VcsProvider,
  access: RepoAccess,
  { hostUserId, login }: Identity,
): Promise<void> {
  if (!provider.permission) return;
  if ((await provider.permission(access, { hostUserId, login })) === 'admin') return;
  throw new NotAllowedError(
    'TURNPIKE_ACCESS_DENIED',
    `${login} may not administer ${access.repository.slug} at ${provider.describe}.`,
    { wayOut: 'Have somebody switch it on who may administer it there.' },
  );
}
