import { z, type AccessLevel, type HostAccount, type RepoAccess } from '@turnpike/sdk';
import type { Place } from './place.js';

const userSchema = z.object({ id: z.number() });
/** The highest first: the host lists who has a permission or one that holds it. */
const LEVELS = [
  ['REPO_ADMIN', 'admin'],
  ['REPO_WRITE', 'write'],
  ['REPO_READ', 'read'],
] as const satisfies readonly (readonly [string, AccessLevel])[];
type Account = Pick<HostAccount, 'hostUserId' | 'login'>;

/** What an account may do by all that it was granted, by its id: who has the login by now is somebody else. */
export async function permissionOf(
  { api }: Place,
  { repository }: RepoAccess,
  { hostUserId, login }: Account,
): Promise<AccessLevel | null> {
  for (const [permission, level] of LEVELS) {
    // Everybody may read a public one.
    if (level === 'read' && !repository.private) return null;
    const query = { permission, 'permission.repositoryId': repository.vcsId ?? '' };
    const found = await api.list('/api/1.0/users', userSchema, {
      ...{ filter: login, limit: 100 },
      ...query,
    });
    if (found?.some(({ id }) => String(id) === hostUserId)) return level;
  }
  return null;
}
