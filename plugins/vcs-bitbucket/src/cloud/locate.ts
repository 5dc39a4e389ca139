import type { RepoIdentity } from '@turnpike/sdk';
import { missingRepository } from '../missing.js';
import { repositorySchema, toIdentity } from './payload.js';
import { repoPath, type Place } from './place.js';

/** An empty workspace: an id needs none. */
const ANY_WORKSPACE = '{}';

/** The repository of an id: names do not lead on at the API. */
export async function locate(place: Place, vcsId: string | null): Promise<RepoIdentity> {
  const isId = vcsId !== null && /^\{[0-9a-zA-Z-]+\}$/.test(vcsId);
  const found = isId
    ? await place.api.get(repoPath(ANY_WORKSPACE, vcsId), repositorySchema)
    : undefined;
  if (found?.uuid === vcsId && found) return toIdentity(found, place.api.host.url);
  throw missingRepository(place, vcsId);
}
