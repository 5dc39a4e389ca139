import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TurnpikeError } from '../contracts/errors.js';
import type { MigrationTools, Plugin, PluginDefinition } from '../contracts/plugin.js';
import { defineService, type ServiceOf } from '../contracts/service.js';
import { manyToken, optional, singleToken, tokens, type Tokens } from '../contracts/tokens.js';
import { silentLogger } from '../log/silent-logger.js';
import { bootHost } from './boot.js';
import type { Host, HostOptions } from './host.js';
import { dataDir } from '../../../test/support/data-dir.js';

const numberToken = singleToken<number>('test.number');
const words = manyToken<string>('test.words');

function pluginOf<C, R extends Tokens = Record<never, never>>(
  definition: Omit<PluginDefinition<C, R>, 'summary'>,
): Plugin {
  return {
    kind: 'turnpike-plugin',
    definition: { summary: 'A test.', ...definition } as unknown as Plugin['definition'],
  };
}

const values = {
  dataDir,
  bus: { url: 'memory' },
  database: { url: 'none' },
  http: { port: 0 },
  host: { hookSeconds: 0.05, startSeconds: 1, stopSeconds: 1 },
};
const hosts: Host[] = [];
async function boot(plugins: readonly (Plugin | string)[], more: Partial<HostOptions> = {}) {
  const host = await bootHost({ dir: null, values, log: silentLogger, plugins, ...more });
  hosts.push(host);
  return host;
}
async function bootError(plugins: readonly (Plugin | string)[], more: Partial<HostOptions> = {}) {
  const outcome = await boot(plugins, more).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(TurnpikeError);
  return outcome as TurnpikeError;
}
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop({ force: true });
});

