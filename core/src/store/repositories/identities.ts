import type { Identity } from '../../contracts/domain.js';
import { ConflictError } from '../../contracts/errors.js';
import type { IdentityStore, SealedTokens } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity, type RawRow } from '../entity.js';
import { oneRow } from '../one-row.js';
import { unqualified } from '../transition.js';
import { makeSync, wakeSync } from './syncs.js';

const identities = entity<Identity>('identities', {
  id: 'plain',
  userId: 'plain',
  host: 'plain',
  hostUserId: 'plain',
  login: 'plain',
  name: 'plain',
  avatarUrl: 'plain',
  scopes: 'json',
  expiresAt: 'plain',
  syncedAt: 'plain',
  revokedAt: 'plain',
  createdAt: 'plain',
});
const SEALED = { table: 'identities', columns: ['sealed_token', 'sealed_refresh'] };

const sealed = ({ token, refresh }: SealedTokens): RawRow => ({
  sealed_token: token,
  sealed_refresh: refresh,
});

export function identityStore(db: Db): IdentityStore {
  return { ...reading(db), ...linking(db), ...holding(db) };
}

function reading(db: Db): Pick<IdentityStore, 'get' | 'byHostUser' | 'ofUser' | 'list'> {
  const one = async (where: RawRow): Promise<Identity | undefined> => {
    const row = await oneRow(db, identities, where);
    return row ? identities.read(row) : undefined;
  };
  const select = () => db.sql('identities').select(identities.columns).orderBy('id');
  return {
    get: (id) => one({ id }),
    byHostUser: (host, hostUserId) => one({ host, host_user_id: hostUserId }),
    async ofUser(userId) {
      const rows = await select().where({ user_id: userId });
      return rows.map(identities.read);
    },
    async list(after, limit) {
      const rows = await select().where('id', '>', after).limit(limit);
      return rows.map(identities.read);
    },
  };
}

function taken(host: string): ConflictError {
  return new ConflictError(
    'TURNPIKE_CONFLICT',
    `This account of ${host} is linked to another account here.`,
    { wayOut: 'Sign in with it, or unlink it there first.' },
  );
}

function linking(db: Db): Pick<IdentityStore, 'link' | 'update' | 'unlink'> {
  return {
    link: (identity) =>
      db.atomically(async (tx) => {
        const { login, name, avatarUrl, userId } = identity;
        const [row] = await tx
          .sql('identities')
          .insert({ ...identities.write({ ...identity, scopes: [] }), created_at: tx.now() })
          .onConflict(['host', 'host_user_id'])
          .merge(identities.write({ login, name, avatarUrl }))
          .where('identities.user_id', userId)
          .returning(unqualified(identities));
        if (!row) throw taken(identity.host);
        const linked = identities.read(row as RawRow);
        await makeSync(tx, linked.id);
        return linked;
      }),
    async update(id, patch) {
      const set = identities.write(patch);
      if (Object.keys(set).length > 0) await db.sql('identities').where({ id }).update(set);
      const row = await oneRow(db, identities, { id });
      return row ? identities.read(row) : undefined;
    },
    async unlink(userId, id) {
      return (await db.sql('identities').where({ id, user_id: userId }).delete()) === 1;
    },
  };
}

function holding(
  db: Db,
): Pick<IdentityStore, 'tokens' | 'setTokens' | 'reseal' | 'revoke' | 'synced'> {
  const set = (id: number, values: object) => db.sql('identities').where({ id }).update(values);
  return {
    async tokens(id) {
      const row = await oneRow(db, SEALED, { id });
      return (
        row && {
          token: row['sealed_token'] as string | null,
          refresh: row['sealed_refresh'] as string | null,
        }
      );
    },
    setTokens: (id, { scopes, expiresAt, ...tokens }) =>
      db.atomically(async (tx) => {
        const known = identities.write({ scopes, expiresAt, revokedAt: null });
        await tx
          .sql('identities')
          .where({ id })
          .update({ ...sealed(tokens), ...known });
        await wakeSync(tx, id);
      }),
    async reseal(id, tokens) {
      await set(id, sealed(tokens));
    },
    async revoke(id) {
      await set(id, { revoked_at: db.now() }).whereNull('revoked_at');
    },
    async synced(id) {
      await set(id, { synced_at: db.now() });
    },
  };
}
