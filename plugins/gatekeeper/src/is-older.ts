import type { PushedBuild, Store } from '@turnpike/sdk/store';
import type { Pushed } from './place-push.js';

/**
 * Was a push made before the one that is built as `top`, of which neither is what the ref leads to now? By
 * ancestry; after forced pushes by which of the two the ref's present commit goes back to, then by what the
 * deliveries say came before; where nothing tells, what comes later counts as newer.
 */
export async function isOlder(
  store: Pick<Store, 'requests'>,
  pushed: Pushed,
  top: PushedBuild,
  head: string | null | undefined,
): Promise<boolean> {
  const { request, sha } = pushed;
  const within = ancestry(pushed);
  if (await within(sha, top.sha)) return true;
  if (await within(top.sha, sha)) return false;
  if (head) {
    const [mine, other] = [await within(sha, head), await within(top.sha, head)];
    if (mine !== undefined && other !== undefined && mine !== other) return other;
  }
  if (request.beforeSha === top.sha) return false;
  return (await store.requests.get(top.requestId))?.beforeSha === sha;
}

function ancestry({ provider, access }: Pushed) {
  return async (sha: string, of: string): Promise<boolean | undefined> =>
    provider.isAncestor?.(access, sha, of);
}
