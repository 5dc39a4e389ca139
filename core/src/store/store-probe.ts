/** Does the database take writes? Only a write can tell: reading goes on where it refuses them. */
import { randomBytes, randomUUID } from 'node:crypto';
import { TurnpikeError } from '../contracts/errors.js';
import type { Connection, Dialect } from './connect.js';
import type { Db } from './database.js';
import { naming } from './store-fault.js';

/** An answer is good for so long; one that was bad is asked anew sooner. */
const GOOD_MS = 3_000;
const BAD_MS = 1_000;
/** Supervisors give up soon. */
const PATIENCE_MS = 1_500;
/** More than one page, so that it has to find room; it is given back at once. */
const FILLER_BYTES = { sqlite: 16_384, postgres: 1_024 } as const;

/** Rejects with a TURNPIKE_STORE_… error that says in words why not. At most one write in 1 s, shared by all who ask. */
export function writeProbe(connection: Connection, db: Db): () => Promise<void> {
  const process = randomUUID();
  let last: { readonly until: () => number; readonly answer: Promise<void> } | undefined;
  return () => {
    if (last && performance.now() < last.until()) return last.answer;
    // Until it is answered, all share it.
    let until = Infinity;
    const kept = (ms: number) => (): void => void (until = performance.now() + ms);
    const answer = naming(() => inTime(write(connection, db, process), connection.dialect));
    answer.then(kept(GOOD_MS), kept(BAD_MS));
    last = { until: () => until, answer };
    return answer;
  };
}

/** SQLite waits for nothing but a lock. */
const LATE = {
  sqlite: { code: 'TURNPIKE_STORE_BUSY', words: undefined },
  postgres: { code: 'TURNPIKE_STORE_UNAVAILABLE', words: 'The database does not answer in time.' },
} as const;

async function inTime(work: Promise<void>, dialect: Dialect): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const { code, words } = LATE[dialect];
    const wayOut = 'Look for what holds it: a copy tool, a shell, a checkpoint, a slow disk.';
    timer = setTimeout(() => reject(new TurnpikeError(code, words, { wayOut })), PATIENCE_MS);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function write({ dialect }: Connection, db: Db, process: string): Promise<void> {
  const filler = randomBytes(FILLER_BYTES[dialect]).toString('hex');
  await db.rows(
    `insert into store_probes (process, filler, at) values (?, ?, ${db.nowSql})
     on conflict (process) do update set filler = excluded.filler, at = excluded.at`,
    [process, filler],
  );
  // Also of processes that ended in between.
  await db.rows(`delete from store_probes where process = ? or at < ${db.nowSql} - 600000`, [
    process,
  ]);
}
