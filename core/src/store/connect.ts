import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import knexModule, { type Knex } from 'knex';
import Database from 'libsql';
import { ConfigError, TurnpikeError } from '../contracts/errors.js';
import type { Logger } from '../contracts/host.js';
import { CommitGroups } from './commit-groups.js';
import type { RawRow } from './entity.js';
import { LibsqlDialect, rowsOf, type LibsqlConfig } from './libsql-dialect.js';
import { SqliteConnection, type RawConnection } from './sqlite-connection.js';
import { isConnectionLoss } from './store-fault.js';
import { storable } from './storable-text.js';
import { sqliteFile } from './sqlite-file.js';
import { lockSqliteFile } from './sqlite-lock.js';

export type Dialect = 'sqlite' | 'postgres';

/** Runs statements: built by knex, or written as text with `?` for each value. */
export interface Session {
  readonly knex: Knex;
  rows(text: string, bindings: readonly unknown[]): Promise<RawRow[]>;
}

/** An open database. As a session it runs each statement by itself. */
export interface Connection extends Session {
  readonly dialect: Dialect;
  /** All of `work` or nothing. Only `trx` may be used in it. */
  transaction<T>(work: (trx: Session) => Promise<T>): Promise<T>;
  /** Outside of every transaction: for what begins its own, and for what must not be in one. */
  alone<T>(work: (knex: Knex) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface ConnectOptions {
  /** `postgres://…`, `sqlite:FILE`, `sqlite::memory:`; absent: `turnpike.db` in the data folder. */
  readonly url?: string | undefined;
  readonly dataDir: string;
  readonly poolSize?: number;
  /** SQLite only. `full`: a commit survives a power cut. */
  readonly synchronous?: 'full' | 'normal';
  /** SQLite only: how long a piece of work waits while another program has the lock of the file. */
  readonly lockWaitMs?: number;
  /** SQLite only: a server may have the file too, so no lock is taken. For those who read. */
  readonly beside?: boolean;
  readonly log?: Logger;
}

/** Opens the database of a URL. Throws ConfigError for a URL of no known kind and TURNPIKE_STORE_IN_USE. */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const { url } = options;
  if (url !== undefined && /^postgres(ql)?:/.test(url)) return connectPostgres(url, options);
  if (url === undefined || url.startsWith('sqlite:')) return connectSqlite(options);
  throw new ConfigError('TURNPIKE_CONFIG_INVALID', `database.url is of no known kind.`, {
    key: 'database.url',
    wayOut: 'Use postgres://user@host/name, sqlite:FILE, or leave it out.',
  });
}

async function connectSqlite(options: ConnectOptions): Promise<Connection> {
  const file = sqliteFile(options.url, options.dataDir);
  if (file) await createPrivateFile(file);
  const unlock = file && options.beside !== true ? lockSqliteFile(file) : () => undefined;
  const raw = openSqlite(file, options.synchronous ?? 'full');
  const groups = new CommitGroups(raw, options.lockWaitMs);
  const session = (inside: boolean): Session => {
    const config: LibsqlConfig = {
      ...{ raw, groups, inside },
      client: LibsqlDialect as unknown as typeof Knex.Client,
      useNullAsDefault: true,
      compileSqlOnError: false,
      log: knexLog(options.log),
    };
    return { knex: knexModule.knex(config), rows: rowsOf(config) };
  };
  const trx = session(true);
  return {
    ...session(false),
    dialect: 'sqlite',
    transaction: (work) => groups.transaction(() => work(trx)),
    alone: (work) => groups.alone(() => work(trx.knex)),
    async close() {
      await groups.alone(async () => raw.close());
      unlock();
    },
  };
}

/** SQLite gives its side files the rights of this one: other users of the machine read none of them. */
async function createPrivateFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await (await open(file, 'a', 0o600)).close();
}

/** knex would write to the console. What it has to say of connections, our errors say too. */
function knexLog(log: Logger | undefined): Knex.Logger {
  const note = (message: unknown): void =>
    log?.debug({ knex: String(message).split('\n')[0] }, 'the database driver says');
  return { warn: note, error: note, deprecate: note, debug: note };
}

function openSqlite(file: string | undefined, synchronous: 'full' | 'normal'): SqliteConnection {
  const open = (): RawConnection => new Database(file ?? ':memory:') as RawConnection;
  const first = open();
  first.exec(`PRAGMA busy_timeout = ${OPENING_MS}`);
  prepareSqlite(first, synchronous);
  if (file === undefined) return new SqliteConnection(first);
  return new SqliteConnection(first, () => {
    // SQLite would make an empty one in its place.
    if (!existsSync(file)) throw fileGone(file);
    const raw = open();
    prepareSqlite(raw, synchronous);
    return raw;
  });
}

