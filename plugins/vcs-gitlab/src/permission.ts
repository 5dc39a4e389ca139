import { z, type AccessLevel, type HostAccount, type RepoAccess } from '@turnpike/sdk';
import { within, type Place } from './place.js';

const memberSchema = z.object({
  id: z.number(),
  access_level: z.number(),
  /** `blocked` people and those who wait for a seat may do nothing. */
  state: z.string().nullish(),
  expires_at: z.string().nullish(),
});
/** Roles of people's own have the level that they are made of, and new ones lie between: whoever has at least as much. */
const LEVELS: readonly (readonly [number, AccessLevel])[] = [
  [40, 'admin'],
  [30, 'write'],
  [20, 'read'],
];

/** What an account may do, by its id; what it has by groups, their parents and shares is part of it. */
export async function permissionOf(
  place: Place,
  { repository }: RepoAccess,
  { hostUserId }: Pick<HostAccount, 'hostUserId'>,
): Promise<AccessLevel | null> {
  if (!/^\d+$/.test(hostUserId)) return null;
  const member = await within(place, `/members/all/${hostUserId}`, memberSchema);
  if (!member || String(member.id) !== hostUserId || (member.state ?? 'active') !== 'active')
    return null;
  const level = levelOf(member.access_level);
  // Everybody may read a public one.
  return level === 'read' && !repository.private ? null : level;
}

function levelOf(accessLevel: number): AccessLevel | null {
  return LEVELS.find(([least]) => accessLevel >= least)?.[1] ?? null;
}
