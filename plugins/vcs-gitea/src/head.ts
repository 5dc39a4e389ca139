import { escapePath, WHOLE_SHA, z } from '@turnpike/sdk';
import { missingRepository } from './locate.js';
import { repositorySchema } from './payload.js';
import type { Place } from './place.js';

const branchSchema = z.object({ commit: z.object({ id: z.string() }) });
const tagSchema = z.object({ commit: z.object({ sha: z.string() }) });
const pullSchema = z.object({ head: z.object({ sha: z.string().nullish() }) });
const commitSchema = z.object({ sha: z.string() });

/**
 * The commit that a branch, tag or pull request leads to now; null: there is none. The server answers alike for a ref
 * and for a whole repository that it does not show: throws ExternalHostError TURNPIKE_HOST_REFUSED for the latter.
 */
export async function readHead(place: Place, ref: string): Promise<string | null> {
  const found = await ask(place, ref);
  if (found) return found;
  if (await place.api.get(place.path, repositorySchema)) return null;
  throw missingRepository(place);
}

async function ask({ api, path }: Place, ref: string): Promise<string | null | undefined> {
  const [, kind, name = ''] = /^refs\/(heads|tags|pull)\/(.+)$/.exec(ref) ?? [];
  const at = escapePath(name);
  if (kind === 'heads') return (await api.get(`${path}/branches/${at}`, branchSchema))?.commit.id;
  if (kind === 'tags') return (await api.get(`${path}/tags/${at}`, tagSchema))?.commit.sha;
  const pull = /^(\d+)\/head$/.exec(name)?.[1];
  if (kind === 'pull' && pull)
    return (await api.get(`${path}/pulls/${pull}`, pullSchema))?.head.sha;
  if (kind !== undefined) return undefined;
  const light = { stat: 'false', files: 'false', verification: 'false' };
  return (await api.get(`${path}/git/commits/${escapePath(ref)}`, commitSchema, light))?.sha;
}

const compareSchema = z.object({ total_commits: z.number() });

/** A commit adds nothing to those that it is part of. `undefined`: the server does not know one of them. */
export async function isAncestor(
  { api, path }: Place,
  sha: string,
  of: string,
): Promise<boolean | undefined> {
  if (!WHOLE_SHA.test(sha) || !WHOLE_SHA.test(of)) return undefined;
  const light = { files: 'false', verification: 'false' };
  const found = await api.get(`${path}/compare/${of}...${sha}`, compareSchema, light);
  return found && found.total_commits === 0;
}
