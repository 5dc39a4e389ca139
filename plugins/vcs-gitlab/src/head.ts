import { WHOLE_SHA, z } from '@turnpike/sdk';
import { within, type Place } from './place.js';

const refSchema = z.object({ commit: z.object({ id: z.string() }).nullish() });
const requestSchema = z.object({ sha: z.string().nullish() });
const idSchema = z.object({ id: z.string() });
/** GitLab answers so where it does not know one of two commits. */
const UNKNOWN = [400, 404];

/** The commit that a branch, tag or merge request leads to now; null: there is none. Throws ExternalHostError. */
export async function readHead(place: Place, ref: string): Promise<string | null> {
  const [, kind, name = ''] = /^refs\/(heads|tags|merge-requests)\/(.+)$/.exec(ref) ?? [];
  const at = encodeURIComponent(name);
  if (kind === 'heads' || kind === 'tags') {
    const list = kind === 'heads' ? 'branches' : 'tags';
    const found = await within(place, `/repository/${list}/${at}`, refSchema);
    return found?.commit?.id ?? null;
  }
  const iid = /^(\d+)\/head$/.exec(name)?.[1];
  if (kind !== undefined)
    return iid
      ? ((await within(place, `/merge_requests/${iid}`, requestSchema))?.sha ?? null)
      : null;
  const path = `/repository/commits/${encodeURIComponent(ref)}`;
  return (await within(place, path, idSchema, { stats: false }))?.id ?? null;
}

/** A commit is in the history of another one where both have it as their newest in common. */
export async function isAncestor(
  { api, path }: Place,
  sha: string,
  of: string,
): Promise<boolean | undefined> {
  if (!WHOLE_SHA.test(sha) || !WHOLE_SHA.test(of)) return undefined;
  const query = new URLSearchParams([
    ['refs[]', sha],
    ['refs[]', of],
  ]);
  const address = `${path}/repository/merge_base?${query.toString()}`;
  const { status, body } = await api.send('GET', address, undefined, UNKNOWN);
  if (status >= 300) return undefined;
  return idSchema.safeParse(body).data?.id === sha;
}
