import { slugParts, type RepoAccess, type VcsCredential } from '@turnpike/sdk';
import { apiOf, type Api, type ServerSettings } from './server.js';

/** A repository at its server, and the way to it. */
export interface Place {
  readonly api: Api;
  readonly owner: string;
  readonly repo: string;
  /** `/repos/OWNER/REPO` */
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
      const [owner, repo] = nameOf(access);
      return { api: withCredential(access.credential), owner, repo, path: repoPath(owner, repo) };
    },
  };
}

export function repoPath(owner: string, repo: string): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
}

function tokenOf(credential: VcsCredential | null): string | undefined {
  if (credential?.kind === 'token') return credential.token;
  return credential?.kind === 'basic' ? credential.password : undefined;
}

/** The name at the host, which may differ from the one here. */
function nameOf({ repository }: RepoAccess): readonly [string, string] {
  const path = /[:/]([^/:]+)\/([^/]+?)(?:\.git)?\/?$/.exec(repository.cloneUrl);
  const known = slugParts(repository.slug);
  const [owner = '', repo = ''] = path ? path.slice(1) : [known?.owner, known?.name];
  return [owner, repo];
}
