/** A token of an identity that its host takes now. Tokens that end are renewed by one process at a time. */
import { setTimeout as delay } from 'node:timers/promises';
import {
  ExternalHostError,
  NotAllowedError,
  type Clock,
  type Identity,
  type SecretBox,
  type Store,
  type VcsProvider,
} from '@turnpike/core/contracts';

/** What a token is got by. @experimental */
export interface TokenPorts {
  /** Where identities are. */
  readonly store: Pick<Store, 'identities' | 'exclusively'>;
  /** Opens and seals them. */
  readonly secrets: Pick<SecretBox, 'seal' | 'open'>;
  /** Of the identity's host. */
  readonly provider: Pick<VcsProvider, 'renewToken'>;
  /** For when a token ends. */
  readonly clock: Pick<Clock, 'now'>;
}

/** One that ends sooner is renewed before it is used. */
const LEFT_MS = 5 * 60_000;
const LOOK_MS = 100;
const LOOKS = 300;

/**
 * Answers the token, renewed where it ends within 5 minutes or is the one that the host has `refused`; undefined: there
 * is none any more, and the identity is marked so: its user has to sign in again. Whoever renews holds a lock of the
 * database, because many hosts give a pair of tokens once: all others wait and take what it stored. Throws
 * ExternalHostError where the host cannot be asked.
 * @experimental
 */
export async function liveToken(
  ports: TokenPorts,
  identityId: number,
  refused?: string,
): Promise<string | undefined> {
  for (let looks = 0; looks < LOOKS; looks++) {
    const known = await usable(ports, identityId, refused);
    if (known.token !== undefined || !known.mayRenew) return known.token;
    const done = await ports.store.exclusively(`identity-token-${identityId}`, async () => {
      // Another process may have been quicker.
      const now = await usable(ports, identityId, refused);
      return { token: now.mayRenew ? await renew(ports, identityId) : now.token };
    });
    if (done) return done.token;
    await delay(LOOK_MS);
  }
  throw new ExternalHostError(
    'TURNPIKE_HOST_UNAVAILABLE',
    'A token is being renewed by another process, which takes too long.',
  );
}

interface Usable {
  readonly token: string | undefined;
  /** There is something to get a new one with, and need for it. */
  readonly mayRenew: boolean;
}

async function usable(
  { store, secrets, provider, clock }: TokenPorts,
  id: number,
  refused: string | undefined,
): Promise<Usable> {
  const [identity, sealed] = [await store.identities.get(id), await store.identities.tokens(id)];
  if (!identity || !sealed?.token || identity.revokedAt !== null)
    return { token: undefined, mayRenew: false };
  const token = secrets.open(sealed.token);
  const leftMs = (identity.expiresAt ?? Infinity) - clock.now();
  if (leftMs > LEFT_MS && token !== refused) return { token, mayRenew: false };
  if (sealed.refresh !== null && provider.renewToken) return { token: undefined, mayRenew: true };
  if (leftMs > 0 && token !== refused) return { token, mayRenew: false };
  await store.identities.revoke(id);
  return { token: undefined, mayRenew: false };
}

async function renew(ports: TokenPorts, id: number): Promise<string | undefined> {
  const { store, secrets, provider } = ports;
  const sealed = await store.identities.tokens(id);
  const identity = await store.identities.get(id);
  if (!identity || !sealed?.refresh || !provider.renewToken) return undefined;
  try {
    const grant = await provider.renewToken(secrets.open(sealed.refresh));
    const refresh = grant.refresh === null ? sealed.refresh : secrets.seal(grant.refresh);
    const { scopes }: Pick<Identity, 'scopes'> = identity;
    const { expiresAt } = grant;
    // Stored before it is used: the old pair may be void by now.
    await store.identities.setTokens(id, {
      ...{ token: secrets.seal(grant.token), refresh, scopes, expiresAt },
    });
    return grant.token;
  } catch (error) {
    if (!(error instanceof NotAllowedError)) throw error;
    await store.identities.revoke(id);
    return undefined;
  }
}
