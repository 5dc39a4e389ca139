/** Faults at any statement of any work: what was acknowledged stays, what failed leaves nothing, the next write succeeds. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import Database from 'libsql';
import { afterAll, describe, expect, it } from 'vitest';
import {
  asking,
  dropPostgres,
  endSessions,
  freshPostgres,
  hasPostgres,
} from '../../../test/support/postgres.js';
import { connect, type Connection, type Session } from './connect.js';
import { runTransaction } from './database.js';
import { sleep } from './lock-wait.js';
import { isConnectionLoss, named } from './store-fault.js';

const ROOM = 30_000;
const steps = fc.array(
  fc.constantFrom('read', 'write', 'returning', 'big', 'pause', 'wrong', 'twice', 'caught'),
  { minLength: 1, maxLength: 6 },
);
const works = fc.array(
  fc.record({
    kind: fc.constantFrom('transaction', 'builder', 'text', 'reading'),
    steps,
    afterMs: fc.integer({ min: 0, max: 40 }),
    gives: fc.boolean(),
  }),
  { minLength: 3, maxLength: 12 },
);
type Work = (typeof works extends fc.Arbitrary<infer T> ? T : never)[number];
const moments = { atMs: fc.integer({ min: 0, max: 60 }), forMs: fc.integer({ min: 0, max: 120 }) };
const faults = <K extends string>(...kinds: readonly K[]) =>
  fc.array(fc.record({ kind: fc.constantFrom(...kinds), ...moments }), { maxLength: 4 });

const insert = 'insert into notes (work, text) values (?, ?)';

async function take(step: string, id: number, trx: Session): Promise<void> {
  if (step === 'read') await trx.rows('select count(*) as n from notes', []);
  if (step === 'write') await trx.knex('notes').insert({ work: id, text: 'x' });
  if (step === 'returning') await trx.rows(`${insert} returning id`, [id, 'y']);
  if (step === 'big') await trx.rows(insert, [id, 'z'.repeat(ROOM)]);
  // Others come in between; only SQL is awaited in a transaction.
  if (step === 'pause') for (let n = 0; n < 5; n += 1) await trx.rows('select 1 as one', []);
  if (step === 'wrong') await trx.rows('select nothing from nowhere', []);
  if (step === 'twice')
    await trx.rows('insert into notes (id, work, text) values (1, ?, ?)', [id, 'd']);
  if (step === 'caught') await trx.rows('update notes set id = null', []).catch(() => undefined);
}

/** How many rows it wrote, when it is acknowledged. */
const rowsOf = ({ kind, steps: all }: Work): number => {
  if (kind === 'reading') return 0;
  if (kind !== 'transaction') return 1;
  return all.filter((step) => ['write', 'returning', 'big'].includes(step)).length;
};

async function perform(connection: Connection, id: number, work: Work): Promise<void> {
  await sleep(work.afterMs);
  if (work.kind === 'builder')
    return void (await connection.knex('notes').insert({ work: id, text: 'b' }));
  if (work.kind === 'text') return void (await connection.rows(insert, [id, 't']));
  if (work.kind === 'reading')
    return void (await connection.rows('select * from notes limit 3', []));
  await runTransaction(connection, async (db) => {
    const session = { knex: db.sql, rows: db.rows };
    for (const step of work.steps) await take(step, id, session);
    if (work.gives) throw new Error('given up');
  });
}

/** Wrote of each piece of work: what was acknowledged, all; what failed, nothing. */
async function judge(
  connection: Connection,
  all: readonly Work[],
  results: readonly PromiseSettledResult<void>[],
): Promise<void> {
  const rows = await connection.rows(
    'select work, count(*) as n from notes where work >= 0 group by work',
    [],
  );
  const found = new Map(rows.map((row) => [Number(row['work']), Number(row['n'])]));
  results.forEach((result, id) => {
    const expected = rowsOf(all[id]!);
    const there = found.get(id) ?? 0;
    // Nobody can know whether a commit was carried out whose answer was lost: but it is whole.
    const open = result.status === 'rejected' && isConnectionLoss(result.reason);
    if (open) expect([0, expected]).toContain(there);
    else expect([id, there]).toEqual([id, result.status === 'fulfilled' ? expected : 0]);
  });
}

async function prepared(url: string, dataDir: string): Promise<Connection> {
  const connection = await connect({ url, dataDir, lockWaitMs: 60 });
  const id = connection.dialect === 'sqlite' ? 'integer primary key' : 'serial primary key';
  await connection.rows(`create table notes (id ${id}, work integer not null, text text)`, []);
  await connection.rows(insert, [-1, 'first']);
  return connection;
}

