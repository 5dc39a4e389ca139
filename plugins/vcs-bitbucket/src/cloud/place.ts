import { slugParts, type RepoAccess, type VcsCredential } from '@turnpike/sdk';
import { apiOf, type Api } from '../api.js';
import type { HostSettings } from '../settings.js';

/** A repository at the host, and the way to it. */
export interface Place {
  readonly api: Api;
  readonly workspace: string;
  /** As it is called there. */
  readonly slug: string;
  /** `/repositories/WORKSPACE/NAME` */
  readonly path: string;
}

export interface Cloud {
  readonly host: HostSettings;
  of(access: RepoAccess): Place;
  with(credential: VcsCredential | null): Api;
}

export function createCloud(host: HostSettings): Cloud {
  const lent = host.token === undefined ? null : ({ kind: 'token', token: host.token } as const);
  const withCredential = (credential: VcsCredential | null): Api =>
    apiOf(host, credential?.kind === 'ssh' ? lent : (credential ?? lent));
  return {
    host,
    with: withCredential,
    of(access) {
      const [workspace, name] = nameOf(access);
      const path = repoPath(workspace, name);
      return {
        api: withCredential(access.credential),
        ...{ workspace, slug: `${workspace}/${name}`, path },
      };
    },
  };
}

/** Names, or ids in braces. */
export function repoPath(workspace: string, repo: string): string {
  return `/repositories/${encodeURIComponent(workspace)}/${encodeURIComponent(repo)}`;
}

/** The name at the host, which may differ from the one here. */
function nameOf({ repository }: RepoAccess): readonly [string, string] {
  const path = /[:/]([^/:]+)\/([^/]+?)(?:\.git)?\/?$/.exec(repository.cloneUrl);
  const known = slugParts(repository.slug);
  const [workspace = '', name = ''] = path ? path.slice(1) : [known?.owner, known?.name];
  return [workspace, name];
}