/** Opening may wait: nothing else happens in the process yet. */
const OPENING_MS = 5_000;

function prepareSqlite(raw: RawConnection, synchronous: 'full' | 'normal'): void {
  raw.exec('PRAGMA journal_mode = WAL');
  raw.exec(`PRAGMA synchronous = ${synchronous === 'full' ? 'FULL' : 'NORMAL'}`);
  raw.exec('PRAGMA foreign_keys = ON');
  raw.exec('PRAGMA cache_size = -16000');
  // libsql waits in the only thread of the process: `LockWait` waits beside it.
  raw.exec('PRAGMA busy_timeout = 0');
}

function fileGone(file: string): TurnpikeError {
  return new TurnpikeError('TURNPIKE_STORE_UNAVAILABLE', `The database file ${file} is gone.`, {
    file,
    wayOut: 'Put it back; what the server has written since is lost.',
  });
}

function postgresSession(knex: Knex): Session {
  const rows: Session['rows'] = async (text, bindings) =>
    ((await knex.raw(text, bindings as Knex.RawBinding[])) as { rows: RawRow[] }).rows;
  return { knex, rows };
}

const INT8 = 20;
const NUMERIC = 1700;

/** Without user, password and name of the database. */
function hostOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : '';
  return host === '' ? '' : `at ${host} `;
}

/** An error of several addresses has no text of its own. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || String((error as NodeJS.ErrnoException).code ?? error.name);
}

/**
 * After a statement that failed, PostgreSQL answers a commit by undoing everything, and calls that no error: `work`
 * that has caught the failure would be told that all of it is there.
 */
async function wholly<T>(
  trx: Knex.Transaction,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  let failed: { readonly error: unknown } | undefined;
  trx.on('query-error', (error: unknown) => (failed ??= { error }));
  // Undone to a savepoint, nothing of it is left, and the transaction can end well.
  trx.on('query-response', (_answer: unknown, { sql }: { readonly sql?: string }) => {
    if (sql?.startsWith('rollback to savepoint')) failed = undefined;
  });
  const value = await work(postgresSession(trx));
  if (failed) throw failed.error;
  return value;
}

/**
 * A server that ended one session has mostly ended all of them, and the next to ask should not be told so again:
 * connections that wait in the pool are opened anew.
 */
function distrustIdle(db: Knex): void {
  const { free } = (db.client as { pool: { free: { resource: Record<string, unknown> }[] } }).pool;
  for (const { resource } of free) resource['__knex__disposed'] = 'others were lost';
}

async function connectPostgres(url: string, options: ConnectOptions): Promise<Connection> {
  // Loaded here: with SQLite nobody needs it.
  const { default: pg } = await import('pg');
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === INT8 || oid === NUMERIC
        ? (text: string) => Number(text)
        : pg.types.getTypeParser(oid, format as 'text'),
  };
  const db = knexModule.knex({
    client: 'pg',
    // Errors are logged: the values of a statement are nobody's business.
    compileSqlOnError: false,
    log: knexLog(options.log),
    connection: {
      connectionString: url,
      types,
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
    } as Knex.PgConnectionConfig,
    pool: { min: 0, max: options.poolSize ?? 10 },
    acquireConnectionTimeout: 10_000,
  });
  const { client } = db as { client: { prepBindings(bindings: readonly unknown[]): unknown[] } };
  client.prepBindings = (bindings) => bindings.map(storable);
  db.on('query-error', (error: unknown) => {
    if (isConnectionLoss(error)) distrustIdle(db);
  });
  try {
    await db.raw('select 1');
  } catch (error) {
    await db.destroy();
    throw new TurnpikeError(
      'TURNPIKE_STORE_UNAVAILABLE',
      `The database ${hostOf(url)}cannot be reached: ${reasonOf(error)}.`,
      {
        key: 'database.url',
        wayOut: 'Check that the server runs and that user and name are right.',
      },
      error,
    );
  }
  return {
    ...postgresSession(db),
    dialect: 'postgres',
    transaction: (work) => db.transaction((trx) => wholly(trx, work)),
    alone: (work) => work(db),
    close: () => db.destroy(),
  };
}
