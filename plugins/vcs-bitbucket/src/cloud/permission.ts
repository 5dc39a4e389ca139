import { z, type AccessLevel, type HostAccount, type RepoAccess } from '@turnpike/sdk';
import type { Place } from './place.js';

const grantSchema = z.object({
  permission: z.string(),
  user: z.object({ uuid: z.string() }),
});
const LEVELS: Readonly<Record<string, AccessLevel>> = {
  admin: 'admin',
  write: 'write',
  read: 'read',
};

/** What an account may do by all that it was granted, by its id: who has its nickname by now is somebody else. */
export async function permissionOf(
  { api, workspace, slug }: Place,
  { repository }: RepoAccess,
  { hostUserId }: Pick<HostAccount, 'hostUserId'>,
): Promise<AccessLevel | null> {
  if (!/^\{[0-9a-zA-Z-]+\}$/.test(hostUserId)) return null;
  const [owner, name] = [workspace, slug.slice(workspace.length + 1)].map(encodeURIComponent);
  const at = `/workspaces/${owner}/permissions/repositories/${name}`;
  const grants = await api.list(at, grantSchema, { q: `user.uuid="${hostUserId}"`, pagelen: 100 });
  const grant = grants?.find(({ user }) => user.uuid === hostUserId);
  const level = LEVELS[grant?.permission ?? ''] ?? null;
  // Everybody may read a public one.
  return level === 'read' && !repository.private ? null : level;
}
