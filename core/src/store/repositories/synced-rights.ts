import type { AccessLevel } from '../../contracts/domain.js';
import type { SyncStore } from '../../contracts/store.js';
import type { Db } from '../database.js';

type Rights =
  | 'rights'
  | 'rightsAt'
  | 'grant'
  | 'withdraw'
  | 'withdrawStale'
  | 'check'
  | 'doubt'
  | 'claimChecks'
  | 'checked';
const ROWS = 200;

/** What hosts have said that identities may do, and what is to be asked anew. */
export function syncedRights(db: Db): Pick<SyncStore, Rights> {
  return { ...holding(db), ...checking(db) };
}

function holding(
  db: Db,
): Pick<SyncStore, 'rights' | 'rightsAt' | 'grant' | 'withdraw' | 'withdrawStale'> {
  const of = (identityId: number) =>
    db.sql('host_permissions').where('host_permissions.identity_id', identityId);
  return {
    async rights(identityId) {
      const rows = await of(identityId).select('repository_id', 'level');
      return new Map(rows.map((row) => [Number(row.repository_id), row.level as AccessLevel]));
    },
    async rightsAt(identityId, logins) {
      const keys = logins.map((login) => login.toLowerCase());
      const rows = await of(identityId)
        .join('repositories', 'repositories.id', 'host_permissions.repository_id')
        .join('owners', 'owners.id', 'repositories.owner_id')
        .whereIn('owners.login_key', keys)
        .select('host_permissions.repository_id');
      return new Set(rows.map((row) => Number(row.repository_id)));
    },
    async grant(identityId, rights) {
      for (const some of chunks(rights)) {
        const rows = some.map(({ repositoryId, level }) => ({
          ...{ identity_id: identityId, repository_id: repositoryId, level },
        }));
        await db
          .sql('host_permissions')
          .insert(rows)
          .onConflict(['identity_id', 'repository_id'])
          .merge(['level']);
      }
    },
    async withdraw(identityId, ids) {
      if (ids === undefined) return of(identityId).delete();
      let gone = 0;
      for (const some of chunks(ids))
        gone += await of(identityId).whereIn('repository_id', some).delete();
      return gone;
    },
    async withdrawStale(seconds) {
      const dead = await db
        .sql('identities')
        .whereRaw(`revoked_at < ${db.nowSql} - ?`, [Math.round(seconds * 1000)])
        .whereIn('id', db.sql('host_permissions').select('identity_id'))
        .pluck('id');
      await db.sql('host_permissions').whereIn('identity_id', dead).delete();
      return dead.length;
    },
  };
}

function checking(db: Db): Pick<SyncStore, 'check' | 'doubt' | 'claimChecks' | 'checked'> {
  return {
    async check(identityId, repositoryId) {
      await db
        .sql('right_checks')
        .insert({ identity_id: identityId, repository_id: repositoryId, due_at: db.now() })
        .onConflict(['identity_id', 'repository_id'])
        .merge({ due_at: db.now(), in_use: false });
    },
    async doubt(userId, repositoryId) {
      await db.rows(
        `insert into right_checks (identity_id, repository_id, due_at, in_use)
          select h.identity_id, h.repository_id, ${db.nowSql}, true
            from host_permissions h join identities i on i.id = h.identity_id
            where i.user_id = ? and h.repository_id = ?
          on conflict (identity_id, repository_id) do nothing`,
        [userId, repositoryId],
      );
    },
    async claimChecks(leaseSeconds, limit) {
      const rows = await db.rows(
        `update right_checks set due_at = ${db.nowSql} + ? where (identity_id, repository_id) in (
            select identity_id, repository_id from right_checks where due_at <= ${db.nowSql}
            order by due_at limit ?${db.skipLocked})
          returning identity_id, repository_id, in_use`,
        [leaseSeconds * 1000, limit],
      );
      return rows.map((row) => ({
        identityId: Number(row['identity_id']),
        repositoryId: Number(row['repository_id']),
        inUse: Boolean(row['in_use']),
      }));
    },
    checked: (identityId, repositoryId, level) =>
      db.atomically(async (tx) => {
        const key = { identity_id: identityId, repository_id: repositoryId };
        // Asked for once more meanwhile, it stays: what was found out may be older than that.
        await tx.sql('right_checks').where(key).whereRaw(`due_at > ${tx.nowSql}`).delete();
        if (level === undefined) return false;
        const { grant, withdraw } = holding(tx);
        const known = await tx.sql('host_permissions').where(key).pluck('level');
        if ((known[0] ?? null) === level) return false;
        if (level === null) await withdraw(identityId, [repositoryId]);
        else await grant(identityId, [{ repositoryId, level }]);
        return true;
      }),
  };
}

function* chunks<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += ROWS) yield all.slice(at, at + ROWS);
}
