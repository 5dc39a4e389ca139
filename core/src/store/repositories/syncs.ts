import type { Sync } from '../../contracts/domain.js';
import type { SyncStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { oneRow } from '../one-row.js';
import { syncedRights } from './synced-rights.js';

const syncs = entity<Sync>('syncs', {
  identityId: 'plain',
  number: 'plain',
  state: 'plain',
  repositories: 'plain',
  owners: 'plain',
  withheld: 'json',
  message: 'plain',
  wayOut: 'plain',
  failures: 'plain',
  doubtedAt: 'plain',
  startedAt: 'plain',
  finishedAt: 'plain',
  nextAt: 'plain',
});

/** Of an identity that is new, and has no token yet. */
export async function makeSync(db: Db, identityId: number): Promise<void> {
  await db
    .sql('syncs')
    .insert({ identity_id: identityId, state: 'signed_out' })
    .onConflict('identity_id')
    .ignore();
}

/** There is a token where there was none, or a dead one. */
export async function wakeSync(db: Db, identityId: number): Promise<void> {
  await db
    .sql('syncs')
    .where({ identity_id: identityId })
    .whereNull('next_at')
    .update({ state: 'waiting', next_at: db.now() });
}

export function syncStore(db: Db): SyncStore {
  return { ...reading(db), ...asking(db), ...running(db), ...syncedRights(db) };
}

function reading(db: Db): Pick<SyncStore, 'get' | 'ofUser'> {
  return {
    async get(identityId) {
      const row = await oneRow(db, syncs, { identity_id: identityId });
      return row ? syncs.read(row) : undefined;
    },
    async ofUser(userId) {
      const rows = await db
        .sql('syncs')
        .join('identities', 'identities.id', 'syncs.identity_id')
        .select([
          ...syncs.columns,
          ...['host', 'login', 'synced_at', 'revoked_at'].map((name) => `identities.${name}`),
        ])
        .where('identities.user_id', userId)
        .orderBy('identities.id');
      return rows.map((row) => ({
        ...syncs.read(row),
        host: String(row.host),
        login: String(row.login),
        syncedAt: row.synced_at as number | null,
        revokedAt: row.revoked_at as number | null,
      }));
    },
  };
}

/** One that runs is not asked for again; one that waits comes earlier, never later. */
function asking(db: Db): Pick<SyncStore, 'ask' | 'askOfOwner'> {
  const soon = (on: Db, seconds: number): object => ({
    state: 'waiting',
    next_at: on.inSeconds(seconds),
  });
  const idle = `(state <> 'running' or claimed_until <= ${db.nowSql})
    and (next_at is null or next_at > ${db.nowSql} + ?)`;
  return {
    ask: (identityId, inSeconds = 0) =>
      db.atomically(async (tx) => {
        await makeSync(tx, identityId);
        const asked = tx.sql('syncs').where({ identity_id: identityId });
        return (await asked.whereRaw(idle, [inSeconds * 1000]).update(soon(tx, inSeconds))) === 1;
      }),
    async askOfOwner(host, login, inSeconds) {
      const concerned = db
        .sql('host_permissions')
        .join('repositories', 'repositories.id', 'host_permissions.repository_id')
        .join('owners', 'owners.id', 'repositories.owner_id')
        .where({ 'owners.host': host, 'owners.login_key': login.toLowerCase() })
        .select('host_permissions.identity_id');
      return db
        .sql('syncs')
        .whereIn('identity_id', concerned)
        .whereRaw(idle, [inSeconds * 1000])
        .update(soon(db, inSeconds));
    },
  };
}

/** A sync is that of its number: what an earlier one does comes to nothing. */
function running(db: Db): Pick<SyncStore, 'claim' | 'progress' | 'isHeld' | 'finish'> {
  const held = ({ identityId, number }: Pick<Sync, 'identityId' | 'number'>) =>
    db.sql('syncs').where({ identity_id: identityId, number, state: 'running' });
  return {
    async claim(claimer, leaseSeconds) {
      const rows = await db.rows(
        `update syncs set state = 'running', number = number + 1, claimer = ?, repositories = 0,
            owners = 0, started_at = ${db.nowSql}, claimed_until = ${db.nowSql} + ?, next_at = ${db.nowSql} + ?
          where identity_id = (
            select identity_id from syncs where next_at <= ${db.nowSql}
              and (state <> 'running' or claimed_until <= ${db.nowSql})
            order by next_at limit 1${db.skipLocked})
          returning ${syncs.columns.map((column) => column.slice('syncs.'.length)).join(', ')}`,
        // It is due again when its process has gone.
        [claimer, leaseSeconds * 1000, leaseSeconds * 1000],
      );
      return rows[0] ? syncs.read(rows[0]) : undefined;
    },
    async progress(sync, { repositories, owners }, leaseSeconds) {
      const until = db.inSeconds(leaseSeconds);
      const patch = { repositories, owners, claimed_until: until, next_at: until };
      return (await held(sync).update(patch)) === 1;
    },
    async isHeld(sync) {
      return (await held(sync).update({ state: 'running' })) === 1;
    },
    async finish(sync, { nextInSeconds, ...outcome }) {
      const isBad = outcome.state === 'failed';
      const changed = await held(sync).update({
        ...syncs.write(outcome),
        failures: isBad ? db.sql.raw('failures + 1') : 0,
        doubted_at:
          outcome.state === 'doubted' ? db.sql.raw(`coalesce(doubted_at, ${db.nowSql})`) : null,
        finished_at: db.now(),
        claimed_until: null,
        next_at: nextInSeconds === null ? null : db.inSeconds(nextInSeconds),
      });
      return changed === 1;
    },
  };
}
