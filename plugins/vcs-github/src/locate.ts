import { ExternalHostError, readPayload, type RepoIdentity } from '@turnpike/sdk';
import { ask, type Place } from './client.js';
import { repositorySchema, toIdentity } from './payload.js';

/**
 * The repository of an id. Its name is asked first: GitHub leads on from an old one, and an unchanged answer costs
 * nothing. Where another repository has that name now, or nothing does, the id itself is asked; that address GitHub's
 * own redirects lead to, though its description leaves it out.
 */
export async function locate(place: Place, vcsId: string | null): Promise<RepoIdentity> {
  const { octokit, owner, repo } = place;
  const named = await found(() => octokit.rest.repos.get({ owner, repo }));
  if (named?.vcsId === vcsId) return named;
  const byId = await found(() => octokit.request('GET /repositories/{id}', { id: vcsId }));
  if (byId?.vcsId === vcsId) return byId;
  const other = named ? `, and ${owner}/${repo} is another repository now` : '';
  throw new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `GitHub shows no repository ${owner}/${repo} of the id ${vcsId}: it was removed, or the token may not read it${other}.`,
    { wayOut: 'Look at the repository there, and give a token that may read it.' },
  );
}

async function found(
  work: () => Promise<{ readonly data: unknown }>,
): Promise<RepoIdentity | undefined> {
  const data = await ask(work, [404, 451]);
  return data === undefined ? undefined : toIdentity(readPayload(repositorySchema, data));
}
