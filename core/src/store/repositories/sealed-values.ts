import type { RepositoryStore } from '../../contracts/store.js';
import type { Db } from '../database.js';

/** Encrypted columns of a repository. They are in no other answer of the store. */
export function sealedStore(db: Db): Pick<RepositoryStore, 'sealed' | 'setSealed'> {
  return {
    async sealed(id) {
      return db
        .sql('repositories')
        .select({
          privateKey: 'sealed_private_key',
          webhookSecret: 'sealed_webhook_secret',
          credential: 'sealed_credential',
          sshKey: 'sealed_ssh_key',
        })
        .where({ id })
        .first();
    },
    async setSealed(id, patch) {
      const columns = {
        sealed_private_key: patch.privateKey,
        public_key: patch.publicKey,
        sealed_webhook_secret: patch.webhookSecret,
        sealed_credential: patch.credential,
        sealed_ssh_key: patch.sshKey,
      };
      const set = Object.fromEntries(
        Object.entries(columns).filter(([, value]) => value !== undefined),
      );
      if (Object.keys(set).length > 0) await db.sql('repositories').where({ id }).update(set);
    },
  };
}
