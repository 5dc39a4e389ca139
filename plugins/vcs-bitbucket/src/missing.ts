import { ExternalHostError } from '@turnpike/sdk';
import type { Api } from './api.js';

/** What is said of a repository that a host does not show: it does not tell absent from hidden. */
export function missingRepository(
  { api, slug }: { readonly api: Api; readonly slug: string },
  vcsId: string | null = null,
): ExternalHostError {
  const id = vcsId === null ? '' : ` of the id ${vcsId}`;
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `${api.host.name} shows no repository ${slug}${id}: it was removed, or the token may not read it.`,
    { wayOut: 'Look at the repository there, and give a token that may read it.' },
  );
}
