import {
  isTurnpikeError,
  NotAllowedError,
  slugParts,
  type Identity,
  type Sync,
} from '@turnpike/sdk';
import type { VcsProvider } from '@turnpike/sdk';
import { liveToken, type SyncOutcome } from '@turnpike/sdk/store';
import type { Context } from '../context.js';
import { applyListing, type Applied } from './apply-listing.js';
import { listRepositories, type Listing } from './list-repositories.js';

export const LEASE_SECONDS = 60;
const DAY_MS = 86_400_000;
/** Before what could not be asked, or is doubted, is asked again; doubled with each failure. */
const RETRY_SECONDS = 300;
const LONGEST_SECONDS = 6 * 3600;

/** One sync to its end. Its fault is part of its record, and never anybody else's. */
export async function runSync(ctx: Context, sync: Sync): Promise<void> {
  const outcome = await outcomeOf(ctx, sync).catch((error: unknown) => failed(ctx, sync, error));
  if (!outcome || !(await ctx.deps.store.syncs.finish(sync, outcome))) return;
  const { identityId } = sync;
  if (outcome.state === 'done' || outcome.state === 'partial')
    await ctx.deps.store.identities.synced(identityId);
  const { state, repositories } = outcome;
  ctx.log.info({ identityId, number: sync.number, state, repositories }, 'rights were synced');
}

const NOTHING = { repositories: 0, owners: 0, withheld: [], message: null, wayOut: null } as const;

/** undefined: a later one has begun. */
async function outcomeOf(ctx: Context, sync: Sync): Promise<SyncOutcome | undefined> {
  const identity = await ctx.deps.store.identities.get(sync.identityId);
  const provider = ctx.deps.providers.find(({ id }) => id === identity?.host);
  if (!identity) return undefined;
  if (!provider?.repositories) return unable(identity);
  const asked = await withToken(ctx, identity, provider, (token) =>
    lookUp(ctx, sync, identity, provider, token),
  );
  if (asked === 'signed-out') return signedOut(ctx, identity);
  if (!asked) return undefined;
  const { doubtedAt } = sync;
  const isBelieved = doubtedAt !== null && ctx.clock.now() - doubtedAt > maxAgeMs(ctx);
  const { store } = ctx.deps;
  const applied = await applyListing({ store, sync, identity, isBelieved }, asked);
  return applied === 'overtaken' ? undefined : told(ctx, asked, applied);
}

/** A token that is refused is renewed once; then the identity is signed out. */
async function withToken<T>(
  ctx: Context,
  { id }: Identity,
  provider: VcsProvider,
  work: (token: string) => Promise<T>,
): Promise<T | 'signed-out'> {
  const { store, secrets } = ctx.deps;
  const ports = { store, secrets, provider, clock: ctx.clock };
  let refused: string | undefined;
  for (;;) {
    const token = await liveToken(ports, id, refused);
    if (token === undefined) return 'signed-out';
    try {
      return await work(token);
    } catch (error) {
      if (!(error instanceof NotAllowedError)) throw error;
      if (refused !== undefined) {
        await store.identities.revoke(id);
        return 'signed-out';
      }
      refused = token;
    }
  }
}

/** Whose token it is comes first: one of somebody else would give their rights. */
async function lookUp(
  ctx: Context,
  sync: Sync,
  identity: Identity,
  provider: VcsProvider,
  token: string,
): Promise<Listing | undefined> {
  const me = await provider.whoAmI?.(token);
  if (me && me.hostUserId !== identity.hostUserId)
    throw new NotAllowedError('TURNPIKE_HOST_REFUSED', 'The token is of another account.');
  if (me && me.login !== identity.login)
    await ctx.deps.store.identities.update(identity.id, { login: me.login });
  const account = { hostUserId: identity.hostUserId, login: me?.login ?? identity.login };
  const credential = { kind: 'token', token } as const;
  const listing = await listRepositories(provider, { account, credential }, (seen) =>
    ctx.signal.aborted
      ? Promise.resolve(false)
      : ctx.deps.store.syncs.progress(sync, seen, LEASE_SECONDS),
  );
  const lost = lostScopes(identity, me?.scopes ?? null);
  return listing && { ...listing, complete: listing.complete && lost.length === 0 };
}

/** A token that may do less than before shows less. */
function lostScopes({ scopes }: Identity, now: readonly string[] | null): readonly string[] {
  return now === null ? [] : scopes.filter((scope) => !now.includes(scope));
}

function told(
  ctx: Context,
  { rows, withheld }: Listing,
  state: Exclude<Applied, 'overtaken'>,
): SyncOutcome {
  const owners = new Set(
    rows.map(({ identity: { slug } }) => slugParts(slug)?.owner.toLowerCase()),
  );
  return {
    ...NOTHING,
    state,
    repositories: rows.length,
    owners: owners.size,
    withheld: withheld.map(({ account, reason, url }) => ({ account, reason, url })),
    ...WORDS[state],
    nextInSeconds: state === 'doubted' ? 3600 : dailySeconds(ctx),
  };
}

const WORDS = {
  done: { message: null, wayOut: null },
  partial: {
    message: 'The host has left something out of its list: what is known of that stays as it was.',
    wayOut: 'Look at what is named there, or sign in with the host again.',
  },
  doubted: {
    message: 'The host lists far fewer repositories than before. Nothing was taken away yet.',
    wayOut: 'Look at the host whether that is right. If it stays so for a day, it is believed.',
  },
} as const;

/** Spread over hours, so that not everybody is asked for at once; never later than rights may be old. */
function dailySeconds({ config }: Context): number {
  return config.sync.everyHours * 3600 * (0.75 + Math.random() * 0.25);
}

const maxAgeMs = ({ config }: Context): number => (config.sync.maxAgeHours / 24) * DAY_MS;

function unable({ host }: Identity): SyncOutcome {
  return {
    ...NOTHING,
    state: 'failed',
    message: `No plugin here asks the host ${host} who may do what.`,
    wayOut: 'Let its plugin run beside the gatekeeper, or list the host in `hosts`.',
    nextInSeconds: LONGEST_SECONDS,
  };
}

/** Somebody who has signed in meanwhile is asked for with the token that came of it. */
async function signedOut(ctx: Context, { id, host }: Identity): Promise<SyncOutcome> {
  const { identities } = ctx.deps.store;
  const [now, held] = [await identities.get(id), await identities.tokens(id)];
  const isBack = now?.revokedAt === null && held?.token !== null;
  return {
    ...NOTHING,
    state: 'signed_out',
    message: `The host ${host} does not take the token any more.`,
    wayOut: 'Sign in with the host again.',
    nextInSeconds: isBack ? 1 : null,
  };
}

/** What is known stays: the host could not be asked. */
async function failed(ctx: Context, sync: Sync, error: unknown): Promise<SyncOutcome> {
  const { identityId, failures } = sync;
  ctx.log.warn({ identityId, failures, error: String(error) }, 'a host cannot be asked for rights');
  const isOurs = isTurnpikeError(error);
  const wait = RETRY_SECONDS * 2 ** Math.min(failures, 10) * (0.75 + Math.random() * 0.5);
  return {
    ...NOTHING,
    state: 'failed',
    message: isOurs ? error.message : 'The host could not be asked.',
    wayOut: isOurs ? (error.details.wayOut ?? null) : null,
    nextInSeconds: Math.min(LONGEST_SECONDS, wait),
  };
}
