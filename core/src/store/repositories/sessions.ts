import type { SessionStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { unqualified } from '../transition.js';
import { browserSessions } from './browser-sessions.js';
import { tokenEntity as tokens } from './token-entity.js';
import { users } from './user-entity.js';

export function sessionStore(db: Db): SessionStore {
  return { ...browserSessions(db), ...apiTokens(db) };
}

/** `used_at` is for people: it is written at most once a minute. */
const USED_EVERY_MS = 60_000;

export function apiTokens(
  db: Db,
): Pick<SessionStore, 'createToken' | 'findToken' | 'tokens' | 'deleteToken' | 'deleteTokensOf'> {
  const isDue = `(used_at is null or used_at < ${db.nowSql} - ?)`;
  const noted = new Set<number>();
  /** Beside the request: who reads is not held up, and not refused, by a database that takes no writes just now. */
  const noteUse = (id: number): void => {
    if (noted.has(id)) return;
    noted.add(id);
    db.sql('api_tokens')
      .where({ id })
      .whereRaw(isDue, [USED_EVERY_MS])
      .update({ used_at: db.now() })
      // The next request tries again.
      .catch(() => undefined)
      .finally(() => noted.delete(id));
  };
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
      if (row['due']) noteUse(token.id);
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
    deleteTokensOf: async (userId) => db.sql('api_tokens').where({ user_id: userId }).delete(),
  };
}
