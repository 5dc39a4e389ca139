import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Plugin, PluginDefinition } from '../contracts/plugin.js';
import { manyToken, singleToken, type Tokens } from '../contracts/tokens.js';
import { silentLogger } from '../log/silent-logger.js';
import { bootHost } from './boot.js';
import type { Host } from './host.js';
import { dataDir } from '../../../test/support/data-dir.js';

const words = manyToken<string>('test.words');
const number = singleToken<number>('test.number');

function pluginOf<C, R extends Tokens = Record<never, never>>(
  definition: Omit<PluginDefinition<C, R>, 'summary'>,
): Plugin {
  return {
    kind: 'turnpike-plugin',
    definition: { summary: 'A test.', ...definition } as unknown as Plugin['definition'],
  };
}
/** What a plugin of one registry is: it says a word, answers it, and stays until it is stopped. */
const speaker = (word: string, more: Partial<PluginDefinition> = {}): Plugin =>
  pluginOf({
    id: 'speaker',
    replaceable: true,
    offers: [words],
    provides: () => [{ token: words, value: word }],
    permissions: { routes: ['/word'] },
    routes: () => [
      {
        method: 'GET',
        path: '/word',
        allow: ['anonymous'],
        handle: async () => ({ body: { word } }),
      },
    ],
    ...more,
  } as Omit<PluginDefinition, 'summary'>);

const hosts: Host[] = [];
async function boot(...plugins: readonly Plugin[]): Promise<Host> {
  const host = await bootHost({
    dir: null,
    values: { dataDir, bus: { url: 'memory' }, database: { url: 'none' }, http: { port: 0 } },
    log: silentLogger,
    plugins,
  });
  hosts.push(host);
  return host;
}
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop({ force: true });
});
const replace = (host: Host, plugin: Plugin): Promise<string | undefined> =>
  host.replace({ plugin, id: plugin.definition.id, source: plugin.definition.id });
const answer = async (host: Host): Promise<unknown> =>
  ((await (await fetch(`${host.url}/word`)).json()) as { word: unknown }).word;

describe('a plugin that is replaced', () => {
  it('is there with all that it registers, and others keep what they were given', async () => {
    const started: string[] = [];
    const noting = (name: string): Partial<PluginDefinition> => ({
      start: async () => void started.push(`start ${name}`),
      stop: async () => void started.push(`stop ${name}`),
    });
    const other = pluginOf({ id: 'other', requires: { words } });
    const host = await boot(speaker('one', noting('one')), other);
    const { words: list } = host.resolveAll({ words });
    expect(
      await replace(host, speaker('two', { ...noting('two'), version: '2.0.0' })),
    ).toBeUndefined();
    expect(await answer(host)).toBe('two');
    expect(list).toEqual(['two']);
    expect(started).toEqual(['start one', 'stop one', 'start two']);
    expect(host.installed.manifests.find(({ id }) => id === 'speaker')?.version).toBe('2.0.0');
    expect(host.installed.scopes).toMatchObject([
      { plugin: 'speaker', state: 'running', routes: 1, provides: ['test.words'] },
      { plugin: 'other', state: 'running' },
    ]);
    await host.stop();
    expect(started.at(-1)).toBe('stop two');
  });

  it('never leaves a list without one, a hundred times, and nothing of those before', async () => {
    const host = await boot(speaker('0'));
    const { words: list } = host.resolveAll({ words });
    const lengths = new Set<number>();
    const look = setInterval(() => lengths.add(list.length), 0);
    for (let times = 1; times <= 100; times += 1)
      await replace(
        host,
        speaker(String(times), { start: async () => void lengths.add(list.length) }),
      );
    clearInterval(look);
    expect(list).toEqual(['100']);
    expect([...lengths].every((length) => length > 0)).toBe(true);
    expect(host.routes().filter(({ owner }) => owner === 'speaker')).toHaveLength(1);
    expect(host.installed.scopes).toHaveLength(1);
  });

  it('hears events once, and its sweep is the new one', async () => {
    const heard: string[] = [];
    const sweeping = (name: string): Partial<PluginDefinition> => ({
      sweep: { everySeconds: 3600, run: async () => void heard.push(name) },
      start: async (ctx) => ctx.wake(),
    });
    const host = await boot(speaker('one', sweeping('one')));
    await expect.poll(() => heard).toEqual(['one']);
    await replace(host, speaker('two', sweeping('two')));
    await expect.poll(() => heard).toEqual(['one', 'two']);
  });

  it('is the old one again where the new one fails, in whatever phase', async () => {
    const host = await boot(speaker('one'));
    const failing: readonly Partial<PluginDefinition>[] = [
      { provides: () => Promise.reject(new Error('not today')) },
      { start: () => Promise.reject(new Error('not today')) },
      {
        routes: () => {
          throw new Error('not today');
        },
      },
    ];
    for (const more of failing) {
      await expect(replace(host, speaker('two', more))).rejects.toThrow(/speaker.*not today/s);
      expect(await answer(host)).toBe('one');
      expect(host.resolveAll({ words }).words).toEqual(['one']);
    }
    expect(await replace(host, speaker('three'))).toBeUndefined();
    expect(await answer(host)).toBe('three');
  });

  it('has to wait for a start where others know its declaration, hold it, or ask it', async () => {
    const cases: readonly (readonly [RegExp, Partial<PluginDefinition>])[] = [
      [/does not say/, { replaceable: false }],
      [/part in decisions/, { taps: () => undefined }],
      [/configSchema has changed/, { config: z.object({ loud: z.boolean().default(false) }) }],
      [/requires has changed/, { requires: { number } as never }],
      [/offers has changed/, { offers: [words, manyToken('test.more')] }],
      [/other tables/, { migrations: [{ name: '0001-birds', up: async () => undefined }] }],
    ];
    const host = await boot(speaker('one'));
    for (const [reason, more] of cases) {
      expect(await replace(host, speaker('two', more))).toMatch(reason);
      expect(await answer(host)).toBe('one');
    }
    const one = { offers: [number], provides: () => [{ token: number, value: 1 }] };
    const holder = await boot(speaker('one', one));
    expect(await replace(holder, speaker('two', one))).toMatch(/hold what it provides/);
    expect(await replace(host, pluginOf({ id: 'nobody' }))).toMatch(/does not run/);
  });
});
