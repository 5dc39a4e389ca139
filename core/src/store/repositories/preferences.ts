import type { Preference } from '../../contracts/domain.js';
import type { PreferenceStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import type { RawRow } from '../entity.js';

/** In a column that is part of a key there is no null: 0 is the id of no repository. */
const NONE = 0;
const OFF = JSON.stringify(false);

export function preferenceStore(db: Db): PreferenceStore {
  const unsubscribes = () => db.sql('email_unsubscribes');
  return {
    async list(userId) {
      const rows: RawRow[] = await db
        .sql('preferences')
        .where({ user_id: userId })
        .orderBy(['name', 'repository_id']);
      return rows.map(read);
    },
    async set({ userId, repositoryId, name, value }) {
      const key = { user_id: userId, repository_id: repositoryId ?? NONE, name };
      if (value === null) await db.sql('preferences').where(key).delete();
      else
        await db
          .sql('preferences')
          .insert({ ...key, value: JSON.stringify(value) })
          .onConflict(['user_id', 'repository_id', 'name'])
          .merge();
    },
    async unsubscribe(address, repositoryId) {
      await unsubscribes()
        .insert({ ...keyOf(address, repositoryId), at: db.now() })
        .onConflict(['address_key', 'repository_id'])
        .ignore();
    },
    async subscribe(address, repositoryId) {
      await unsubscribes().where(keyOf(address, repositoryId)).delete();
    },
    async wantsNoMail(address, repositoryId) {
      const where = { address_key: address.toLowerCase() };
      const off = await unsubscribes()
        .where(where)
        .whereIn('repository_id', [NONE, repositoryId])
        .first();
      return off !== undefined || allSayNo(db, address, repositoryId);
    },
  };
}

const keyOf = (address: string, repositoryId: number | null) => ({
  address_key: address.toLowerCase(),
  repository_id: repositoryId ?? NONE,
});

/** One address may be that of several accounts: who wants mail gets it. */
async function allSayNo(db: Db, address: string, repositoryId: number): Promise<boolean> {
  const [row] = await db.rows(
    `select count(*) as accounts, coalesce(sum(case when exists (
         select 1 from preferences p where p.user_id = u.id and p.value = ?
           and ((p.name = 'build_emails' and p.repository_id = ?)
             or (p.name = 'email_subscription' and p.repository_id = ?))) then 1 else 0 end), 0) as off
       from users u where lower(u.email) = ?`,
    [OFF, NONE, repositoryId, address.toLowerCase()],
  );
  const accounts = Number(row?.['accounts'] ?? 0);
  return accounts > 0 && accounts === Number(row?.['off']);
}

function read(row: RawRow): Preference {
  const repositoryId = Number(row['repository_id']);
  return {
    userId: Number(row['user_id']),
    repositoryId: repositoryId === NONE ? null : repositoryId,
    name: String(row['name']),
    value: JSON.parse(String(row['value'])) as Preference['value'],
  };
}
