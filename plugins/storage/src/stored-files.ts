/** What rows name, for whoever carries files to another store. */
import type { FileStore, StoredFiles } from '@turnpike/sdk';
import type { Objects } from './tables.js';

export function storedFiles(stores: readonly FileStore[], objects: Objects): StoredFiles {
  return {
    stores,
    async list(after, limit) {
      const rows = await objects.find({}, { orderBy: 'id', limit, offset: after });
      return rows.map(({ file, bytes, sha256 }) => ({ file, bytes, sha256 }));
    },
  };
}
