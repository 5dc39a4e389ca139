import { randomUUID } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { definePlugin, type PluginContext } from '@turnpike/sdk';
import { tokens, type Store } from '@turnpike/sdk/store';
import { testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seedBuild, seedRepository } from '../../../test/support/seed.js';
import { createCatalog } from './catalog.js';
import { Config } from './config.js';
import { createFileRoom } from './file-room.js';
import { createMemory, reasonOf } from './removals.js';
import type { Room } from './room.js';
import { sweep } from './sweep.js';
import { migrations, openObjects, openRemovals, type ObjectKind } from './tables.js';

const DAY_MS = 86_400_000;
let host: TestHost;
let store: Store;
let room: Room;
let folder: string;
/** What the database's clock says more than it is. */
let ahead = 0;

/** The plugin's tables alone, so that nothing else sweeps. */
let context: PluginContext | undefined;
const tables = definePlugin({
  id: 'storage',
  summary: 'Tables of the storage.',
  requires: { store: tokens.store },
  migrations,
  start: async (own: PluginContext) => void (context = own),
});

beforeEach(async () => {
  ahead = 0;
  host = await testPlugin(tables);
  const real = host.resolve(tokens.store);
  const now = async (): Promise<number> => (await real.now()) + ahead;
  store = new Proxy(real, {
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  folder = join(host.dataDir, 'files-of-test');
  const files = createFileRoom(folder);
  const memory = createMemory(openRemovals(context!.tables), now);
  const catalog = createCatalog({ objects: openObjects(context!.tables), files, memory, now });
  const config = Config.parse({ cacheDays: 45, workspaceDays: 10, artifactDays: 20 });
  room = { store, files, catalog, config, hooks: host.hooks, log: host.log };
});
afterEach(() => host.stop());

async function keep(
  kind: ObjectKind,
  ids: { repositoryId: number; buildId: number },
  name: string = kind,
) {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(name);
  }
  const address = `${kind}/${ids.buildId}/${name}`;
  const fields = { address, kind, ...ids, jobId: 1, trust: 'full' as const, label: '', name };
  return room.catalog.put(fields, await room.files.write(bytes(), 1_000));
}
const never = (): never => {
  throw new Error('nothing was remembered');
};
const left = async (): Promise<readonly string[]> =>
  (await room.catalog.list({})).map(({ name }) => name).toSorted();
const filesLeft = async (): Promise<number> =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
    .length;

async function ids() {
  const repository = await seedRepository(store);
  const { build } = await seedBuild(store, repository);
  return { repositoryId: repository.id, buildId: build.id };
}

it('each kind goes after its own time; a cache that is read stays', async () => {
  const of = await ids();
  const read = await keep('cache', of, 'read');
  for (const kind of ['cache', 'workspace', 'artifact'] as const) await keep(kind, of);
  ahead = 9 * DAY_MS;
  await sweep(room);
  expect(await left()).toEqual(['artifact', 'cache', 'read', 'workspace']);
  ahead = 11 * DAY_MS;
  await sweep(room);
  expect(await left()).toEqual(['artifact', 'cache', 'read']);
  ahead = 21 * DAY_MS;
  (await room.catalog.open(read))?.destroy();
  await sweep(room);
  expect(await left()).toEqual(['cache', 'read']);
  ahead = 46 * DAY_MS;
  await sweep(room);
  expect(await left()).toEqual(['read']);
  expect(await filesLeft()).toBe(1);
});

it('what went by its time is remembered with the reason, until it is stored again or its build is gone', async () => {
  const of = await ids();
  for (const kind of ['cache', 'workspace', 'artifact'] as const) await keep(kind, of);
  await keep('artifact', { ...of, buildId: 9_999 }, 'of a build that is gone');
  ahead = 46 * DAY_MS;
  await sweep(room);
  const said = async () =>
    (await room.catalog.memory.list({})).map((one) => `${one.name}: ${reasonOf(one)}`).toSorted();
  const on = `on ${new Date(Date.now() + ahead).toISOString().slice(0, 10)}`;
  expect(await said()).toEqual([
    `artifact: removed by retention after 20 days ${on} (storage.artifactDays)`,
    `cache: removed by retention after 45 days without use ${on} (storage.cacheDays)`,
    `workspace: removed by retention after 10 days without use ${on} (storage.workspaceDays)`,
  ]);
  await keep('cache', of);
  expect(await said()).toHaveLength(2);
  const last = { ...of, repositoryId: 9_999 };
  const [{ id: _id, ...row } = never()] = await room.catalog.memory.list({ kind: 'artifact' });
  const orphan = { ...row, ...last, address: 'x', file: 'x', usedAt: 0, trust: 'full' as const };
  await room.catalog.memory.note({ ...orphan, id: 0 }, 'artifactDays', 20);
  expect(await said()).toHaveLength(3);
  await sweep(room);
  expect(await said()).toHaveLength(2);
  ahead += 366 * DAY_MS;
  await sweep(room);
  expect((await said()).filter((one) => !one.startsWith('cache'))).toEqual([]);
});

it('what belongs to a repository or a build that is gone goes', async () => {
  const of = await ids();
  await keep('cache', of, 'stays');
  await keep('cache', { ...of, buildId: 9_999 }, 'of a build that is gone');
  await keep('artifact', { ...of, buildId: 9_999 });
  await keep('cache', { ...of, repositoryId: 9_999, buildId: 2 }, 'of no repository');
  await sweep(room);
  expect(await left()).toEqual(['of a build that is gone', 'stays']);
});

it('looks at all of them, however many stay', async () => {
  const of = await ids();
  const gone = { ...of, repositoryId: 9_999 };
  for (let at = 0; at < 210; at += 1) await keep('cache', of, `stays-${at}`);
  for (let at = 0; at < 3; at += 1) await keep('cache', gone, `goes-${at}`);
  await sweep(room);
  expect(await left()).toHaveLength(210);
});

it('files that no row names go once no upload can be behind them', async () => {
  const [old, young, half] = [randomUUID(), randomUUID(), randomUUID()];
  await keep('cache', await ids());
  const long = new Date(Date.now() - 2 * 3_600_000);
  for (const [file, under] of [
    [old, `files/${old.slice(0, 2)}`],
    [young, `files/${young.slice(0, 2)}`],
    [half, 'incoming'],
  ] as const) {
    await mkdir(join(folder, under), { recursive: true });
    await writeFile(join(folder, under, file), 'x');
    if (file !== young) await utimes(join(folder, under, file), long, long);
  }
  await sweep(room);
  expect(await filesLeft()).toBe(2);
  expect(await left()).toEqual(['cache']);
});
