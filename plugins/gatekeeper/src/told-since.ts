import type { BuildRequest, Told } from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';

/** So many of a repository's newest requests are looked through for what was told of its refs. */
const LOOKED_AT = 100;
/** Found to be no news: what they name is not where the ref was thought to lead. */
const NO_NEWS: readonly (string | null)[] = ['told-late', 'repeated-push', 'older-head'];

/** `upTo`: the newest request that was looked at, to be given back at the next look; absent while some are open. */
export interface ToldSince {
  readonly told?: Told;
  readonly upTo?: number;
}

/**
 * What hooks told of a repository's refs since a look (`since`: its `upTo`). A poll that knows it finds a push back to
 * the commit of its own last look, whose delivery was lost. What is not judged yet is left to the next look.
 */
export async function toldSince(
  store: Pick<Store, 'requests' | 'commits'>,
  repositoryId: number,
  since: number | undefined,
): Promise<ToldSince> {
  const newest = (await store.requests.list(repositoryId, { limit: 1 })).rows[0]?.id ?? 0;
  if (newest === since) return { upTo: newest };
  const { rows } = await store.requests.list(repositoryId, { limit: LOOKED_AT });
  const fresh = rows.filter(({ id }) => since === undefined || id > since);
  const [pushes, pulls] = [latest(fresh, 'push'), latest(fresh, 'pull_request')];
  const ids = [...pushes.values()].map(({ commitId }) => commitId ?? 0);
  const commits = await store.commits.many(ids);
  const sha = ({ commitId, sha: said }: BuildRequest) => commits.get(commitId ?? 0)?.sha ?? said;
  const told = {
    refs: pick(pushes, (one) => [one.ref, sha(one)]),
    pulls: pick(pulls, ({ pullRequest }) => [pullRequest?.number, pullRequest?.headSha]),
  };
  return fresh.every(isJudged) ? { told, upTo: newest } : { told };
}

/** The newest request of each ref that was news, newest first in `rows`; none of a ref of which one is open. */
function latest(
  rows: readonly BuildRequest[],
  eventType: BuildRequest['eventType'],
): ReadonlyMap<string, BuildRequest> {
  const mine = rows.filter((row) => row.eventType === eventType);
  const open = new Set(mine.filter((row) => !isJudged(row)).map(({ ref }) => ref));
  const news = mine.filter(({ ref, rule }) => !open.has(ref) && !NO_NEWS.includes(rule));
  return new Map(news.toReversed().map((row) => [row.ref, row]));
}

function isJudged({ state }: BuildRequest): boolean {
  return state === 'finished';
}

function pick(
  requests: ReadonlyMap<string, BuildRequest>,
  of: (one: BuildRequest) => readonly [string | number | undefined, string | null | undefined],
): Readonly<Record<string, string>> {
  const pairs = [...requests.values()].map(of);
  return Object.fromEntries(pairs.filter(([key, value]) => key !== undefined && value));
}
