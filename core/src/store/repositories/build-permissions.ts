import type { BuildPermissionStore, BuildPlace } from '../../contracts/store.js';
import { loginKey } from '../../contracts/login-key.js';
import type { Db } from '../database.js';
import { users } from './user-entity.js';

/** Table and key of a place. */
function placeOf(place: BuildPlace): { readonly table: string; readonly key: string; id: number } {
  return 'repositoryId' in place
    ? { table: 'repository_build_denials', key: 'repository_id', id: place.repositoryId }
    : { table: 'owner_build_denials', key: 'owner_id', id: place.ownerId };
}

const DENIED = `
  select (case when exists (select 1 from repository_build_denials d
      where d.repository_id = ? and d.user_id in (USERS)) then 'repository'
    when exists (select 1 from owner_build_denials d
      where d.owner_id = ? and d.user_id in (USERS)) then 'owner' else '' end) as denied`;
/** An account of ours, or whoever has linked the account that a host calls so. */
const OF_OURS = 'select id from users where login_key = ?';
const OF_HOST = 'select user_id from identities where host = ? and lower(login) = ?';

export function buildPermissionStore(db: Db): BuildPermissionStore {
  return {
    async denied(place) {
      const { table, key, id } = placeOf(place);
      const rows = db.sql(table).join('users', 'users.id', `${table}.user_id`);
      const found = rows.where(`${table}.${key}`, id);
      return (await found.select(users.columns).orderBy('login_key')).map(users.read);
    },
    async set(place, userIds, allowed) {
      const { table, key, id } = placeOf(place);
      if (allowed)
        await db
          .sql(table)
          .where(key, id)
          .whereIn('user_id', [...userIds])
          .delete();
      else if (userIds.length > 0)
        await db
          .sql(table)
          .insert(userIds.map((userId) => ({ [key]: id, user_id: userId })))
          .onConflict([key, 'user_id'])
          .ignore();
    },
    async deniedBy({ repositoryId, ownerId }, { login, host }) {
      const of = host === null ? OF_OURS : OF_HOST;
      const who = host === null ? [loginKey(login)] : [host, login.toLowerCase()];
      const text = DENIED.replaceAll('USERS', of);
      const [row] = await db.rows(text, [repositoryId, ...who, ownerId, ...who]);
      const by = row?.['denied'];
      return by === 'repository' || by === 'owner' ? by : undefined;
    },
  };
}
