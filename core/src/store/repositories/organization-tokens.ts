import { ConflictError } from '../../contracts/errors.js';
import { loginKey } from '../../contracts/login-key.js';
import type { OrganizationTokenStore } from '../../contracts/store.js';
import { isDuplicate, type Db } from '../database.js';
import { apiTokens } from './sessions.js';
import { tokenEntity } from './token-entity.js';
import { users } from './user-entity.js';

/** Each has an account of its own, which no person can log in to: it has the owner's right, and goes with the token. */
export function organizationTokenStore(db: Db): OrganizationTokenStore {
  return {
    async list(ownerId) {
      const rows = db.sql('api_tokens').join('users', 'users.id', 'api_tokens.user_id');
      const found = await rows
        .select(tokenEntity.columns)
        .where('users.owner_id', ownerId)
        .orderBy('api_tokens.id');
      return found.map(tokenEntity.read);
    },
    create: ({ ownerId, login, level, ...token }) =>
      db.atomically(async (tx) => {
        const userId = await addAccount(tx, ownerId, login);
        await tx.sql('owner_permissions').insert({ user_id: userId, owner_id: ownerId, level });
        return apiTokens(tx).createToken({ ...token, userId, scopes: [level] });
      }),
    delete: (ownerId, id) =>
      db.atomically(async (tx) => {
        const of = tx.sql('api_tokens').where({ id }).select('user_id');
        const gone = tx.sql('users').where({ owner_id: ownerId }).whereIn('id', of);
        return (await gone.delete()) === 1;
      }),
  };
}

async function addAccount(db: Db, ownerId: number, login: string): Promise<number> {
  const account = users.write({ login, name: null, email: null, admin: false, ownerId });
  const values = { ...account, login_key: loginKey(login), created_at: db.now() };
  try {
    const [row] = await db.sql('users').insert(values).returning('id');
    return Number((row as { id: number }).id);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new ConflictError('TURNPIKE_CONFLICT', 'The owner has a token of this name already.', {
      errorType: 'duplicate_resource',
      wayOut: 'Choose another name, or revoke that one first.',
    });
  }
}
