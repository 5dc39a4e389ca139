import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FactSource } from '../contracts/facts.js';
import type { Notifier } from '../contracts/notifier.js';
import type { Plugin } from '../contracts/plugin.js';
import { tokens } from '../contracts/tokens.js';
import { silentLogger } from '../log/silent-logger.js';
import { bootHost } from './boot.js';
import type { Host } from './host.js';

let dataDir: string;
let host: Host | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'turnpike-facts-'));
});
afterEach(async () => {
  await host?.stop({ force: true });
  host = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

/** A stranger's plugin: it has only the contract. */
function stranger(sources: readonly FactSource[], notifiers: readonly Notifier[] = []): Plugin {
  return {
    kind: 'turnpike-plugin',
    definition: {
      id: 'stranger',
      summary: 'A test.',
      offers: [tokens.factSources, tokens.notifiers],
      provides: () => [
        ...sources.map((value) => ({ token: tokens.factSources, value })),
        ...notifiers.map((value) => ({ token: tokens.notifiers, value })),
      ],
    } as unknown as Plugin['definition'],
  };
}

async function boot(plugin: Plugin, more: Readonly<Record<string, unknown>> = {}): Promise<Host> {
  const values = {
    dataDir,
    bus: { url: 'memory' },
    database: { url: 'none' },
    http: { port: 0 },
    ...more,
  };
  host = await bootHost({ dir: null, values, log: silentLogger, plugins: [plugin] });
  return host;
}

describe('facts of a process', () => {
  it('have the room of the data folder and of folders that are not made yet', async () => {
    const folder = join(dataDir, 'not', 'yet');
    const look = async () => ({ room: { folder, usedBytes: 7 } });
    const { installed } = await boot(stranger([{ id: 'stranger-heap', title: 'Heap', look }]));
    const facts = await installed.facts();
    expect(facts.map(({ id, state }) => [id, state])).toEqual([
      ['data-folder', 'ok'],
      ['stranger-heap', 'ok'],
    ]);
    expect(facts[1]?.room).toMatchObject({ folder, usedBytes: 7 });
    expect(facts[1]?.room?.freeBytes).toBeGreaterThan(0);
    expect(facts[1]?.room?.totalBytes).toBeGreaterThan(facts[1]?.room?.freeBytes ?? 0);
  });

  it('count the database into the data folder', async () => {
    const { installed } = await boot(stranger([]), { database: {} });
    const [folder] = await installed.facts();
    expect(folder?.title).toBe('Data folder, database');
    expect(folder?.room?.usedBytes).toBeGreaterThan(0);
  });

  it('do not count a database that lies elsewhere', async () => {
    const elsewhere = join(`${dataDir}-elsewhere`, 'some.db');
    const { installed } = await boot(stranger([]), { database: { url: `sqlite:${elsewhere}` } });
    const [folder] = await installed.facts();
    await rm(`${dataDir}-elsewhere`, { recursive: true, force: true });
    expect(folder).toMatchObject({ title: 'Data folder', room: { usedBytes: null } });
  });

  it('warn below the limit, with the way out', async () => {
    const host = { lowSpaceBytes: Number.MAX_SAFE_INTEGER };
    const [folder] = await (await boot(stranger([]), { host })).installed.facts();
    expect(folder).toMatchObject({ id: 'data-folder', state: 'warning' });
    expect(folder?.wayOut).toContain(dataDir);
    expect(folder?.wayOut).toContain('host.lowSpaceBytes');
  });

  it('name the notifiers that are not configured', async () => {
    const pager = { id: 'pager', targets: () => [], send: async () => undefined };
    const { installed } = await boot(
      stranger(
        [],
        [
          { ...pager, unavailable: 'set pager.url' },
          { ...pager, id: 'ready' },
        ],
      ),
    );
    expect((await installed.facts()).slice(1)).toEqual([
      {
        id: 'notifier-pager',
        title: 'Notifications by pager',
        state: 'warning',
        text: 'not configured',
        wayOut: 'set pager.url',
        room: null,
      },
    ]);
  });

  it('make a warning of a look that throws, and keep the others', async () => {
    const sources: readonly FactSource[] = [
      { id: 'bad', title: 'Bad', look: () => Promise.reject(new Error('no such thing')) },
      { id: 'worse', title: 'Worse', look: throwAtOnce },
      { id: 'good', title: 'Good', look: async () => ({ state: 'ok', text: 'fine' }) },
    ];
    const facts = await (await boot(stranger(sources))).installed.facts();
    expect(facts.slice(1).map(({ id, state }) => `${id} ${state}`)).toEqual([
      'bad warning',
      'worse warning',
      'good ok',
    ]);
    expect(facts[1]?.text).toContain('no such thing');
  });

  it('are gauges of the metrics', async () => {
    const look = async () => ({ state: 'warning', text: 'nearly used up' }) as const;
    const { url } = await boot(stranger([{ id: 'quota', title: 'Quota', look }]));
    const text = await (await fetch(`${url}/metrics`)).text();
    expect(text).toMatch(/turnpike_room_free_bytes\{fact="data-folder"\} \d+/);
    expect(text).toContain('turnpike_fact_warning{fact="quota"} 1');
  });

  it('are reported where others can read them', async () => {
    const { installed, resolve } = await boot(stranger([]), { database: {} });
    const store = resolve(tokens.store);
    await expect.poll(() => store.facts.list(60)).toHaveLength(1);
    expect(await store.facts.list(60)).toEqual([
      { process: installed.process.name, facts: await installed.facts() },
    ]);
  });
});

function throwAtOnce(): never {
  throw new Error('at once');
}
