import {
  ACCESS_LEVELS,
  type AccessLevel,
  type Permission,
  type User,
} from '../../contracts/domain.js';
import type { UserStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity, type RawRow } from '../entity.js';
import { oneRow } from '../one-row.js';
import { loginKey } from '../../contracts/login-key.js';
import { unqualified } from '../transition.js';

export const users = entity<User>('users', {
  id: 'plain',
  login: 'plain',
  name: 'plain',
  email: 'plain',
  admin: 'bool',
  suspendedAt: 'plain',
  createdAt: 'plain',
});
const permissions = entity<Permission>('permissions', {
  userId: 'plain',
  repositoryId: 'plain',
  level: 'plain',
});

export function userStore(db: Db): UserStore {
  const one = async (where: Record<string, unknown>): Promise<User | undefined> => {
    const row = await oneRow(db, users, where);
    return row ? users.read(row) : undefined;
  };
  return {
    get: (id) => one({ id }),
    byLogin: (login) => one({ login_key: loginKey(login) }),
    async list() {
      const rows = await db.sql('users').select(users.columns).orderBy('login_key');
      return rows.map(users.read);
    },
    async insert(user) {
      const values = {
        ...users.write(user),
        login_key: loginKey(user.login),
        created_at: db.now(),
      };
      const [row] = await db.sql('users').insert(values).returning(unqualified(users));
      return users.read(row);
    },
    async update(id, patch) {
      const set = users.write(patch);
      if (Object.keys(set).length > 0) await db.sql('users').where({ id }).update(set);
      return one({ id });
    },
    async delete(id) {
      return (await db.sql('users').where({ id }).delete()) === 1;
    },
    ...permissionStore(db),
  };
}

/** Given here, and by hosts to the user's identities. */
const RIGHTS = `
  select user_id, repository_id, level from permissions where user_id = ?
  union all
  select i.user_id, h.repository_id, h.level
    from identities i join host_permissions h on h.identity_id = i.id where i.user_id = ?`;
const MEMBERS = `
  select ${users.columns.join(', ')}, given.level from users join (
    select user_id, level from permissions where repository_id = ?
    union all
    select i.user_id, h.level
      from host_permissions h join identities i on i.id = h.identity_id where h.repository_id = ?
  ) given on given.user_id = users.id order by users.login_key`;

/** One row of each, that of the highest level, in the order of the first. */
function highest(rows: readonly RawRow[], key: string): readonly RawRow[] {
  const found = new Map<unknown, RawRow>();
  for (const row of rows) {
    const known = found.get(row[key]);
    if (!known || rank(row) > rank(known)) found.set(row[key], row);
  }
  return [...found.values()];
}

const rank = (row: RawRow): number => ACCESS_LEVELS.indexOf(row['level'] as AccessLevel);

function permissionStore(
  db: Db,
): Pick<UserStore, 'permissions' | 'members' | 'permission' | 'setPermission'> {
  return {
    async permissions(userId) {
      const rows = await db.rows(`${RIGHTS} order by repository_id`, [userId, userId]);
      return highest(rows, 'repository_id').map(permissions.read);
    },
    async members(repositoryId) {
      const rows = await db.rows(MEMBERS, [repositoryId, repositoryId]);
      return highest(rows, 'id').map((row) => ({
        user: users.read(row),
        level: row['level'] as AccessLevel,
      }));
    },
    async permission(userId, repositoryId) {
      const one = `select * from (${RIGHTS}) one where repository_id = ?`;
      const [row] = highest(await db.rows(one, [userId, userId, repositoryId]), 'repository_id');
      return row?.['level'] as AccessLevel | undefined;
    },
    async setPermission(userId, repositoryId, level) {
      const key = { user_id: userId, repository_id: repositoryId };
      if (level === null) await db.sql('permissions').where(key).delete();
      else
        await db
          .sql('permissions')
          .insert({ ...key, level })
          .onConflict(['user_id', 'repository_id'])
          .merge();
    },
  };
}
