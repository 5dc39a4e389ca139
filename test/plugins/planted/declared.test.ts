import { afterEach, describe, expect, it } from 'vitest';
import { bootHost } from '@turnpike/core';
import type { Logger, Plugin } from '@turnpike/core/contracts';
import { definePlugin } from '@turnpike/sdk';
import { testPlugin } from '@turnpike/sdk/testing';
import { dryRunFaults, dryTapFaults } from '../../../core/src/host/faults/index.js';
import { planHost } from '../../../core/src/host/plan.js';
import { declared, pluginWith, tables, type Planted } from './declared.js';
import { dataDir } from '../../support/data-dir.js';

const values = {
  dataDir,
  bus: { url: 'memory' },
  database: { url: 'sqlite::memory:' },
  http: { port: 0, host: '127.0.0.1' },
};
const all = [...declared, ...tables];
const fine = definePlugin({ id: 'fine', summary: 'Runs beside them.' });
const hosts: Awaited<ReturnType<typeof bootHost>>[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop({ force: true });
});

/** Keeps what is told of plugins. */
function listener(): { readonly log: Logger; readonly told: Map<string, string[]> } {
  const told = new Map<string, string[]>();
  const hear = ({ plugin, err }: Readonly<Record<string, unknown>>): void => {
    if (typeof plugin !== 'string' || !(err instanceof Error)) return;
    told.set(plugin, [...(told.get(plugin) ?? []), err.message]);
  };
  const quiet = (): void => undefined;
  const log: Logger = { debug: quiet, info: quiet, warn: hear, error: hear, child: () => log };
  return { log, told };
}

async function boot(plugins: readonly Plugin[], log: Logger) {
  const host = await bootHost({ dir: null, values, log, plugins });
  hosts.push(host);
  return host;
}

describe('a mistake in a declaration', () => {
  it.each(declared)('is found before anything runs: $what', async ({ members, at, says }) => {
    const { problems, faults } = await planHost({
      dir: null,
      values,
      plugins: [fine, pluginWith('planted', members)],
    });
    expect(problems).toEqual([]);
    expect([...faults.keys()]).toEqual(['planted']);
    const [fault] = faults.get('planted') ?? [];
    expect(fault).toMatchObject({
      code: 'TURNPIKE_PLUGIN_INVALID',
      details: { plugin: 'planted', at, wayOut: expect.stringMatching(/\S/) },
    });
    expect(fault?.message).toContain(`planted: ${at}`);
    expect(`${fault?.message} ${fault?.details.wayOut}`).toMatch(says ?? /./);
  });

  it.each(tables)('is found in its tables, without a database: $what', async (planted) => {
    const plugin = pluginWith('planted', planted.members);
    const [fault] = await dryRunFaults({ plugin, id: 'planted', source: 'planted' });
    expect(fault?.details).toMatchObject({ plugin: 'planted', at: planted.at });
    expect(fault?.message).toMatch(planted.says ?? /./);
  });

  it.each(all)('fails the test of its plugin: $what', async ({ members }: Planted) => {
    const plugin = pluginWith('planted', members) as unknown as Plugin;
    await expect(testPlugin(plugin)).rejects.toThrow('planted');
  });

  it('stops its plugin alone, whatever it is, and each is named', async () => {
    const { log, told } = listener();
    const faulty = all.map(({ members }, index) => pluginWith(`planted-${index}`, members));
    const host = await boot([...faulty, fine] as unknown as Plugin[], log);
    expect(host.installed.running).toEqual(['fine']);
    const named = (text: string) => host.installed.scopes.find(({ plugin }) => plugin === text);
    for (const [index, { what }] of all.entries()) {
      expect(named(`planted-${index}`)?.state, what).toBe('failed');
      expect(told.get(`planted-${index}`)?.join(), what).toMatch(/\S/);
    }
    expect((await fetch(`${host.url}/healthz`)).status).toBe(200);
  });

  it('refuses what the plugin guards, and the rest goes on, however many there are', async () => {
    const guarding = (hook: string) => ({
      permissions: { hooks: [hook] },
      taps: () => undefined,
      sweep: { everySeconds: 0 },
    });
    const faulty = [
      pluginWith('guard-a', guarding('request.accept')),
      pluginWith('guard-b', guarding('access.decide')),
    ];
    const { log, told } = listener();
    const host = await boot([...faulty, fine] as unknown as Plugin[], log);
    expect(host.installed.running).toEqual(['fine']);
    const refuses = host.installed.scopes.map((scope) => [scope.plugin, scope.refuses.join()]);
    expect(Object.fromEntries(refuses)).toEqual({
      fine: '',
      'guard-a': 'request.accept',
      'guard-b': 'access.decide',
    });
    expect([...told.keys()].toSorted()).toEqual(['guard-a', 'guard-b']);
  });
});

it('nothing is wrong with what the platform is shipped with', async () => {
  const { problems, faults, installed, configuration } = await planHost({});
  expect([problems, [...faults.values()]]).toEqual([[], []]);
  expect((await Promise.all(installed.map(dryRunFaults))).flat()).toEqual([]);
  const taps = installed.flatMap((one) => dryTapFaults(one, configuration.section(one.id)));
  expect(taps).toEqual([]);
  expect(installed.length).toBeGreaterThan(20);
});
