/** A copy of the whole database in one file, and the way back. */
import { execFile } from 'node:child_process';
import { chmod, copyFile, rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { isTurnpikeError, TurnpikeError } from '../contracts/errors.js';
import type { CoreConfig } from '../contracts/config.js';
import { connect } from '../store/connect.js';
import { lockSqliteFile } from '../store/sqlite-lock.js';

const run = promisify(execFile);

export interface CopyOptions {
  readonly database: CoreConfig['database'];
  readonly dataDir: string;
}
export type Dialect = 'sqlite' | 'postgres';

export function dialectOf({ database }: CopyOptions): Dialect {
  return /^postgres(ql)?:/.test(database.url ?? '') ? 'postgres' : 'sqlite';
}

/** SQLite: a compact, consistent file. PostgreSQL: an archive of `pg_dump`. */
export async function copyDatabaseTo(file: string, options: CopyOptions): Promise<void> {
  if (dialectOf(options) === 'postgres') {
    return postgresTool('pg_dump', ['--format=custom', `--file=${file}`], options);
  }
  const connection = await connect({ ...options.database, dataDir: options.dataDir });
  try {
    await connection.alone((knex) => knex.raw('VACUUM INTO ?', [file]));
  } finally {
    await connection.close();
  }
}

/** Replaces what is there. `target`: the SQLite file. */
export async function restoreDatabase(
  file: string,
  target: string,
  options: CopyOptions,
): Promise<void> {
  if (dialectOf(options) === 'postgres') {
    const flags = ['--clean', '--if-exists', '--no-owner', '--exit-on-error', file];
    return postgresTool('pg_restore', flags, options);
  }
  // Throws while a server has it open.
  lockSqliteFile(target)();
  for (const side of ['-wal', '-shm']) await rm(target + side, { force: true });
  await copyFile(file, target);
  await chmod(target, 0o600);
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
