import type { ApiToken } from '../../contracts/domain.js';
import type { SessionStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { unqualified } from '../transition.js';
import { users } from './users.js';

const tokens = entity<ApiToken>('api_tokens', {
  id: 'plain',
  userId: 'plain',
  name: 'plain',
  scopes: 'json',
  createdAt: 'plain',
  usedAt: 'plain',
  expiresAt: 'plain',
});

export function sessionStore(db: Db): SessionStore {
  return { ...browserSessions(db), ...apiTokens(db) };
}

function browserSessions(
  db: Db,
): Pick<SessionStore, 'create' | 'find' | 'delete' | 'deleteOf' | 'purge'> {
  return {
    async create({ hash, userId, ttlSeconds }) {
      await db.sql('sessions').insert({
        hash,
        user_id: userId,
        created_at: db.now(),
        expires_at: db.inSeconds(ttlSeconds),
      });
    },
    async find(hash) {
      const row = await db
        .sql('sessions')
        .join('users', 'users.id', 'sessions.user_id')
        .select(users.columns)
        .where('sessions.hash', hash)
        .where('sessions.expires_at', '>', db.now())
        .whereNull('users.suspended_at')
        .first();
      return row ? users.read(row) : undefined;
    },
    async delete(hash) {
      await db.sql('sessions').where({ hash }).delete();
    },
    async deleteOf(userId) {
      await db.sql('sessions').where({ user_id: userId }).delete();
    },
    async purge() {
      return db.sql('sessions').where('expires_at', '<=', db.now()).delete();
    },
  };
}

/** `used_at` is for people: it is written at most once a minute. */
const USED_EVERY_MS = 60_000;

function apiTokens(
  db: Db,
): Pick<SessionStore, 'createToken' | 'findToken' | 'tokens' | 'deleteToken'> {
  const isDue = `(used_at is null or used_at < ${db.nowSql} - ?)`;
  return {
    async createToken({ ttlSeconds, ...token }) {
      const values = {
        hash: token.hash,
        ...tokens.write({ userId: token.userId, name: token.name, scopes: token.scopes }),
        created_at: db.now(),
        expires_at: ttlSeconds === undefined ? null : db.inSeconds(ttlSeconds),
      };
      const [row] = await db.sql('api_tokens').insert(values).returning(unqualified(tokens));
      return tokens.read(row);
    },
    async findToken(hash) {
      const row = await db
        .sql('api_tokens')
        .select([...tokens.columns, db.sql.raw(`${isDue} as due`, [USED_EVERY_MS])])
        .where({ hash })
        .whereRaw(`(expires_at is null or expires_at > ${db.nowSql})`)
        .first();
      if (!row) return undefined;
      const token = tokens.read(row);
      const user = await db
        .sql('users')
        .select(users.columns)
        .where({ id: token.userId })
        .whereNull('suspended_at')
        .first();
      if (!user) return undefined;
      // Asked before, for an update that changes nothing takes SQLite's write lock all the same.
      if (row['due'])
        await db
          .sql('api_tokens')
          .where({ id: token.id })
          .whereRaw(isDue, [USED_EVERY_MS])
          .update({ used_at: db.now() });
      return { token, user: users.read(user) };
    },
    async tokens(userId) {
      const rows = await db
        .sql('api_tokens')
        .select(tokens.columns)
        .where({ user_id: userId })
        .orderBy('id');
      return rows.map(tokens.read);
    },
    async deleteToken(userId, id) {
      return (await db.sql('api_tokens').where({ id, user_id: userId }).delete()) === 1;
    },
  };
}