describe('a boot', () => {
  it('builds providers before their users and runs the phases of each', async () => {
    const seen: string[] = [];
    const user = pluginOf({
      id: 'user',
      requires: { number: numberToken, words },
      start: async ({ deps }) => {
        seen.push(`start ${deps.number} ${deps.words.join()}`);
      },
      stop: async () => {
        seen.push('stop');
      },
    });
    const provider = pluginOf({
      id: 'provider',
      offers: [numberToken, words],
      provides: () => [
        { token: numberToken, value: 42 },
        { token: words, value: 'a' },
      ],
    });
    const host = await boot([user, provider]);
    expect(seen).toEqual(['start 42 a']);
    expect(host.installed.running).toEqual(['provider', 'user']);
    expect(host.installed.boot.map((step) => `${step.plugin} ${step.phase}`)).toContain(
      'user start',
    );
    await host.stop();
    expect(seen).toEqual(['start 42 a', 'stop']);
  });

  it('gives an empty list for a many-token and undefined for an optional one', async () => {
    const host = await boot([
      pluginOf({ id: 'alone', requires: { words, number: optional(numberToken) } }),
    ]);
    expect(host.resolve(words)).toEqual([]);
    expect(host.resolve(optional(numberToken))).toBeUndefined();
  });

  it('reports every problem at once', async () => {
    const one = singleToken<number>('test.one');
    const two = singleToken<number>('test.two');
    const error = await bootError(
      [
        pluginOf({ id: 'missing', requires: { number: numberToken } }),
        pluginOf({ id: 'left', requires: { one }, offers: [two], provides: () => [] }),
        pluginOf({ id: 'right', requires: { two }, offers: [one], provides: () => [] }),
        pluginOf({ id: 'first', offers: [singleToken('test.three')], provides: () => [] }),
        pluginOf({ id: 'second', offers: [singleToken('test.three')], provides: () => [] }),
        pluginOf({ id: 'old', sdk: '^9.0.0' }),
        pluginOf({ id: 'strict', config: z.strictObject({ size: z.number() }) }),
        '@turnpike/plugin-nowhere',
      ],
      { values: { ...values, strict: { size: 'big' }, htp: {} } },
    );
    for (const part of [
      'missing requires the token test.number',
      'left → right → left',
      'test.three is provided by first and by second',
      'TURNPIKE_PLUGIN_SDK_MISMATCH: ',
      'TURNPIKE_CONFIG_INVALID ',
      'TURNPIKE_PLUGIN_UNKNOWN: ',
      'old asks for SDK ^9.0.0',
      'strict.size',
      'htp is not a known key',
      'Did you mean "http"?',
      '@turnpike/plugin-nowhere cannot be found',
    ]) {
      expect(error.message).toContain(part);
    }
    expect(error.code).toBe('TURNPIKE_BOOT_FAILED');
  });

  it('refuses what is no plugin, with the reason', async () => {
    const broken = pluginOf({ id: 'Not Kebab', tap: () => undefined } as never);
    const host = await boot([broken, pluginOf({ id: 'fine' })]);
    expect(host.installed.running).toEqual(['fine']);
    const { failure } = host.installed.scopes.find(({ plugin }) => plugin === 'not-kebab')!;
    expect(failure).toContain('Not Kebab is not kebab-case');
    expect(failure).toContain('Did you mean "taps"?');
  });

  it('goes on without a plugin that throws, and says which and why', async () => {
    const host = await boot([
      pluginOf({
        id: 'broken',
        start: async () => {
          throw new Error('out of coffee');
        },
      }),
      pluginOf({ id: 'fine' }),
    ]);
    expect(host.installed.running).toEqual(['fine']);
    expect(host.installed.scopes[0]).toMatchObject({
      plugin: 'broken',
      state: 'failed',
      failure: 'Plugin broken failed to start: out of coffee',
    });
  });

  it.each([
    ['build', 'provides'],
    ['routes', 'routes'],
    ['start', 'start'],
  ])(
    'goes on without a plugin that throws in the phase %s, and undoes it',
    async (_phase, part) => {
      let signal: AbortSignal | undefined;
      const fail = (context: { readonly signal: AbortSignal }): never => {
        signal = context.signal;
        throw new Error('out of coffee');
      };
      const offers = part === 'provides' ? { offers: [words] } : {};
      const host = await boot([
        pluginOf({ id: 'broken', ...offers, [part]: fail }),
        pluginOf({ id: 'fine' }),
      ]);
      expect(host.installed.running).toEqual(['fine']);
      const broken = host.installed.scopes.find(({ plugin }) => plugin === 'broken');
      expect(broken).toMatchObject({ state: 'failed' });
      expect(broken?.failure).toMatch(/^Plugin broken failed .*out of coffee$/);
      expect(signal?.aborted).toBe(true);
    },
  );

  it('goes on without a plugin whose migration throws, names both, and keeps the tables of the others', async () => {
    const notes = (id: string) => ({
      name: '0001-notes',
      up: (db: MigrationTools) =>
        db.createTable(`notes`, { id: { type: 'id' }, [id]: { type: 'text' } }),
    });
    const fine = pluginOf({ id: 'fine', migrations: [notes('fine')] });
    const torn = {
      name: '0002-torn',
      up: async () => {
        throw new Error('boom');
      },
    };
    const faulty = pluginOf({ id: 'faulty', migrations: [notes('faulty'), torn] });
    const late = pluginOf({ id: 'late', migrations: [notes('late')] });
    const sqlite = { ...values, database: { url: 'sqlite::memory:' } };
    const host = await boot([fine, faulty, late], { values: sqlite });
    expect(host.installed.running).toEqual(['fine', 'late']);
    expect(host.installed.scopes.find(({ plugin }) => plugin === 'faulty')?.failure).toBe(
      'Plugin faulty failed to migrate: Migration 0002-torn: boom',
    );
  });

  it('undoes a plugin that listens to an event there is none of', async () => {
    const host = await boot([
      pluginOf({ id: 'broken', on: { 'job:danced': () => undefined } as never }),
      pluginOf({ id: 'fine' }),
    ]);
    expect(host.installed.running).toEqual(['fine']);
    const broken = host.installed.scopes.find(({ plugin }) => plugin === 'broken');
    expect(broken).toMatchObject({ state: 'failed', refuses: [] });
    expect(broken?.failure).toContain('job:danced');
  });

  it('hears other plugins although a handler, a sweep and the end of one throw', async () => {
    const heard: number[] = [];
    const fail = (): never => {
      throw new Error('out of coffee');
    };
    const host = await boot([
      pluginOf({
        id: 'broken',
        on: { 'job:queued': fail },
        sweep: { everySeconds: 1, run: fail },
        drain: fail,
        stop: fail,
      }),
      pluginOf({ id: 'fine', on: { 'job:queued': ({ data }) => void heard.push(data.jobId) } }),
    ]);
    const bus = host.resolve(tokens.events) as unknown as {
      publish(name: string, data: unknown): Promise<void>;
    };
    const job = { repositoryId: 1, buildId: 1, ownerId: 1, number: '1.1', run: 1, version: 1 };
    for (const jobId of [1, 2]) await bus.publish('job:queued', { ...job, jobId, state: 'queued' });
    await expect.poll(() => heard).toEqual([1, 2]);
    expect(host.installed.running).toEqual(['broken', 'fine']);
    await host.stop();
  });

  it('goes on without what others from elsewhere need, and without those', async () => {
    const fail = () => {
      throw new Error('no');
    };
    const host = await boot([
      pluginOf({ id: 'provider', offers: [numberToken], provides: fail }),
      pluginOf({ id: 'user', requires: { number: numberToken } }),
      pluginOf({ id: 'fine' }),
    ]);
    expect(host.installed.running).toEqual(['fine']);
    const user = host.installed.scopes.find(({ plugin }) => plugin === 'user');
    expect(user?.failure).toContain('user cannot run without provider');
  });

  it('goes on without a plugin whose tokens do not fit, and without those that need it', async () => {
    const [one, two, three] = ['one', 'two', 'three'].map((name) =>
      singleToken<number>(`test.${name}`),
    ) as [typeof numberToken, typeof numberToken, typeof numberToken];
    const provides = (token: typeof numberToken) => () => [{ token, value: 1 }];
    const host = await boot([
      pluginOf({ id: 'missing', requires: { number: numberToken } }),
      pluginOf({ id: 'left', requires: { one }, offers: [two], provides: provides(two) }),
      pluginOf({ id: 'right', requires: { two }, offers: [one], provides: provides(one) }),
      pluginOf({ id: 'first', offers: [three], provides: provides(three) }),
      pluginOf({ id: 'second', offers: [three], provides: provides(three) }),
      pluginOf({ id: 'user', requires: { three } }),
      pluginOf({ id: 'old', sdk: '^9.0.0' }),
    ]);
    expect(host.installed.running.toSorted()).toEqual(['first', 'user']);
    const failures = Object.fromEntries(
      host.installed.scopes.map(({ plugin, failure }) => [plugin, failure]),
    );
    expect(failures['missing']).toContain('test.number, which nothing provides here');
    expect(failures['left']).toContain('left → right → left');
    expect(failures['right']).toContain('right cannot run without left');
    expect(failures['second']).toContain('is provided by first and by second');
    expect(failures['old']).toContain('old asks for SDK ^9.0.0');
  });

  it('prints what was done and how long it took when it fails, and leaves nothing running', async () => {
    const said: Record<string, unknown>[] = [];
    const log = { ...silentLogger, error: (fields: object) => void said.push({ ...fields }) };
    const seen: string[] = [];
    const error = await bootError(
      [
        pluginOf({
          id: 'provider',
          offers: [numberToken],
          provides: () => [{ token: numberToken, value: 1 }],
          start: async () => {
            seen.push('started');
          },
          stop: async () => {
            seen.push('stopped');
          },
        }),
        pluginOf({
          id: 'policy',
          requires: { number: numberToken },
          permissions: { hooks: ['access.decide'] },
          taps: ({ hooks }) => hooks.access.decide.tap('policy', () => 'allow'),
          start: async () => {
            throw new Error('no database of rules');
          },
        }),
      ],
      { log: { ...log, child: () => log }, allTaps: true, strict: true },
    );
    expect(error.message).toContain('Plugin policy failed to start: no database of rules');
    expect(seen).toEqual(['started', 'stopped']);
    expect(String(said.at(-1)?.['tree'])).toMatch(
      /provider [\d.]+ ms\n {2}build [\d.]+ ms[\s\S]*policy/,
    );
  });

  it('warns of variables that name nothing', async () => {
    const said: unknown[] = [];
    const log = { ...silentLogger, warn: (fields: object) => void said.push(fields) };
    const environment = { TURNPIKE_HTPP_PORT: '1' };
    await boot([], { log: { ...log, child: () => log }, environment });
    expect(said).toEqual([{ variable: 'TURNPIKE_HTPP_PORT' }]);
  });

  it('names a plugin that does not come to an end', async () => {
    const host = await boot(
      [
        pluginOf({ id: 'slow', start: () => new Promise(() => undefined) }),
        pluginOf({ id: 'fine' }),
      ],
      { values: { ...values, host: { startSeconds: 0.05 } } },
    );
    expect(host.installed.scopes.find((scope) => scope.plugin === 'slow')?.failure).toContain(
      '50 ms',
    );
  });
});

