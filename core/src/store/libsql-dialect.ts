import type { Knex } from 'knex';
// @ts-expect-error knex ships no types for its dialects
import BetterSqlite3Client from 'knex/lib/dialects/better-sqlite3/index.js';
import Database from 'libsql';
import type { CommitGroups } from './commit-groups.js';
import type { RawRow } from './entity.js';
import { storable } from './storable-text.js';
import type { SqliteConnection } from './sqlite-connection.js';

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
  readonly raw: SqliteConnection;
  readonly groups: CommitGroups;
  /** Does who uses it have the connection already? Else each statement waits for its turn. */
  readonly inside: boolean;
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

  override async acquireConnection(): Promise<SqliteConnection> {
    return this.config.inside ? this.config.raw : this.config.groups.enter();
  }

  override async releaseConnection(): Promise<void> {
    if (!this.config.inside) await this.config.groups.leave();
  }

  async _query(_connection: SqliteConnection, query: Query): Promise<Query> {
    const bindings = this._formatBindings(query.bindings).map(storable);
    const run = (): Answer => runStatement(this.config, query.sql, bindings);
    const { groups, inside } = this.config;
    const { response, context } = inside ? run() : await groups.patiently(run);
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
  const { statement, reader, writes } = raw.statement(text);
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
    const values = bindings.map((value) =>
      typeof value === 'boolean' ? Number(value) : storable(value),
    );
    const { response, context } = runStatement(config, text, values);
    return context ? [] : (response as RawRow[]);
  };
  return async (text: string, bindings: readonly unknown[]): Promise<RawRow[]> => {
    if (config.inside) return run(text, bindings);
    await config.groups.enter();
    try {
      return await config.groups.patiently(() => run(text, bindings));
    } finally {
      await config.groups.leave();
    }
  };
}
