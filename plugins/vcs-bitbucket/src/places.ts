import { slugParts, type RepoAccess, type VcsCredential } from '@turnpike/sdk';
import { apiOf, type Api } from './api.js';
import type { HostSettings } from './settings.js';

/** What both dialects know of a repository. */
export interface CommonPlace {
  readonly api: Api;
  /** As it is called there. */
  readonly slug: string;
}

/** The repositories of one host. */
export interface Places<P> {
  readonly host: HostSettings;
  of(access: RepoAccess): P;
  with(credential: VcsCredential | null): Api;
}

/** `placeAt`: a repository by the name of what it lies in and its own. Who brings no credential is lent the site's token. */
export function createPlaces<P>(
  host: HostSettings,
  placeAt: (api: Api, owner: string, repo: string) => P,
): Places<P> {
  const lent = host.token === undefined ? null : ({ kind: 'token', token: host.token } as const);
  const withCredential = (credential: VcsCredential | null): Api =>
    apiOf(host, credential?.kind === 'ssh' ? lent : (credential ?? lent));
  return {
    host,
    with: withCredential,
    of: (access) => placeAt(withCredential(access.credential), ...nameOf(access)),
  };
}

/** The name at the host, which may differ from the one here. */
function nameOf({ repository }: RepoAccess): readonly [string, string] {
  const path = /[:/]([^/:]+)\/([^/]+?)(?:\.git)?\/?$/.exec(repository.cloneUrl);
  const known = slugParts(repository.slug);
  const [owner = '', name = ''] = path ? path.slice(1) : [known?.owner, known?.name];
  return [owner, name];
}