describe('two hosts', () => {
  const adder = defineService({
    name: 'adder',
    version: '1.0.0',
    methods: {
      add: {
        input: z.object({ a: z.number(), b: z.number() }),
        output: z.number(),
        allow: ['role'],
        timeoutMs: 1_000,
        idempotent: true,
      },
    },
  });
  const adderToken = singleToken<ServiceOf<typeof adder>>('test.adder', adder);
  const user = () => pluginOf({ id: 'user', requires: { adder: adderToken } });
  const role = 'a secret of all our processes';

  it('meet a token across processes, and the user cannot tell', async () => {
    const provider = await boot(
      [
        pluginOf({
          id: 'adder',
          offers: [adderToken],
          provides: () => [
            {
              token: adderToken,
              value: { add: async ({ a, b }: { a: number; b: number }) => a + b },
            },
          ],
        }),
      ],
      { values: { ...values, tokens: { role } } },
    );
    const remotes = { 'test.adder': { url: provider.url } };
    const host = await boot([user()], { values: { ...values, tokens: { role }, remotes } });
    expect(await host.resolve(adderToken).add({ a: 1, b: 2 })).toBe(3);
    await provider.stop();
    await expect(host.resolve(adderToken).add({ a: 1, b: 2 })).rejects.toMatchObject({
      code: 'TURNPIKE_REMOTE_UNAVAILABLE',
    });
  });

  it('are refused without a secret, or where a token has no contract', async () => {
    const remotes = {
      'test.adder': { url: 'http://127.0.0.1:1' },
      'test.number': { url: 'http://x' },
    };
    const error = await bootError(
      [user(), pluginOf({ id: 'other', requires: { number: numberToken } })],
      { values: { ...values, remotes } },
    );
    expect(error.message).toContain('neither tokens.role nor tokens.worker');
    expect(error.message).toContain('test.number cannot be met by another process');
  });
});

