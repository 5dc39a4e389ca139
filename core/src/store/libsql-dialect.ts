import type { Knex } from 'knex';
// @ts-expect-error knex ships no types for its dialects
import BetterSqlite3Client from 'knex/lib/dialects/better-sqlite3/index.js';
import Database from 'libsql';
import type { CommitGroups } from './commit-groups.js';
import type { RawRow } from './entity.js';

/** What knex's better-sqlite3 dialect hands around as a connection, as far as it is used here. */
interface Statement {
  readonly reader: boolean;
  all(bindings: readonly unknown[]): unknown[];
  run(bindings: readonly unknown[]): { lastInsertRowid: number; changes: number };
}
export interface RawConnection {
  readonly inTransaction: boolean;
  prepare(sql: string): Statement;
  exec(sql: string): unknown;
  close(): void;
}
interface Query {
  readonly sql: string;
  readonly bindings?: readonly unknown[];
  response?: unknown;
  context?: { lastID: number; changes: number };
}
type Client = new (config: LibsqlConfig) => Knex.Client & {
  readonly config: LibsqlConfig;
  _formatBindings(bindings: readonly unknown[] | undefined): unknown[];
};

/** The connection that a knex instance works on. */
export interface LibsqlConfig extends Knex.Config {
  readonly raw: RawConnection;
  readonly groups: CommitGroups;
  /** Does who uses it have the connection already? Else each statement waits for its turn. */
  readonly inside: boolean;
}

const KEPT_STATEMENTS = 500;
interface Prepared {
  readonly statement: Statement;
  /** Asked once: it is a call into the library. */
  readonly reader: boolean;
  /** May it change something? Answered `returning` rows are rows too. */
  readonly writes: boolean;
}
const prepared = new WeakMap<RawConnection, Map<string, Prepared>>();

/** Statements are kept by text: preparing costs more than most of our queries. */
function statementOf(connection: RawConnection, sql: string): Prepared {
  const kept = prepared.get(connection) ?? new Map<string, Prepared>();
  prepared.set(connection, kept);
  const known = kept.get(sql);
  if (known) return known;
  const statement = connection.prepare(sql);
  const made = { statement, reader: statement.reader, writes: !/^\s*select\b/i.test(sql) };
  if (kept.size >= KEPT_STATEMENTS) kept.clear();
  kept.set(sql, made);
  return made;
}

const BetterSqlite3 = BetterSqlite3Client as Client;

/**
 * knex's better-sqlite3 dialect over libsql, which has the same interface, the same speed and ships
 * prebuilt inside its npm packages (no compiler, no install script). There is one connection and no pool:
 * `CommitGroups` says whose turn it is.
 */
export class LibsqlDialect extends BetterSqlite3 {
  _driver(): unknown {
    return Database;
  }

  override async acquireConnection(): Promise<RawConnection> {
    return this.config.inside ? this.config.raw : this.config.groups.enter();
  }

  override async releaseConnection(): Promise<void> {
    if (!this.config.inside) await this.config.groups.leave();
  }

  async _query(_connection: RawConnection, query: Query): Promise<Query> {
    const { response, context } = runStatement(
      this.config,
      query.sql,
      this._formatBindings(query.bindings),
    );
    query.response = response;
    if (context) query.context = context;
    return query;
  }
}

interface Answer {
  readonly response: unknown;
  readonly context?: { lastID: number; changes: number };
}

function runStatement(
  { raw, groups }: LibsqlConfig,
  text: string,
  bindings: readonly unknown[],
): Answer {
  const { statement, reader, writes } = statementOf(raw, text);
  if (reader) return { response: groups.run(writes, () => statement.all(bindings)) };
  const result = groups.run(writes, () => statement.run(bindings));
  return {
    response: result,
    context: { lastID: result.lastInsertRowid, changes: result.changes },
  };
}

/** Runs text as it stands: knex would take longer to look at it than the database to answer. */
export function rowsOf(config: LibsqlConfig) {
  const run = (text: string, bindings: readonly unknown[]): RawRow[] => {
    const values = bindings.map((value) => (typeof value === 'boolean' ? Number(value) : value));
    const { response, context } = runStatement(config, text, values);
    return context ? [] : (response as RawRow[]);
  };
  return async (text: string, bindings: readonly unknown[]): Promise<RawRow[]> => {
    if (config.inside) return run(text, bindings);
    await config.groups.enter();
    try {
      return run(text, bindings);
    } finally {
      await config.groups.leave();
    }
  };
}
