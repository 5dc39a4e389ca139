import { assertOutsideTransaction } from './guard.js';
import type { Connection } from './connect.js';
import { isConnectionLoss, naming } from './store-fault.js';

export type Exclusively = <T>(name: string, work: () => Promise<T>) => Promise<T | undefined>;

/** A named lock: over all processes by PostgreSQL; within the process for SQLite, which has only one. */
export function exclusiveLocks(connection: Connection): Exclusively {
  return connection.dialect === 'postgres' ? postgresLocks(connection) : localLocks();
}

function localLocks(): Exclusively {
  const held = new Set<string>();
  return async (name, work) => {
    assertOutsideTransaction('A named lock');
    if (held.has(name)) return undefined;
    held.add(name);
    try {
      return await work();
    } finally {
      held.delete(name);
    }
  };
}

/** The lock belongs to a session, so one connection is kept aside while `work` runs on others. */
function postgresLocks({ knex }: Connection): Exclusively {
  const ask = async (raw: unknown, sql: string, name: string): Promise<boolean> => {
    const result = (await knex
      .raw(`select ${sql}(hashtextextended(?, 0)) as done`, [`turnpike:${name}`])
      .connection(raw)) as { rows: { done: boolean }[] };
    return result.rows[0]?.done === true;
  };
  /** The lock ends with its session: one that was lost needs no more. */
  const release = async (raw: unknown, name: string): Promise<void> => {
    try {
      await ask(raw, 'pg_advisory_unlock', name);
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
    }
  };
  return async (name, work) => {
    assertOutsideTransaction('A named lock');
    const client = knex.client as {
      acquireConnection(): Promise<unknown>;
      releaseConnection(raw: unknown): Promise<void>;
    };
    const raw = await naming(() => client.acquireConnection());
    try {
      if (!(await naming(() => ask(raw, 'pg_try_advisory_lock', name)))) return undefined;
      try {
        return await work();
      } finally {
        await release(raw, name);
      }
    } finally {
      await client.releaseConnection(raw);
    }
  };
}