async function hold(
  connection: Connection,
  all: readonly Work[],
  faulty: () => Promise<unknown>,
): Promise<void> {
  const [results] = await Promise.all([
    Promise.allSettled(all.map((work, id) => perform(connection, id, work))),
    faulty(),
  ]);
  for (const result of results) {
    if (result.status === 'fulfilled') continue;
    expect(result.reason).not.toMatchObject({ message: expect.stringMatching(/in progress/) });
  }
  await runTransaction(connection, async (db) => {
    await db.rows('select count(*) as n from notes');
    await db.rows(insert, [-2, 'next']);
  });
  await connection.rows(insert, [-3, 'and the next']);
  await connection.alone((knex) => knex.raw('vacuum'));
  await judge(connection, all, results);
}

describe('a SQLite file', () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((made) => rm(made, { recursive: true, force: true }))));
  const opened = async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'turnpike-faults-'));
    folders.push(dataDir);
    return {
      connection: await prepared('sqlite:turnpike.db', dataDir),
      file: join(dataDir, 'turnpike.db'),
    };
  };
  const foreignLock = async (file: string, how: string, forMs: number) => {
    const other = new Database(file);
    try {
      other.exec('pragma busy_timeout = 0');
      other.exec(`begin ${how}`);
      await sleep(forMs);
      if (how === 'deferred') other.exec("insert into notes (work, text) values (-9, 'foreign')");
      other.exec('commit');
    } finally {
      other.close();
    }
  };
  const full = async (connection: Connection, forMs: number) => {
    await connection.rows('pragma max_page_count = 1', []).catch(() => undefined);
    await sleep(forMs);
    for (let tries = 0; tries < 100; tries += 1) {
      const widened = await connection
        .rows('pragma max_page_count = 1000000', [])
        .catch(() => undefined);
      if (widened) return;
    }
  };

  it('keeps what it acknowledged and nothing else, whatever fault meets whatever statement', async () => {
    await fc.assert(
      fc.asyncProperty(
        works,
        faults('immediate', 'exclusive', 'deferred', 'full'),
        async (all, faulty) => {
          const { connection, file } = await opened();
          try {
            await hold(connection, all, () =>
              Promise.all(
                faulty.map(async ({ kind, atMs, forMs }) => {
                  await sleep(atMs);
                  if (kind === 'full') return full(connection, forMs);
                  return foreignLock(file, kind, forMs).catch(() => undefined);
                }),
              ),
            );
          } finally {
            await connection.close();
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 600_000);

  it('does not hold up the process while another program has its lock, and says so in time', async () => {
    const { connection, file } = await opened();
    const held = foreignLock(file, 'immediate', 600);
    let turns = 0;
    const clock = setInterval(() => (turns += 1), 5);
    const refused = await connection.rows(insert, [1, 'x']).catch((error: unknown) => named(error));
    expect(refused).toMatchObject({ code: 'TURNPIKE_STORE_BUSY', retryable: true, status: 503 });
    expect(turns).toBeGreaterThan(3);
    expect(await connection.rows('select text from notes', [])).toEqual([{ text: 'first' }]);
    await held;
    clearInterval(clock);
    await connection.rows(insert, [1, 'y']);
    await connection.close();
  });

  it('waits for a short lock', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'turnpike-faults-'));
    folders.push(dataDir);
    const made = await prepared('sqlite:turnpike.db', dataDir);
    await made.close();
    const connection = await connect({ url: 'sqlite:turnpike.db', dataDir });
    const held = foreignLock(join(dataDir, 'turnpike.db'), 'immediate', 400);
    await Promise.all([
      connection.rows(insert, [1, 'text']),
      connection.knex('notes').insert({ work: 1, text: 'builder' }),
      runTransaction(connection, async (db) => {
        await db.rows('select 1 as one from notes');
        await db.rows(insert, [1, 'transaction']);
      }),
    ]);
    await held;
    expect(await connection.rows('select text from notes where work = 1', [])).toHaveLength(3);
    await connection.close();
  });
});

