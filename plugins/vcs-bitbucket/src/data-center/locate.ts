import { z, type RepoIdentity } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { missingRepository } from '../missing.js';
import { repositorySchema, shortRef, toIdentity, type RepositoryPayload } from './payload.js';
import { placeAt, type Place } from './place.js';

/** So many pages are looked through for a repository that its name does not lead to. */
const MOST_PAGES = 100;

/** The repository of an id: there is no address by it, so one with another name is looked for among all. */
export async function locate(place: Place, vcsId: string | null): Promise<RepoIdentity> {
  const named = await place.api.get(place.path, repositorySchema);
  const found = named && String(named.id) === vcsId ? named : await search(place.api, vcsId);
  if (!found) throw missingRepository(place, vcsId);
  return identify(place.api, found);
}

async function search(api: Api, vcsId: string | null): Promise<RepositoryPayload | undefined> {
  let at: string | null = '/api/1.0/repos';
  for (let pages = 0; at !== null && pages < MOST_PAGES; pages += 1) {
    const page: Awaited<ReturnType<typeof api.page<RepositoryPayload>>> = await api.page(
      at,
      repositorySchema,
      { permission: 'REPO_READ', limit: 100 },
    );
    const found = page?.items.find(({ id }) => String(id) === vcsId);
    if (found) return found;
    at = page?.next ?? null;
  }
  return undefined;
}

/** With the default branch, which it tells apart; an empty repository has none. */
export async function identify(api: Api, found: RepositoryPayload): Promise<RepoIdentity> {
  const { path } = placeAt(api, found.project.key, found.slug);
  const answer = await api.raw(`${path}/default-branch`, {}, [404]);
  const text = answer.ok ? await answer.text() : '';
  const { data } = z.object({ id: z.string() }).safeParse(text === '' ? null : JSON.parse(text));
  return toIdentity(found, api.host.url, data ? shortRef(data.id) : '');
}
