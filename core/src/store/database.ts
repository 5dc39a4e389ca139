import type { Knex } from 'knex';
import type { Connection, Dialect, Session } from './connect.js';
import { isConnectionLoss } from './store-fault.js';
import type { RawRow } from './entity.js';
import { assertOutsideTransaction, markInside } from './guard.js';

/** What a repository runs its SQL on: the pool, or one transaction. */
export interface Db {
  readonly dialect: Dialect;
  readonly inTransaction: boolean;
  /** The query builder. Throws TURNPIKE_STORE_TRANSACTION for the pool inside a transaction. */
  readonly sql: Knex;
  /** Raw SQL with `?` bindings, as rows. */
  rows(sql: string, bindings?: readonly unknown[]): Promise<RawRow[]>;
  /** The database's clock in milliseconds, as an expression. */
  readonly nowSql: string;
  now(): Knex.Raw;
  inSeconds(seconds: number): Knex.Raw;
  /** ` for update skip locked` where the database has it; SQLite has one writer anyway. */
  readonly skipLocked: string;
  /** ` for update` where the database has it. */
  readonly forUpdate: string;
  /** Runs on this transaction, or in a new one. */
  atomically<T>(work: (db: Db) => Promise<T>): Promise<T>;
}

const NOW_SQL = {
  sqlite: "cast(round(unixepoch('subsec') * 1000) as integer)",
  postgres: 'cast(floor(extract(epoch from clock_timestamp()) * 1000) as bigint)',
} as const;

/** Binds `Db` to a connection, each statement by itself. Throws inside a transaction. */
export function poolDb(connection: Connection): Db {
  const guarded = (): Session => {
    assertOutsideTransaction('A query beside the transaction');
    return connection;
  };
  return makeDb(connection.dialect, false, guarded, (work) => runTransaction(connection, work));
}

/** SQLite has one connection, and one of these for it. */
const known = new WeakMap<Session, Db>();

/** Binds `Db` to an open transaction. */
function transactionDb(trx: Session, dialect: Dialect): Db {
  const made = known.get(trx);
  if (made) return made;
  const db: Db = makeDb(
    dialect,
    true,
    () => trx,
    (work) => work(db),
  );
  known.set(trx, db);
  return db;
}

function makeDb(
  dialect: Dialect,
  inTransaction: boolean,
  session: () => Session,
  atomically: Db['atomically'],
): Db {
  const nowSql = NOW_SQL[dialect];
  return {
    dialect,
    inTransaction,
    nowSql,
    atomically,
    skipLocked: dialect === 'postgres' ? ' for update skip locked' : '',
    forUpdate: dialect === 'postgres' ? ' for update' : '',
    get sql() {
      return session().knex;
    },
    rows: async (text, bindings = []) => session().rows(text, bindings),
    now: () => session().knex.raw(nowSql),
    inSeconds: (seconds) => session().knex.raw(`${nowSql} + ?`, [Math.round(seconds * 1000)]),
  };
}

const ATTEMPTS = 5;

/**
 * One transaction, run again (at most 5 times) when the database asks for it, or when its connection was lost before
 * the commit: after that nobody can know what became of it.
 */
export async function runTransaction<T>(
  connection: Connection,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  assertOutsideTransaction('Another transaction');
  for (let attempt = 1; ; attempt += 1) {
    const progress = { begun: false, done: false };
    try {
      return await connection.transaction((trx) =>
        markInside(async () => {
          progress.begun = true;
          const value = await work(transactionDb(trx, connection.dialect));
          progress.done = true;
          return value;
        }),
      );
    } catch (error) {
      const wasLost = progress.begun && !progress.done && isConnectionLoss(error);
      if (attempt >= ATTEMPTS || !(wasLost || isWorthAnotherTry(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 10 * Math.random()));
    }
  }
}

/** Serialisation failure, deadlock, lock not available. A locked file of SQLite was waited for already. */
function isWorthAnotherTry(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && ['40001', '40P01', '55P03'].includes(code);
}

/** "A row with this key exists already", in either database. */
export function isDuplicate(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return (
    code === '23505' ||
    code === 'SQLITE_CONSTRAINT_UNIQUE' ||
    code === 'SQLITE_CONSTRAINT_PRIMARYKEY'
  );
}