describe.skipIf(!hasPostgres())('PostgreSQL', () => {
  it('keeps what it acknowledged and nothing else, whenever its sessions end or its tables are locked', async () => {
    await fc.assert(
      fc.asyncProperty(works, faults('end', 'lock'), async (all, faulty) => {
        const url = await freshPostgres();
        const connection = await prepared(url, '.');
        const fault = async (kind: string, forMs: number) => {
          if (kind === 'end') return endSessions(url);
          await asking(url, async (client) => {
            await client.query('begin; lock table notes in access exclusive mode');
            await sleep(forMs);
            await client.query('commit');
          });
        };
        try {
          await hold(connection, all, () =>
            Promise.all(
              faulty.map(async ({ kind, atMs, forMs }) => {
                await sleep(atMs);
                // Another fault may end its own session.
                await fault(kind, forMs).catch(() => undefined);
              }),
            ),
          );
        } finally {
          await connection.close();
          await dropPostgres(url);
        }
      }),
      { numRuns: 8 },
    );
  }, 240_000);
});

describe('faults of a database', () => {
  const coded = (code: string) => named(Object.assign(new Error('x'), { code }));

  it.each([
    ['SQLITE_BUSY_SNAPSHOT', 'TURNPIKE_STORE_BUSY', true],
    ['40P01', 'TURNPIKE_STORE_BUSY', true],
    ['SQLITE_FULL', 'TURNPIKE_STORE_FULL', true],
    ['53100', 'TURNPIKE_STORE_FULL', true],
    ['SQLITE_READONLY_DBMOVED', 'TURNPIKE_STORE_READONLY', true],
    ['SQLITE_IOERR_WRITE', 'TURNPIKE_STORE_UNAVAILABLE', true],
    ['57P01', 'TURNPIKE_STORE_UNAVAILABLE', true],
    ['ECONNRESET', 'TURNPIKE_STORE_UNAVAILABLE', true],
    ['SQLITE_CONSTRAINT_UNIQUE', 'TURNPIKE_STORE_REFUSED', false],
    ['SQLITE_TOOBIG', 'TURNPIKE_STORE_REFUSED', false],
    ['22021', 'TURNPIKE_STORE_REFUSED', false],
    ['23505', 'TURNPIKE_STORE_REFUSED', false],
    ['54000', 'TURNPIKE_STORE_REFUSED', false],
  ])('tell by their code whether to try again: %s', (code, ours, retryable) => {
    expect(coded(code)).toMatchObject({ code: ours, retryable });
  });

  it('leave all other errors as they are', () => {
    const error = new Error('x');
    expect(named(error)).toBe(error);
    expect(coded('42601')).not.toHaveProperty('retryable');
  });

  const onEach = hasPostgres() ? (['sqlite', 'postgres'] as const) : (['sqlite'] as const);
  it.each(onEach)(
    'hold any text of hosts and commits, without what is no text: %s',
    async (kind) => {
      const url = kind === 'sqlite' ? 'sqlite::memory:' : await freshPostgres();
      const connection = await prepared(url, '.');
      const texts = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => `${text}\0🍒\ud83c`);
      await fc.assert(
        fc.asyncProperty(texts, async (text) => {
          const expected = text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\ufffd');
          await connection.rows('delete from notes', []);
          await connection.rows(insert, [1, text]);
          await connection.knex('notes').insert({ work: 2, text });
          const rows = await connection.rows('select text from notes', []);
          expect(rows.map((row) => row['text'])).toEqual([expected, expected]);
        }),
        { numRuns: 50 },
      );
      await connection.close();
      if (kind === 'postgres') await dropPostgres(url);
    },
  );

  it('ends with its server: who still asks is refused, whatever they asked before, and the process lives', async () => {
    for (const url of ['sqlite::memory:', `sqlite:${join(tmpdir(), `ended-${process.pid}.db`)}`]) {
      const connection = await prepared(url, '.');
      const asks = [
        () => connection.rows(insert, [1, 'kept']),
        () => connection.knex('notes').insert({ work: 1, text: 'kept' }),
        () => connection.knex('notes').select('*'),
        () => connection.transaction(async ({ rows }) => rows(insert, [2, 'part'])),
        () => connection.alone(async (knex) => knex.raw('select 1')),
      ];
      for (const ask of asks) await ask();
      const ending = connection.close();
      const late = await Promise.allSettled([...asks, ...asks].map((ask) => ask()));
      await ending;
      for (const ask of asks) await expect(ask()).rejects.toThrow(/database is closed/);
      expect(new Set(late.map(({ status }) => status))).toEqual(new Set(['rejected']));
      await connection.close();
      await rm(url.slice('sqlite:'.length), { force: true });
    }
  });
});
