import type { AccessLevel, Permission } from '../../contracts/domain.js';
import type { UserStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import type { RawRow } from '../entity.js';
import {
  bindingsOf,
  highestOf,
  membersOf,
  RIGHTS_OF_USER,
  RIGHTS_OF_USER_ON_REPOSITORY,
  RIGHTS_ON_OWNER,
  RIGHTS_ON_REPOSITORY,
} from './right-sources.js';
import { users } from './user-entity.js';

/** Whom a query of rights is about. */
const people = (rights: string): string =>
  `select ${users.columns.join(', ')}, given.level, given.source, given.via
    from users join (${rights}) given on given.user_id = users.id
    where users.owner_id is null order by users.login_key`;

type OnRepositories = Pick<UserStore, 'permissions' | 'members' | 'permission' | 'setPermission'>;
type OnOwners = Pick<UserStore, 'ownerMembers' | 'ownerPermission' | 'setOwnerPermission'>;

export function permissionStore(db: Db): OnRepositories & OnOwners {
  return { ...onRepositories(db), ...onOwners(db) };
}

function onRepositories(db: Db): OnRepositories {
  return {
    async permissions(userId) {
      const text = `select * from (${RIGHTS_OF_USER}) one order by repository_id`;
      return byRepository(userId, await db.rows(text, bindingsOf(userId)));
    },
    async members(repositoryId) {
      const rows = await db.rows(people(RIGHTS_ON_REPOSITORY), bindingsOf(repositoryId));
      return membersOf(rows, users.read);
    },
    async permission(userId, repositoryId) {
      return highestOf(
        await db.rows(RIGHTS_OF_USER_ON_REPOSITORY, bindingsOf(userId, repositoryId)),
      );
    },
    setPermission: (user_id, repository_id, level) =>
      setLevel(db, 'permissions', { user_id, repository_id }, level),
  };
}

function onOwners(db: Db): OnOwners {
  return {
    async ownerMembers(ownerId) {
      return membersOf(await db.rows(people(RIGHTS_ON_OWNER), [ownerId, ownerId]), users.read);
    },
    async ownerPermission(userId, ownerId) {
      const text = `select level from (${RIGHTS_ON_OWNER}) one where user_id = ?`;
      return highestOf(await db.rows(text, [ownerId, ownerId, userId]));
    },
    setOwnerPermission: (user_id, owner_id, level) =>
      setLevel(db, 'owner_permissions', { user_id, owner_id }, level),
  };
}

/** null takes it away. The key is that of the table. */
export async function setLevel(
  db: Db,
  table: string,
  key: Readonly<Record<string, number>>,
  level: AccessLevel | null,
): Promise<void> {
  if (level === null) await db.sql(table).where(key).delete();
  else
    await db
      .sql(table)
      .insert({ ...key, level })
      .onConflict(Object.keys(key))
      .merge();
}

function byRepository(userId: number, rows: readonly RawRow[]): readonly Permission[] {
  const found = new Map<number, RawRow[]>();
  for (const row of rows) {
    const id = Number(row['repository_id']);
    found.set(id, [...(found.get(id) ?? []), row]);
  }
  return [...found].map(([repositoryId, of]) => ({ userId, repositoryId, level: highestOf(of)! }));
}
