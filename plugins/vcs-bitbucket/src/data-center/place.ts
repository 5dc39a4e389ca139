import { slugParts, type RepoAccess, type VcsCredential } from '@turnpike/sdk';
import { apiOf, type Api } from '../api.js';
import type { HostSettings } from '../settings.js';

/** A repository at the host, and the way to it. */
export interface Place {
  readonly api: Api;
  /** As it is called there. */
  readonly slug: string;
  /** `PROJECT/repos/NAME` */
  readonly name: string;
  /** `/api/1.0/projects/PROJECT/repos/NAME` */
  readonly path: string;
}

export interface DataCenter {
  readonly host: HostSettings;
  of(access: RepoAccess): Place;
  with(credential: VcsCredential | null): Api;
}

export function createDataCenter(host: HostSettings): DataCenter {
  const lent = host.token === undefined ? null : ({ kind: 'token', token: host.token } as const);
  const withCredential = (credential: VcsCredential | null): Api =>
    apiOf(host, credential?.kind === 'ssh' ? lent : (credential ?? lent));
  return {
    host,
    with: withCredential,
    of: (access) => placeAt(withCredential(access.credential), ...nameOf(access)),
  };
}

export function placeAt(api: Api, project: string, repo: string): Place {
  // It knows `~` as it is alone.
  const name = `${encodeURIComponent(project)}/repos/${encodeURIComponent(repo)}`;
  return { api, slug: `${project}/${repo}`, name, path: `/api/1.0/projects/${name}` };
}

/** The name at the host, which may differ from the one here. */
function nameOf({ repository }: RepoAccess): readonly [string, string] {
  const path = /[:/]([^/:]+)\/([^/]+?)(?:\.git)?\/?$/.exec(repository.cloneUrl);
  const known = slugParts(repository.slug);
  const [project = '', name = ''] = path ? path.slice(1) : [known?.owner, known?.name];
  // Keys are upper-case; the address to clone has them in lower case.
  return [project.startsWith('~') ? project : project.toUpperCase(), name];
}
