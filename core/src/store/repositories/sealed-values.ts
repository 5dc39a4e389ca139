import type { RepositoryStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import type { RawRow } from '../entity.js';
import { oneRow } from '../one-row.js';

type SealedValues = NonNullable<Awaited<ReturnType<RepositoryStore['sealed']>>>;

const SEALED = {
  table: 'repositories',
  columns: [
    'sealed_private_key',
    'sealed_webhook_secret',
    'sealed_credential',
    'sealed_ssh_key',
    'ssh_key_description',
  ],
};
const read = (row: RawRow): SealedValues => ({
  privateKey: row['sealed_private_key'] as string | null,
  webhookSecret: row['sealed_webhook_secret'] as string | null,
  credential: row['sealed_credential'] as string | null,
  sshKey: row['sealed_ssh_key'] as string | null,
  sshKeyDescription: row['ssh_key_description'] as string | null,
});

/** Encrypted columns of a repository. They are in no other answer of the store. */
export function sealedStore(
  db: Db,
): Pick<RepositoryStore, 'sealed' | 'setSealed' | 'setFirstKeys'> {
  return {
    async sealed(id) {
      const row = await oneRow(db, SEALED, { id });
      return row && read(row);
    },
    async setSealed(id, patch) {
      const columns = {
        sealed_private_key: patch.privateKey,
        public_key: patch.publicKey,
        sealed_webhook_secret: patch.webhookSecret,
        sealed_credential: patch.credential,
        sealed_ssh_key: patch.sshKey,
        ssh_key_description: patch.sshKeyDescription,
      };
      const set = Object.fromEntries(
        Object.entries(columns).filter(([, value]) => value !== undefined),
      );
      if (Object.keys(set).length > 0) await db.sql('repositories').where({ id }).update(set);
    },
    async setFirstKeys(id, { privateKey, publicKey }) {
      const changed = await db
        .sql('repositories')
        .where({ id })
        .whereNull('sealed_private_key')
        .whereNull('public_key')
        .update({ sealed_private_key: privateKey, public_key: publicKey });
      return changed === 1;
    },
  };
}
