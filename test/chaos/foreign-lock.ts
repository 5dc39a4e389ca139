import { setTimeout as wait } from 'node:timers/promises';
import Database from 'libsql';

/** Locks a SQLite file as an administrator's shell does. Whoever writes just then is waited for. */
export async function foreignLock(file: string, forMs: number): Promise<void> {
  const other = new Database(file);
  try {
    for (;;) {
      try {
        other.exec('begin immediate');
        break;
      } catch {
        await wait(5);
      }
    }
    await wait(forMs);
    other.exec('rollback');
  } finally {
    other.close();
  }
}
