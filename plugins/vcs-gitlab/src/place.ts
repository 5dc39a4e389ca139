import {
  ExternalHostError,
  slugParts,
  type HostQuery,
  type RepoAccess,
  type VcsCredential,
  type z,
} from '@turnpike/sdk';
import { apiOf, type Api, type Found, type ServerSettings } from './server.js';

/** A project at its server, and the way to it. */
export interface Place {
  readonly api: Api;
  /** `group/subgroup/name`, as it is known here. */
  readonly slug: string;
  /** `/projects/ID`: the number where it is known, which stays when the project moves. */
  readonly path: string;
}

export interface Servers {
  of(access: RepoAccess): Place;
  with(credential: VcsCredential | null): Api;
}

/** `token`: for those who bring none. */
export function createServers(server: ServerSettings, token: string | undefined): Servers {
  const withCredential = (credential: VcsCredential | null): Api =>
    apiOf(server, tokenOf(credential) ?? token);
  return {
    with: withCredential,
    of(access) {
      const slug = slugOf(server, access);
      const { vcsId } = access.repository;
      const path = projectPath(/^\d+$/.test(vcsId ?? '') ? vcsId! : slug);
      return { api: withCredential(access.credential), slug, path };
    },
  };
}

/** Of a number, or of a whole path: encoded once, slashes and all. */
export const projectPath = (idOrSlug: string): string =>
  `/projects/${encodeURIComponent(idOrSlug)}`;

function tokenOf(credential: VcsCredential | null): string | undefined {
  if (credential?.kind === 'token') return credential.token;
  return credential?.kind === 'basic' ? credential.password : undefined;
}

/** The name at the host, which may differ from the one here. */
function slugOf({ url }: ServerSettings, { repository }: RepoAccess): string {
  const { cloneUrl, slug } = repository;
  const at = cloneUrl.startsWith(`${url}/`) ? cloneUrl.slice(url.length + 1) : '';
  const found = at.replace(/(?:\.git)?\/?$/, '');
  return slugParts(found) ? found : slug;
}

/** Something in a project; undefined: it is not there. Throws ExternalHostError where the project itself is not shown. */
export async function within<T>(
  place: Place,
  rest: string,
  schema: z.ZodType<T>,
  query?: HostQuery,
): Promise<T | undefined> {
  return inProject(place, await place.api.ask(`${place.path}${rest}`, schema, query));
}

export function inProject<T>(place: Place, found: Found<T>): T | undefined {
  if ('value' in found) return found.value;
  if (/project/i.test(found.absent)) throw missingProject(place);
  return undefined;
}

export function missingProject(
  { slug }: Pick<Place, 'slug'>,
  vcsId?: string | null,
): ExternalHostError {
  const id = vcsId ? ` of the id ${vcsId}` : '';
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    `GitLab shows no project ${slug}${id}: it was removed, or the token may not read it.`,
    { wayOut: 'Look at the project there, and give a token that may read it.' },
  );
}
