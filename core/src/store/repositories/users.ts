import type { AccessLevel, Permission, User } from '../../contracts/domain.js';
import type { UserStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
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
    async forget(id, logins) {
      for (const table of ['builds', 'requests'])
        await db
          .sql(table)
          .whereIn('sender', [...logins])
          .update({ sender: null });
      return (await db.sql('users').where({ id }).delete()) === 1;
    },
    ...permissionStore(db),
  };
}

function permissionStore(
  db: Db,
): Pick<UserStore, 'permissions' | 'members' | 'permission' | 'setPermission'> {
  return {
    async permissions(userId) {
      const rows = await db
        .sql('permissions')
        .select(permissions.columns)
        .where({ user_id: userId })
        .orderBy('repository_id');
      return rows.map(permissions.read);
    },
    async members(repositoryId) {
      const rows = await db
        .sql('permissions')
        .join('users', 'users.id', 'permissions.user_id')
        .select([...users.columns, 'permissions.level'])
        .where('permissions.repository_id', repositoryId)
        .orderBy('users.login_key');
      return rows.map((row) => ({ user: users.read(row), level: row.level as AccessLevel }));
    },
    async permission(userId, repositoryId) {
      const row: { level: AccessLevel } | undefined = await db
        .sql('permissions')
        .select('level')
        .where({ user_id: userId, repository_id: repositoryId })
        .first();
      return row?.level;
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
