import { ExternalHostError, type RepoIdentity } from '@turnpike/sdk';
import { repositorySchema, toIdentity } from './payload.js';
import type { Place } from './place.js';

/** The repository of an id: the server tells nobody of a new name or owner. */
export async function locate(place: Place, vcsId: string | null): Promise<RepoIdentity> {
  const found = /^\d+$/.test(vcsId ?? '')
    ? await place.api.get(`/repositories/${vcsId}`, repositorySchema)
    : undefined;
  if (found && String(found.id) === vcsId) return toIdentity(found);
  throw missingRepository(place, vcsId);
}

export function missingRepository(
  { api, owner, repo }: Place,
  vcsId: string | null = null,
): ExternalHostError {
  const id = vcsId === null ? '' : ` of the id ${vcsId}`;
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `${api.server.name} shows no repository ${owner}/${repo}${id}: it was removed, or the token may not read it.`,
    { wayOut: 'Look at the repository there, and give a token that may read it.' },
  );
}
