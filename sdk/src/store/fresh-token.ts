import {
  isTurnpikeError,
  type Identity,
  type LoginMethod,
  type SecretBox,
  type Store,
} from '@turnpike/core/contracts';

/** So much before its end a token is renewed: what begins with it should end with it. */
const EARLY_MS = 60_000;
const WAIT_MS = 100;
const MOST_WAITS = 300;

/** What `freshToken` works with. @experimental */
export interface FreshTokenPorts {
  /** The shared tables. */
  readonly store: Pick<Store, 'identities' | 'exclusively' | 'now'>;
  /** Opens and seals tokens. */
  readonly secrets: Pick<SecretBox, 'open' | 'seal'>;
}

/**
 * The token of an identity, renewed where it is about to end. Renewal tokens are good once with many hosts: of all that
 * ask at once, in whatever process, one renews, and the others get what it got. undefined: the host gives none any more,
 * and the identity is marked as revoked: its owner has to sign in again.
 *
 * Throws ExternalHostError where the host cannot be asked. An answer that was lost on the way ends in `undefined` at the
 * next call, for the renewal token was used.
 * @experimental
 */
export async function freshToken(
  ports: FreshTokenPorts,
  method: Pick<LoginMethod, 'refresh'>,
  id: number,
): Promise<string | undefined> {
  for (let waits = 0; ; waits += 1) {
    const known = await read(ports, id);
    if (known !== 'due') return known;
    const name = `identity.${id}.token`;
    const done = await ports.store.exclusively(name, async () => renew(ports, method, id));
    if (done === undefined && waits < MOST_WAITS) await pause(WAIT_MS);
    else return read(ports, id).then((token) => (token === 'due' ? undefined : token));
  }
}

async function read({ store, secrets }: FreshTokenPorts, id: number) {
  const [identity, sealed] = [await store.identities.get(id), await store.identities.tokens(id)];
  if (!identity || identity.revokedAt !== null || !sealed?.token) return undefined;
  if (isDue(identity, await store.now())) return sealed.refresh === null ? undefined : 'due';
  return secrets.open(sealed.token);
}

function isDue({ expiresAt }: Identity, now: number): boolean {
  return expiresAt !== null && Number(expiresAt) - EARLY_MS <= now;
}

/** Looks again, under the lock: another may have renewed it since. */
async function renew(
  ports: FreshTokenPorts,
  { refresh }: Pick<LoginMethod, 'refresh'>,
  id: number,
): Promise<true> {
  const { store, secrets } = ports;
  if ((await read(ports, id)) !== 'due') return true;
  const sealed = await store.identities.tokens(id);
  try {
    const next = await refresh?.(secrets.open(sealed?.refresh ?? ''));
    if (!next) return true;
    await store.identities.setTokens(id, {
      token: secrets.seal(next.accessToken),
      refresh: next.refreshToken === null ? null : secrets.seal(next.refreshToken),
      scopes: next.scopes,
      expiresAt: next.expiresAt,
    });
  } catch (error) {
    if (!isTurnpikeError(error) || error.code !== 'TURNPIKE_ACCESS_DENIED') throw error;
    // The application is not accepted: nobody's own grant has ended by that.
    if (error.details['errorType'] === 'misconfigured') throw error;
    await store.identities.revoke(id);
  }
  return true;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
