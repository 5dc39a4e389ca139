import type { Api } from '../api.js';
import type { CommonPlace } from '../places.js';

/** A repository at the host, and the way to it. */
export interface Place extends CommonPlace {
  readonly workspace: string;
  /** `/repositories/WORKSPACE/NAME` */
  readonly path: string;
}

export function placeAt(api: Api, workspace: string, name: string): Place {
  return { api, workspace, slug: `${workspace}/${name}`, path: repoPath(workspace, name) };
}

/** Names, or ids in braces. */
export function repoPath(workspace: string, repo: string): string {
  return `/repositories/${encodeURIComponent(workspace)}/${encodeURIComponent(repo)}`;
}
