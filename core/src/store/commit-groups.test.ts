import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect, type Connection } from './connect.js';

let connection: Connection;
let asked: string[];

beforeEach(async () => {
  connection = await connect({ url: 'sqlite::memory:', dataDir: '.' });
  await connection.knex.raw('create table notes (id integer primary key, text text unique)');
  asked = [];
});
afterEach(() => connection.close());

const add = (text: string) => connection.transaction(({ knex }) => knex('notes').insert({ text }));
const texts = async (): Promise<string[]> =>
  (await connection.knex('notes').select('text').orderBy('id')).map((row) => row.text);
const told = (what: string) => (): void => void asked.push(what);

describe('commits of SQLite', () => {
  it('keep what each caller did, in the order in which they came', async () => {
    await Promise.all(['a', 'b', 'c'].map(add));
    expect(await texts()).toEqual(['a', 'b', 'c']);
  });

  it('undo the part of the one that failed, and of no other', async () => {
    const failing = connection.transaction(async ({ knex }) => {
      await knex('notes').insert({ text: 'half' });
      throw new Error('no');
    });
    const results = await Promise.allSettled([add('a'), failing, add('b'), add('a')]);
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
    ]);
    expect(await texts()).toEqual(['a', 'b']);
  });

  it('let nobody see what another may still take back', async () => {
    const first = connection
      .transaction(async ({ knex }) => knex('notes').insert({ text: 'a' }))
      .then(told('written'));
    const reading = texts().then((seen) => told(`seen ${seen.join()}`)());
    await Promise.all([first, reading]);
    expect(asked).toEqual(['written', 'seen a']);
  });

  it('answer who only reads without waiting for a commit', async () => {
    setImmediate(told('commit'));
    await texts().then(told('read'));
    await new Promise(setImmediate);
    expect(asked).toEqual(['read', 'commit']);
  });

  it('fail for all of the group where the database undoes it, and the next ones go on', async () => {
    await connection.knex.raw('pragma max_page_count = 4');
    let after: unknown;
    const before = add('before');
    const tooMuch = connection.transaction(async ({ knex }) => {
      await knex('notes')
        .insert({ text: 'x'.repeat(100_000) })
        .catch(() => undefined);
      // It goes on as if nothing had happened: what it writes now must not stay.
      after = await knex('notes')
        .insert({ text: 'after' })
        .catch((error: unknown) => error);
    });
    const results = await Promise.allSettled([before, tooMuch, add('behind')]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(results[0]).toMatchObject({ reason: { code: 'SQLITE_FULL' } });
    expect(after).toMatchObject({ code: 'TURNPIKE_STORE_UNAVAILABLE' });
    expect(await texts()).toEqual(['behind']);
  });

  it('keep work alone outside of them', async () => {
    const [, busy] = await Promise.all([
      add('a'),
      connection.alone(async (knex) => {
        await knex.raw('begin');
        await knex('notes').insert({ text: 'alone' });
        await knex.raw('rollback');
        return 'done';
      }),
      add('b'),
    ]);
    expect(busy).toBe('done');
    expect(await texts()).toEqual(['a', 'b']);
  });
});
