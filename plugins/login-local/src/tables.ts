/** What this plugin keeps: password hashes, and hashes of one-time links. */
import type { Migration, PrivateTable, PrivateTables } from '@turnpike/sdk';

interface PasswordRow {
  readonly [column: string]: unknown;
  readonly id: number;
  readonly userId: number;
  readonly hash: string;
}
export interface LinkRow {
  readonly [column: string]: unknown;
  readonly id: number;
  readonly userId: number;
  readonly tokenHash: string;
  /** Milliseconds since 1970, by the database's clock. */
  readonly expiresAt: number;
}
export interface Tables {
  readonly passwords: PrivateTable<PasswordRow>;
  readonly links: PrivateTable<LinkRow>;
}

export const migrations: readonly Migration[] = [
  {
    name: '0001-create-passwords-and-links',
    async up(tools) {
      await tools.createTable('passwords', {
        id: { type: 'id' },
        userId: { type: 'integer', unique: true },
        hash: { type: 'text' },
      });
      await tools.createTable('links', {
        id: { type: 'id' },
        userId: { type: 'integer' },
        tokenHash: { type: 'text', unique: true },
        expiresAt: { type: 'time' },
      });
    },
  },
];

export function openTables(tables: PrivateTables): Tables {
  return { passwords: tables.table('passwords'), links: tables.table('links') };
}
