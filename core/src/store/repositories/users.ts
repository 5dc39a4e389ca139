import type { User } from '../../contracts/domain.js';
import type { UserStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { oneRow } from '../one-row.js';
import { loginKey } from '../../contracts/login-key.js';
import { unqualified } from '../transition.js';
import { permissionStore } from './permissions.js';
import { users } from './user-entity.js';

export function userStore(db: Db): UserStore {
  const one = async (where: Record<string, unknown>): Promise<User | undefined> => {
    const row = await oneRow(db, users, where);
    return row ? users.read(row) : undefined;
  };
  return {
    get: (id) => one({ id }),
    byLogin: (login) => one({ login_key: loginKey(login), owner_id: null }),
    async list() {
      const rows = await db
        .sql('users')
        .select(users.columns)
        .whereNull('owner_id')
        .orderBy('login_key');
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
