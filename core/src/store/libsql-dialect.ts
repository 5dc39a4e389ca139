import type { Knex } from 'knex';
// @ts-expect-error knex ships no types for its dialects
import BetterSqlite3Client from 'knex/lib/dialects/better-sqlite3/index.js';
import Database from 'libsql';

/** What knex's better-sqlite3 dialect hands around as a connection, as far as it is used here. */
interface Statement {
  readonly reader: boolean;
  all(bindings: readonly unknown[]): unknown[];
  run(bindings: readonly unknown[]): { lastInsertRowid: number; changes: number };
}
export interface RawConnection {
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
}
interface Query {
  readonly sql: string;
  readonly bindings?: readonly unknown[];
  response?: unknown;
  context?: { lastID: number; changes: number };
}
type Client = new (config: Knex.Config) => Knex.Client & {
  _formatBindings(bindings: readonly unknown[] | undefined): unknown[];
};

const KEPT_STATEMENTS = 500;
interface Prepared {
  readonly statement: Statement;
  /** Asked once: it is a call into the library. */
  readonly reader: boolean;
}
const prepared = new WeakMap<RawConnection, Map<string, Prepared>>();

/** Statements are kept by text: preparing costs more than most of our queries. */
function statementOf(connection: RawConnection, sql: string): Prepared {
  const kept = prepared.get(connection) ?? new Map<string, Prepared>();
  prepared.set(connection, kept);
  const known = kept.get(sql);
  if (known) return known;
  const statement = connection.prepare(sql);
  const made = { statement, reader: statement.reader };
  if (kept.size >= KEPT_STATEMENTS) kept.clear();
  kept.set(sql, made);
  return made;
}

const BetterSqlite3 = BetterSqlite3Client as Client;

/**
 * knex's better-sqlite3 dialect over libsql, which has the same interface, the same speed and ships
 * prebuilt inside its npm packages (no compiler, no install script).
 */
export class LibsqlDialect extends BetterSqlite3 {
  _driver(): unknown {
    return Database;
  }

  async _query(connection: RawConnection, query: Query): Promise<Query> {
    const { statement, reader } = statementOf(connection, query.sql);
    const bindings = this._formatBindings(query.bindings);
    if (reader) {
      query.response = statement.all(bindings);
      return query;
    }
    const result = statement.run(bindings);
    query.response = result;
    query.context = { lastID: result.lastInsertRowid, changes: result.changes };
    return query;
  }
}
