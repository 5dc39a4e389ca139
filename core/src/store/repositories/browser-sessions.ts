import type { BrowserSession, User } from '../../contracts/domain.js';
import type { SessionStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity, type RawRow } from '../entity.js';
import { oneRow } from '../one-row.js';
import { users } from './user-entity.js';

const sessions = entity<Omit<BrowserSession, 'id'>>('sessions', {
  userId: 'plain',
  createdAt: 'plain',
  usedAt: 'plain',
  expiresAt: 'plain',
  agent: 'plain',
  address: 'plain',
});

/** Enough of the hash to tell one's sessions apart. */
const ID_LENGTH = 16;
/** A use is written at most so often. */
const USED_EVERY_MS = 60_000;

type Own = 'create' | 'find' | 'act' | 'list' | 'end' | 'delete' | 'deleteOf' | 'purge';

export function browserSessions(db: Db): Pick<SessionStore, Own> {
  const lastUse = 'coalesce(sessions.used_at, sessions.created_at)';
  const ended = `(sessions.expires_at <= ${db.nowSql} or
    (sessions.idle_seconds is not null and ${lastUse} + sessions.idle_seconds * 1000 <= ${db.nowSql}))`;
  return {
    async create({ hash, userId, ttlSeconds, idleSeconds, agent, address }) {
      await db.sql('sessions').insert({
        hash,
        user_id: userId,
        created_at: db.now(),
        used_at: db.now(),
        expires_at: db.inSeconds(ttlSeconds),
        idle_seconds: idleSeconds ?? null,
        agent: agent ?? null,
        address: address ?? null,
      });
    },
    async find(hash) {
      const row = await db
        .sql('sessions')
        .join('users', 'users.id', 'sessions.user_id')
        .select([
          ...users.columns,
          db.sql.raw(`(${lastUse} < ${db.nowSql} - ?) as due`, [USED_EVERY_MS]),
          db.sql.raw(
            `(case when sessions.acting_until > ${db.nowSql} then sessions.acting_as end) as acting`,
          ),
          'sessions.acting_until',
        ])
        .where('sessions.hash', hash)
        .whereRaw(`not ${ended}`)
        .whereNull('users.suspended_at')
        .first();
      if (!row) return undefined;
      // Asked before, for an update that changes nothing takes SQLite's write lock all the same.
      if (row['due']) await db.sql('sessions').where({ hash }).update({ used_at: db.now() });
      const user = users.read(row);
      return (await actedBy(db, user, row)) ?? user;
    },
    async act(hash, as) {
      const set = {
        acting_as: as?.userId ?? null,
        acting_until: as === undefined ? null : db.inSeconds(as.seconds),
      };
      return (await db.sql('sessions').where({ hash }).update(set)) === 1;
    },
    async list(userId) {
      const rows = await db
        .sql('sessions')
        .select([...sessions.columns, 'hash'])
        .where({ user_id: userId })
        .whereRaw(`not ${ended}`)
        .orderByRaw(`${lastUse} desc`);
      return rows.map(readSession);
    },
    async end(userId, id) {
      const gone = db
        .sql('sessions')
        .where({ user_id: userId })
        .whereRaw('substr(hash, 1, ?) = ?', [ID_LENGTH, id]);
      return (await gone.delete()) > 0;
    },
    async delete(hash) {
      await db.sql('sessions').where({ hash }).delete();
    },
    async deleteOf(userId, exceptHash = '') {
      return db.sql('sessions').where({ user_id: userId }).whereNot({ hash: exceptHash }).delete();
    },
    async purge() {
      return db.sql('sessions').whereRaw(ended).delete();
    },
  };
}

/** Whom an administrator acts as; undefined: nobody, or it has ended. */
async function actedBy(db: Db, user: User, row: RawRow): ReturnType<SessionStore['find']> {
  const id = row['acting'];
  if (!user.admin || id === null || id === undefined) return undefined;
  const found = await oneRow(db, users, { id });
  const other = found && users.read(found);
  if (!other || other.admin || other.suspendedAt !== null) return undefined;
  const until = Number(row['acting_until']);
  return { ...other, by: { userId: user.id, login: user.login, until } };
}

function readSession(row: RawRow): BrowserSession {
  return { id: String(row['hash']).slice(0, ID_LENGTH), ...sessions.read(row) };
}
