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
/** A try of a password. */
export interface AttemptRow {
  readonly [column: string]: unknown;
  readonly id: number;
  /** `user:7`, or the key of a login that nobody has. */
  readonly account: string;
  readonly address: string;
  /** Milliseconds since 1970, by the database's clock. */
  readonly at: number;
  /** It was right. */
  readonly ok: boolean;
}

/** A second factor. */
export interface FactorRow {
  readonly [column: string]: unknown;
  readonly id: number;
  readonly userId: number;
  readonly sealedKey: string;
  /** It was confirmed by a first code: it is asked for. */
  readonly active: boolean;
  /** The last 30 s for which a code was taken: each is good once. */
  readonly lastStep: number;
}
/** A code that stands in for the second factor once. */
interface RecoveryRow {
  readonly [column: string]: unknown;
  readonly id: number;
  readonly userId: number;
  readonly codeHash: string;
}

export interface Tables {
  readonly factors: PrivateTable<FactorRow>;
  readonly recovery: PrivateTable<RecoveryRow>;
  readonly attempts: PrivateTable<AttemptRow>;
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
  {
    name: '0002-attempts',
    async up(tools) {
      await tools.createTable(
        'attempts',
        {
          id: { type: 'id' },
          account: { type: 'text' },
          address: { type: 'text' },
          at: { type: 'time' },
          ok: { type: 'boolean' },
        },
        [['account']],
      );
    },
  },
  {
    name: '0003-second-factors',
    async up(tools) {
      await tools.createTable('factors', {
        id: { type: 'id' },
        userId: { type: 'integer', unique: true },
        sealedKey: { type: 'text' },
        active: { type: 'boolean' },
        lastStep: { type: 'integer' },
      });
      await tools.createTable(
        'recovery',
        { id: { type: 'id' }, userId: { type: 'integer' }, codeHash: { type: 'text' } },
        [['userId']],
      );
    },
  },
];

export function openTables(tables: PrivateTables): Tables {
  return {
    factors: tables.table('factors'),
    recovery: tables.table('recovery'),
    attempts: tables.table('attempts'),
    passwords: tables.table('passwords'),
    links: tables.table('links'),
  };
}