describe('a running host', () => {
  it.each([
    ['x-forwarded-for', '203.0.113.9'],
    ['x-forwarded-for', '127.0.0.1'],
    ['forwarded', 'for=127.0.0.1'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
  ])('does not show its metrics through a proxy on this machine: %s %s', async (name, value) => {
    const host = await boot([]);
    const asked = (headers: Record<string, string>) => fetch(`${host.url}/metrics`, { headers });
    const refused = await asked({ [name]: value });
    expect(refused.status).toBe(401);
    expect(await refused.text()).not.toContain('process_cpu');
    expect((await asked({})).status).toBe(200);
  });

  it('serves routes, health and metrics, and undoes a plugin that is unloaded', async () => {
    const host = await boot(
      [
        pluginOf({
          id: 'hello',
          offers: [words],
          provides: () => [{ token: words, value: 'hello' }],
          permissions: { hooks: ['request.accept'], routes: ['GET /hello'] },
          taps: ({ hooks }) =>
            hooks.request.accept.tap('hello', () => ({ rule: 'no', message: 'Never.' })),
          on: { 'repository:changed': () => undefined },
          sweep: { everySeconds: 60, run: async () => undefined },
          routes: () => [
            { method: 'GET', path: '/hello', allow: ['anonymous'], handle: () => ({ body: 'hi' }) },
          ],
        }),
      ],
      { allTaps: true },
    );
    const list = host.resolve(words);
    const get = async (path: string) => (await fetch(host.url + path)).status;
    expect(await get('/hello')).toBe(200);
    expect(await get('/healthz')).toBe(200);
    expect(await get('/readyz')).toBe(200);
    expect(await (await fetch(`${host.url}/metrics`)).text()).toContain('process_cpu');
    expect(host.installed.scopes[0]).toMatchObject({
      taps: 1,
      subscriptions: 1,
      routes: 1,
      timers: 1,
      provides: ['test.words'],
    });
    expect(await host.hooks.request.accept.promise({} as never)).toMatchObject({ rule: 'no' });

    await host.unload('hello');
    expect(await get('/hello')).toBe(404);
    expect(await host.hooks.request.accept.promise({} as never)).toBeUndefined();
    expect(list).toEqual([]);
    expect(host.installed.scopes[0]).toMatchObject({
      taps: 0,
      subscriptions: 0,
      routes: 0,
      timers: 0,
      state: 'disposed',
    });
  });

  it('does not unload what others need', async () => {
    const host = await boot([
      pluginOf({
        id: 'provider',
        offers: [numberToken],
        provides: () => [{ token: numberToken, value: 1 }],
      }),
      pluginOf({ id: 'user', requires: { number: numberToken } }),
    ]);
    await expect(host.unload('provider')).rejects.toThrow('user cannot run without it');
  });

  it('lists taps whose hook is asked in another process', async () => {
    const host = await boot([
      pluginOf({
        id: 'policy',
        permissions: { hooks: ['request.accept'] },
        taps: ({ hooks }) => hooks.request.accept.tap('policy', () => undefined),
      }),
    ]);
    expect(host.installed.skippedTaps).toEqual([{ plugin: 'policy', hook: 'request.accept' }]);
    expect(host.installed.taps()).toEqual([]);
  });

  it('drains before it stops, the latest first, and a second call forces it', async () => {
    const seen: string[] = [];
    const draining = (id: string) =>
      pluginOf({
        id,
        drain: async () => {
          seen.push(`drain ${id}`);
          if (id === 'a') await new Promise(() => undefined);
        },
        stop: async () => {
          seen.push(`stop ${id}`);
        },
      });
    const host = await boot([draining('a'), draining('b')]);
    const stopped = host.stop();
    await expect.poll(() => seen).toContain('drain a');
    await host.stop({ force: true });
    await stopped;
    expect(seen).toEqual(['drain b', 'drain a', 'stop b', 'stop a']);
  });

  it('answers events and remote calls within its own process', async () => {
    const heard: unknown[] = [];
    const host = await boot([
      pluginOf({
        id: 'hearer',
        on: {
          'repository:changed': (event) => {
            heard.push(event.data);
          },
        },
      }),
    ]);
    const bus = host.resolve(tokens.events) as unknown as {
      publish(name: string, data: unknown): Promise<void>;
    };
    await bus.publish('repository:changed', { repositoryId: 7 });
    await expect.poll(() => heard).toEqual([{ repositoryId: 7 }]);
  });
});
