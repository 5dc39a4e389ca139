import type { RepoIdentity } from '@turnpike/sdk';
import { toIdentity, projectSchema } from './payload.js';
import { missingProject, projectPath, type Place } from './place.js';

/** The project of an id: its new path is told to nobody but to webhooks of the whole server. */
export async function locate(place: Place, vcsId: string | null): Promise<RepoIdentity> {
  const found = /^\d+$/.test(vcsId ?? '')
    ? await place.api.get(projectPath(vcsId!), projectSchema)
    : undefined;
  if (found && String(found.id) === vcsId) return toIdentity(found);
  throw missingProject(place, vcsId);
}
