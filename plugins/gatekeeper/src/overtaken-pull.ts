import { isTurnpikeError, type Rejection } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import { headOf } from './head-of.js';
import type { Pushed } from './place-push.js';

/**
 * A pull request has one merge commit, that of its newest head: what was told late of an older head cannot be built
 * any more, and must not supersede what was. undefined: it is not older, as far as the host can say.
 */
export async function overtakenPull(
  store: Pick<Store, 'builds'>,
  pushed: Omit<Pushed, 'sha'>,
): Promise<Rejection | undefined> {
  const { repositoryId, pullRequest } = pushed.request;
  if (!pullRequest) return undefined;
  const last = await store.builds.latestOfPull(repositoryId, pullRequest.number);
  const built = last?.pullRequest?.headSha;
  if (!last || !built || built === pullRequest.headSha) return undefined;
  if (!(await isOlderHead(pushed, pullRequest.headSha, built))) return undefined;
  return {
    rule: 'older-head',
    message: `An older head of pull request ${pullRequest.number}, told late: build ${last.number} of ${built.slice(0, 7)} is newer.`,
  };
}

async function isOlderHead(
  { provider, access, request }: Omit<Pushed, 'sha'>,
  mine: string,
  built: string,
): Promise<boolean> {
  try {
    if (await provider.isAncestor?.(access, mine, built)) return true;
    return (await headOf(provider, access, request.ref.replace(/merge$/, 'head'))) === built;
  } catch (error) {
    if (isTurnpikeError(error) && !error.retryable) return false;
    throw error;
  }
}
