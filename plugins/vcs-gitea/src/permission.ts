import { z, type AccessLevel, type HostAccount, type RepoAccess } from '@turnpike/sdk';
import type { Place } from './place.js';

const permissionSchema = z.object({
  permission: z.string(),
  user: z.object({ id: z.number() }).nullish(),
});
const foundSchema = z.object({
  data: z.array(z.object({ id: z.number(), login: z.string() })).nullish(),
});
const LEVELS: Readonly<Record<string, AccessLevel>> = {
  owner: 'admin',
  admin: 'admin',
  write: 'write',
  read: 'read',
};
type Account = Pick<HostAccount, 'hostUserId' | 'login'>;

/** What an account may do, by its id: who has the login by now is somebody else. */
export async function permissionOf(
  place: Place,
  { repository }: RepoAccess,
  account: Account,
): Promise<AccessLevel | null> {
  const said = (await ask(place, account)) ?? (await askByNewLogin(place, account));
  const level = LEVELS[said ?? ''] ?? null;
  // Everybody may read a public one.
  return level === 'read' && !repository.private ? null : level;
}

/** undefined: nobody of this id has the login. */
async function ask({ api, path }: Place, account: Account): Promise<string | undefined> {
  const at = `${path}/collaborators/${encodeURIComponent(account.login)}/permission`;
  const found = await api.get(at, permissionSchema);
  return String(found?.user?.id) === account.hostUserId ? found?.permission : undefined;
}

async function askByNewLogin(place: Place, account: Account): Promise<string | undefined> {
  const query = { uid: account.hostUserId };
  const found = await place.api.get('/users/search', foundSchema, query);
  const now = found?.data?.find(({ id }) => String(id) === account.hostUserId);
  return now && now.login !== account.login
    ? ask(place, { ...account, login: now.login })
    : undefined;
}
