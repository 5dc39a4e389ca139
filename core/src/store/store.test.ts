import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, describe, expect, it } from 'vitest';
import {
  dropPostgres,
  endSessions,
  freshPostgres,
  hasPostgres,
} from '../../../test/support/postgres.js';
import { onEachDatabase } from '../../../test/support/databases.js';
import { assertOutsideTransaction, openStore } from './index.js';

type Told = { readonly name: string; readonly data: unknown };
const fact = { repositoryId: 1 };

onEachDatabase('store', (database) => {
  it('tells facts after the commit, in order, and none of a failed transaction', async () => {
    const told: Told[] = [];
    const { store } = await database.open(async (name, data) => void told.push({ name, data }));
    await store.transaction(async (tx) => {
      tx.emit('repository:changed', fact);
      tx.emit('worker:changed', { worker: 'w' });
      await tx.owners.ensure({ host: 'git', login: 'ada', type: 'user' });
      expect(told).toEqual([]);
    });
    expect(told.map((entry) => entry.name)).toEqual(['repository:changed', 'worker:changed']);
    const failing = store.transaction(async (tx) => {
      tx.emit('repository:changed', fact);
      await tx.owners.ensure({ host: 'git', login: 'eve', type: 'user' });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(told).toHaveLength(2);
    expect(await store.owners.byLogin('eve')).toBeUndefined();
    expect(await store.owners.byLogin('ADA')).toMatchObject({ login: 'ada' });
  });

  it('keeps going when the bus is away', async () => {
    const { store } = await database.open(() => Promise.reject(new Error('away')));
    await store.emit('repository:changed', fact);
    await store.transaction(async (tx) => tx.emit('repository:changed', fact));
  });

  it('refuses everything but its own SQL inside a transaction', async () => {
    const { store } = await database.open();
    const refused = expect.objectContaining({ code: 'TURNPIKE_STORE_TRANSACTION' });
    await store.transaction(async (tx) => {
      await expect(store.owners.list()).rejects.toEqual(refused);
      await expect(store.transaction(async () => 1)).rejects.toEqual(refused);
      await expect(store.emit('repository:changed', fact)).rejects.toEqual(refused);
      await expect(store.exclusively('x', async () => 1)).rejects.toEqual(refused);
      expect(() => assertOutsideTransaction('hook job.limit')).toThrow(/job\.limit/);
      await tx.owners.list();
    });
    assertOutsideTransaction('hook job.limit');
  });

  it('lets hearers use the store', async () => {
    const seen: number[] = [];
    const opened = await database.open();
    opened.setPublish(async () => void seen.push((await opened.store.owners.list()).length));
    await opened.store.transaction(async (tx) => {
      await tx.owners.ensure({ host: 'git', login: 'ada', type: 'user' });
      tx.emit('repository:changed', fact);
    });
    expect(seen).toEqual([1]);
  });

  it('holds a named lock for one', async () => {
    const { store } = await database.open();
    const answer = await store.exclusively('tick', async () => {
      expect(await store.exclusively('tick', async () => 'second')).toBeUndefined();
      expect(await store.exclusively('other', async () => 'other')).toBe('other');
      return 'first';
    });
    expect(answer).toBe('first');
    expect(await store.exclusively('tick', async () => 'again')).toBe('again');
  });

  it('reads the clock of the database in milliseconds', async () => {
    const { store } = await database.open();
    expect(Math.abs((await store.now()) - Date.now())).toBeLessThan(5_000);
  });

  it('runs the transactions of many callers', async () => {
    const { store } = await database.open();
    const owner = await store.owners.ensure({ host: 'git', login: 'ada', type: 'user' });
    await Promise.all(
      Array.from({ length: 20 }, () => store.transaction((tx) => tx.owners.touch(owner.id))),
    );
    expect((await store.owners.get(owner.id))?.scheduleVersion).toBe(20);
  });

  it('carries out nothing of a plugin whose migration the database refuses, and all of the others', async () => {
    const opened = await database.open();
    type Tools = import('../contracts/plugin.js').MigrationTools;
    const made = (name: string) => ({
      name: `0001-${name}`,
      up: (tools: Tools) => tools.createTable('notes', { id: { type: 'id' } }),
    });
    const twice = { ...made('again'), name: '0002-again' };
    const failures = await opened.migrate([
      { id: 'first', migrations: [made('first')] },
      { id: 'faulty', migrations: [made('faulty'), twice] },
      { id: 'last', migrations: [made('last')] },
    ]);
    expect([...failures.keys()]).toEqual(['faulty']);
    expect(String(failures.get('faulty'))).toContain('already exists');
    for (const id of ['first', 'last'])
      expect(await opened.tablesOf(id).table('notes').find({})).toEqual([]);
    await expect(opened.tablesOf('faulty').table('notes').find({})).rejects.toThrow();
    expect(await opened.migrate([{ id: 'faulty', migrations: [made('faulty')] }])).toEqual(
      new Map(),
    );
    expect(await opened.tablesOf('faulty').table('notes').find({})).toEqual([]);
  });

  it('keeps private tables with their types, and refuses a database that is newer', async () => {
    const opened = await database.open();
    const notes = {
      name: '0001-notes',
      up: (tools: import('../contracts/plugin.js').MigrationTools) =>
        tools.createTable(
          'notes',
          {
            id: { type: 'id' },
            title: { type: 'text', unique: true },
            done: { type: 'boolean', default: false },
            tags: { type: 'json', nullable: true },
            dueAt: { type: 'time', nullable: true },
          },
          [['done']],
        ),
    };
    await opened.migrate([{ id: 'my-notes', migrations: [notes] }]);
    await opened.migrate([{ id: 'my-notes', migrations: [notes] }]);
    const table = opened.tablesOf('my-notes').table('notes');
    const made = await table.insert({ title: 'a', tags: ['x'], dueAt: 1_700_000_000_000 });
    expect(made).toEqual({
      id: 1,
      title: 'a',
      done: false,
      tags: ['x'],
      dueAt: 1_700_000_000_000,
    });
    expect(await table.update({ title: 'a', done: false }, { done: true })).toBe(1);
    expect(await table.update({ title: 'a', done: false }, { done: true })).toBe(0);
    await table.insert({ title: 'b' });
    expect(
      (await table.find({}, { orderBy: 'title', descending: true })).map((n) => n['title']),
    ).toEqual(['b', 'a']);
    expect(await table.first({ done: true })).toMatchObject({ title: 'a' });
    await expect(table.insert({ title: 'a' })).rejects.toThrow();
    await expect(table.find({ nope: 1 })).rejects.toThrow('nope');
    expect(await table.delete({ title: 'b' })).toBe(1);
    await expect(opened.migrate([{ id: 'my-notes', migrations: [] }])).resolves.toEqual(new Map());
    const other = { name: '0000-other', up: async () => undefined };
    await expect(opened.migrate([{ id: 'my-notes', migrations: [other] }])).rejects.toMatchObject({
      code: 'TURNPIKE_STORE_TOO_NEW',
    });
  });
});

describe.skipIf(!hasPostgres())('PostgreSQL', () => {
  it('is named when it goes away, and used again when it is back', async () => {
    const url = await freshPostgres();
    const opened = await openStore({ url, dataDir: '.', poolSize: 2 });
    await opened.migrate([]);
    const { store } = opened;
    const unavailable = expect.objectContaining({ code: 'TURNPIKE_STORE_UNAVAILABLE' });
    const killed = store.transaction(async (tx) => {
      await tx.owners.ensure({ host: 'git', login: 'ada', type: 'user' });
      await endSessions(url);
      await tx.owners.list();
    });
    await expect(killed).rejects.toEqual(unavailable);
    expect(await store.owners.list()).toEqual([]);
    await dropPostgres(url);
    await expect(store.owners.list()).rejects.toMatchObject({ message: /./ });
    await opened.close();
  });

  it('says so when nobody listens', async () => {
    const url = 'postgres://nobody@127.0.0.1:9/none';
    await expect(openStore({ url, dataDir: '.' })).rejects.toMatchObject({
      code: 'TURNPIKE_STORE_UNAVAILABLE',
      retryable: true,
    });
  });
});

describe('SQLite file', () => {
  const folders: string[] = [];
  const folder = async () => {
    const made = await mkdtemp(join(tmpdir(), 'turnpike-store-'));
    folders.push(made);
    return made;
  };
  afterAll(() => Promise.all(folders.map((made) => rm(made, { recursive: true, force: true }))));
  const holder = `
    const Database = require('libsql');
    const lock = new Database(process.argv[1]);
    lock.exec('BEGIN EXCLUSIVE');
    console.log('held');
    setInterval(() => {}, 1000);`;

  it('survives being closed and opened', async () => {
    const dataDir = await folder();
    const first = await openStore({ dataDir });
    await first.migrate([]);
    await first.store.owners.ensure({ host: 'git', login: 'ada', type: 'user' });
    await first.close();
    const second = await openStore({ dataDir });
    await second.migrate([]);
    expect(await second.store.owners.byLogin('ada')).toBeDefined();
    await second.close();
  });

  it('is refused while another process holds it, and free once that was killed', async () => {
    const dataDir = await folder();
    const lock = join(dataDir, 'turnpike.db.lock');
    const cwd = new URL('../..', import.meta.url).pathname;
    const other = spawn(process.execPath, ['-e', holder, lock], { cwd });
    await new Promise((resolve) => other.stdout.once('data', resolve));
    await expect(openStore({ dataDir })).rejects.toMatchObject({ code: 'TURNPIKE_STORE_IN_USE' });
    other.kill('SIGKILL');
    await new Promise((resolve) => other.once('exit', resolve));
    await (await openStore({ dataDir })).close();
  });

  it('is refused to a second store of the same process', async () => {
    const dataDir = await folder();
    const first = await openStore({ dataDir, url: 'sqlite:other.db' });
    await expect(openStore({ dataDir, url: 'sqlite:other.db' })).rejects.toMatchObject({
      code: 'TURNPIKE_STORE_IN_USE',
    });
    await first.close();
  });

  it('knows which URLs it can open', async () => {
    await expect(openStore({ dataDir: '.', url: 'mysql://x' })).rejects.toMatchObject({
      code: 'TURNPIKE_CONFIG_INVALID',
    });
  });
});
