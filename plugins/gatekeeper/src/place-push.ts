import {
  isTurnpikeError,
  type BuildRequest,
  type RepoAccess,
  type VcsProvider,
} from '@turnpike/sdk';
import type { PushedBuild, Store } from '@turnpike/sdk/store';
import { headOf } from './head-of.js';
import { isOlder } from './is-older.js';

/** So many builds of a branch are looked through for the commit of a push. */
const LOOKED_AT = 50;

/**
 * Where a push stands in the history of its branch or tag. `newest`: nothing that was built is newer. `late`: it
 * was told after a newer one, whose build is `by`. `repeated`: it is built already, as `by`.
 */
export type Place =
  { readonly kind: 'newest' } | { readonly kind: 'late' | 'repeated'; readonly by: PushedBuild };
const NEWEST: Place = { kind: 'newest' };

export interface Pushed {
  readonly provider: VcsProvider;
  readonly access: RepoAccess;
  readonly request: BuildRequest;
  /** The commit that it leads to, as the host has it. */
  readonly sha: string;
}

/**
 * History decides, not arrival (decision 035): deliveries come late, twice, in another order, and polls see what
 * hooks tell as well. What the ref leads to now is always the newest; anything else is judged by ancestry.
 * Throws ExternalHostError while the host cannot be asked.
 */
export async function placePush(
  store: Pick<Store, 'builds' | 'requests'>,
  pushed: Pushed,
): Promise<Place> {
  const { request, sha } = pushed;
  if (request.eventType !== 'push') return NEWEST;
  const built = await store.builds.pushed(request.repositoryId, request, LOOKED_AT);
  const top = built.find(({ newerBuildId }) => newerBuildId === null);
  if (!top) return NEWEST;
  const head = await askedHead(pushed);
  const before = built.find((one) => one.sha === sha);
  if (before && isToldByHost(request) && (before === top || head !== sha))
    return { kind: 'repeated', by: before };
  if (head === sha || top.sha === sha) return NEWEST;
  if (head === top.sha || (await isOlder(store, pushed, top, head)))
    return { kind: 'late', by: top };
  return NEWEST;
}

/** Else a person had a stored delivery taken once more: it is built although it was built. */
function isToldByHost({ guid }: BuildRequest): boolean {
  return typeof guid === 'string' && !guid.startsWith('redelivery ');
}

/** `undefined`: the host refuses to say, which does not pass. */
async function askedHead({
  provider,
  access,
  request,
}: Pushed): Promise<string | null | undefined> {
  try {
    return await headOf(provider, access, request.ref);
  } catch (error) {
    if (isTurnpikeError(error) && !error.retryable) return undefined;
    throw error;
  }
}
