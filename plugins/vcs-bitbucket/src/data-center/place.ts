import type { Api } from '../api.js';
import type { CommonPlace } from '../places.js';

/** A repository at the host, and the way to it. */
export interface Place extends CommonPlace {
  /** `PROJECT/repos/NAME` */
  readonly name: string;
  /** `/api/1.0/projects/PROJECT/repos/NAME` */
  readonly path: string;
}

/** Keys are upper-case; the address to clone has them in lower case. Those of people stay as they are. */
export function placeAt(api: Api, key: string, repo: string): Place {
  const project = key.startsWith('~') ? key : key.toUpperCase();
  // It knows `~` as it is alone.
  const name = `${encodeURIComponent(project)}/repos/${encodeURIComponent(repo)}`;
  return { api, slug: `${project}/${repo}`, name, path: `/api/1.0/projects/${name}` };
}
