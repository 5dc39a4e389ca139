/** A copy of the whole database of one moment, made while a server runs, and the way back. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { isTurnpikeError, TurnpikeError } from '../../contracts/errors.js';
import type { CoreConfig } from '../../contracts/config.js';
import { connect, type Connection, type ConnectOptions } from '../../store/connect.js';
import { poolDb, runTransaction, type Db } from '../../store/database.js';
import { sqliteFile } from '../../store/sqlite-file.js';
import { lockSqliteFile } from '../../store/sqlite-lock.js';
import { naming } from '../../store/store-fault.js';

const run = promisify(execFile);

export interface CopyOptions {
  readonly database: CoreConfig['database'];
  readonly dataDir: string;
}
export type Dialect = 'sqlite' | 'postgres';

export function dialectOf({ database }: CopyOptions): Dialect {
  return /^postgres(ql)?:/.test(database.url ?? '') ? 'postgres' : 'sqlite';
}

/**
 * Copies it to `file` and runs `work` with what is in the copy: rows of one moment. SQLite: a compact file.
 * PostgreSQL: an archive of `pg_dump`.
 */
export async function withCopy<T>(
  file: string,
  options: CopyOptions,
  work: (copy: Db) => Promise<T>,
): Promise<T> {
  return dialectOf(options) === 'postgres'
    ? withDump(file, options, work)
    : withSqliteCopy(file, options, work);
}

/** Runs `work` with the rows as they are now, beside a server. */
export async function withPresent<T>(
  options: CopyOptions,
  work: (present: Db) => Promise<T>,
): Promise<T> {
  return withConnection(besideServer(options), (connection) => work(poolDb(connection)));
}

function besideServer({ database, dataDir }: CopyOptions): ConnectOptions {
  const file = sqliteFile(database.url, dataDir);
  if (file !== undefined && !existsSync(file)) {
    throw new TurnpikeError('TURNPIKE_NOT_FOUND', `There is no database ${file}.`, {
      file,
      key: 'database.url',
      wayOut:
        'Check dataDir and database.url; a server that has never started has nothing to keep.',
    });
  }
  return { ...database, dataDir, beside: true };
}

async function withConnection<T>(
  options: ConnectOptions,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const connection = await connect(options);
  try {
    return await naming(() => work(connection));
  } finally {
    await connection.close();
  }
}

async function withSqliteCopy<T>(
  file: string,
  options: CopyOptions,
  work: (copy: Db) => Promise<T>,
): Promise<T> {
  await withConnection(besideServer(options), ({ alone }) =>
    alone((knex) => knex.raw('VACUUM INTO ?', [file])),
  );
  const url = `sqlite:${file}`;
  return withConnection({ url, dataDir: dirname(file), beside: true }, (connection) =>
    work(poolDb(connection)),
  );
}

/** The transaction that reads and the program that dumps see the same moment. */
async function withDump<T>(
  file: string,
  options: CopyOptions,
  work: (copy: Db) => Promise<T>,
): Promise<T> {
  return withConnection(besideServer(options), (connection) =>
    runTransaction(connection, async (db) => {
      await db.rows('set transaction isolation level repeatable read, read only');
      const [row] = await db.rows('select pg_export_snapshot() as id');
      const flags = ['--format=custom', `--file=${file}`, `--snapshot=${String(row?.['id'])}`];
      await postgresTool('pg_dump', flags, options);
      return work(db);
    }),
  );
}

/** Throws TURNPIKE_STORE_IN_USE while a server has it open. */
export function refuseWhileOpen(options: CopyOptions): void {
  const file = sqliteFile(options.database.url, options.dataDir);
  if (file !== undefined && existsSync(file)) lockSqliteFile(file)();
}

/** Replaces what is there. */
export async function restoreDatabase(file: string, options: CopyOptions): Promise<void> {
  const target = sqliteFile(options.database.url, options.dataDir);
  if (target === undefined) {
    const flags = ['--clean', '--if-exists', '--no-owner', '--exit-on-error', file];
    return postgresTool('pg_restore', flags, options);
  }
  await mkdir(dirname(target), { recursive: true });
  lockSqliteFile(target)();
  for (const side of ['-wal', '-shm']) await rm(target + side, { force: true });
  await copyFile(file, target);
  await chmod(target, 0o600);
}

/** Is the copy whole? Throws what is wrong with it. */
export async function checkCopy(file: string, dialect: Dialect): Promise<void> {
  if (dialect === 'postgres') return pgRestoreLists(file);
  const url = `sqlite:${file}`;
  const rows = await withConnection({ url, dataDir: dirname(file), beside: true }, (connection) =>
    connection.rows('pragma integrity_check', []),
  );
  const words = rows.map((row) => String(row['integrity_check']));
  if (words.join() === 'ok') return;
  throw new TurnpikeError(
    'TURNPIKE_STORE_UNAVAILABLE',
    `The database in it is damaged: ${words[0]}.`,
    {
      wayOut: 'Use another backup.',
    },
  );
}

async function pgRestoreLists(file: string): Promise<void> {
  try {
    await run('pg_restore', ['--list', file], { maxBuffer: 64 * 1_048_576 });
  } catch (error) {
    throw toolError('pg_restore', error);
  }
}

/** User, host and password go by the environment: arguments can be read by anybody on the machine. */
async function postgresTool(
  tool: 'pg_dump' | 'pg_restore',
  args: readonly string[],
  { database }: CopyOptions,
): Promise<void> {
  const url = new URL(database.url ?? '');
  const env = {
    ...process.env,
    PGHOST: decodeURIComponent(url.hostname) || (url.searchParams.get('host') ?? ''),
    PGPORT: url.port || '5432',
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
  };
  const name = decodeURIComponent(url.pathname.slice(1));
  try {
    await run(tool, [`--dbname=${name}`, ...args], { env });
  } catch (error) {
    throw toolError(tool, error);
  }
}

function toolError(tool: string, error: unknown): TurnpikeError {
  if (isTurnpikeError(error)) return error;
  const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
  const wayOut =
    code === 'ENOENT'
      ? `Install PostgreSQL's client programs: ${tool} is not here.`
      : 'Check that the database can be reached and that its major version is not newer than the tool.';
  return new TurnpikeError(
    'TURNPIKE_STORE_UNAVAILABLE',
    `${tool} failed. ${stderr.trim().split('\n')[0] ?? ''}`.trim(),
    { key: 'database.url', wayOut },
    error,
  );
}
