/** Who asks, as the host of a repository knows them. */
import {
  NotAllowedError,
  type Identity,
  type RepoAccess,
  type Repository,
  type VcsProvider,
} from '@turnpike/sdk';
import { openHostAccess } from '@turnpike/sdk/store';
import type { Call } from '../endpoint.js';

export interface PersonAt {
  readonly identity: Identity;
  readonly token: string;
}

/** undefined: who asks is not known there. Throws NotAllowedError where the sign-in has ended. */
export async function personAt(call: Call, host: string): Promise<PersonAt | undefined> {
  const { api, access } = call;
  if (access.principal.kind !== 'user') return undefined;
  const user = await api.store.users.byLogin(access.principal.login);
  const identities = user ? await api.store.identities.ofUser(user.id) : [];
  const identity = identities.find((one) => one.host === host);
  if (!identity) return undefined;
  const sealed = await api.store.identities.tokens(identity.id);
  const isOver = (identity.expiresAt ?? Infinity) <= api.clock.now();
  if (!sealed?.token || identity.revokedAt !== null || isOver)
    throw new NotAllowedError(
      'TURNPIKE_AUTH_INVALID',
      `Your sign-in at ${host} has ended: it cannot be asked what you may do there.`,
      { wayOut: `Sign in again at ${host}.` },
    );
  return { identity, token: api.secrets.open(sealed.token) };
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
