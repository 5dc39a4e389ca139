import Database from 'libsql';
import { ConfigError } from '../contracts/errors.js';
import { isLocked } from './lock-wait.js';

/**
 * Takes a SQLite file for this process by an exclusive transaction on a lock database beside it. The
 * operating system holds that lock, so it ends with the process, however the process ends.
 * Throws ConfigError TURNPIKE_STORE_IN_USE. Returns the undo.
 */
export function lockSqliteFile(file: string): () => void {
  const lockFile = `${file}.lock`;
  const lock = new Database(lockFile);
  try {
    lock.exec('PRAGMA busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isLocked(error)) throw error;
    throw new ConfigError(
      'TURNPIKE_STORE_IN_USE',
      `Another process has ${file} open.`,
      {
        file,
        wayOut:
          'Stop the other process, or give this one a database of its own or a shared PostgreSQL (database.url).',
      },
      error,
    );
  }
  return () => lock.close();
}
