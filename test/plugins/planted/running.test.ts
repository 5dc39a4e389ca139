/** Mistakes that only running shows: each stops its plugin alone, or is refused, and is told with its name. */
import { bootHost } from '@turnpike/core';
import { manyToken, singleToken, type Logger, type Plugin } from '@turnpike/core/contracts';
import { definePlugin } from '@turnpike/sdk';
import { requestRecord, testPlugin } from '@turnpike/sdk/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { pluginWith } from './declared.js';
import { dataDir } from '../../support/data-dir.js';

const values = {
  dataDir,
  bus: { url: 'memory' },
  database: { url: 'none' },
  http: { port: 0, host: '127.0.0.1' },
  host: { hookSeconds: 0.3, startSeconds: 1, stopSeconds: 1 },
};
const nothing = (): object => ({});
const route = (part: object) => ({
  permissions: { routes: ['/*'] },
  routes: () => [{ method: 'GET', path: '/planted', allow: ['user'], handle: nothing, ...part }],
});
const door = (part: object) => ({
  permissions: { routes: ['/*'] },
  upgrades: () => [{ path: '/planted', allow: ['user'], accept: nothing, ...part }],
});
const words = manyToken<string>('test.words');
const number = singleToken<number>('test.number');
const boom = (): never => {
  throw new Error('boom');
};

const fine = definePlugin({
  id: 'fine',
  summary: 'Runs beside them.',
  permissions: { routes: ['/fine/*'] },
  routes: () => [
    { method: 'GET', path: '/fine/:name', allow: ['anonymous'], handle: () => ({ body: {} }) },
  ],
});

const mistakes: readonly (readonly [string, Readonly<Record<string, unknown>>, RegExp])[] = [
  ['a route without allow', route({ allow: undefined }), /GET.*"\/planted".*nobody/],
  ['a route that lets nobody in', route({ allow: [] }), /nobody/],
  ['a route for everybody', route({ allow: ['everybody'] }), /"everybody"/],
  ['a route for a user with a letter wrong', route({ allow: ['usr'] }), /Did you mean "user"/],
  ['a route for one kind as text', route({ allow: 'user' }), /nobody/],
  ['a route of a method that there is not', route({ method: 'FETCH' }), /"FETCH"/],
  ['a route in small letters', route({ method: 'get' }), /"get"/],
  ['a route without a slash', route({ path: 'planted' }), /no path/],
  ['a route without a path', route({ path: undefined }), /no path/],
  ['a route that does nothing', route({ handle: undefined }), /`handle`/],
  ['a route with a limit in words', route({ bodyLimitBytes: '1 MB' }), /"1 MB"/],
  ['a route with a negative rate', route({ ratePerMinute: -1 }), /rate -1/],
  ['a route that is none', { routes: () => ['GET /planted'] }, /no method/],
  ['routes in no list', { routes: () => ({}) }, /iterable/],
  ['a route of another plugin', route({ path: '/fine/:name' }), /fine/],
  ['the same route by another name', route({ path: '/fine/:other' }), /fine/],
  [
    'one route twice',
    { ...route({}), routes: () => [...route({}).routes(), ...route({}).routes()] },
    /already/,
  ],
  [
    'a route that it does not declare',
    { ...route({}), permissions: { routes: ['POST /planted', '/plant', '/planted/more/*'] } },
    /GET \/planted, which it does not declare/,
  ],
  ['a door that it does not declare', { ...door({}), permissions: {} }, /GET \/planted, which/],
  ['a door without allow', door({ allow: undefined }), /nobody/],
  ['a door that takes nobody', door({ accept: undefined }), /`accept`/],
  [
    'a token that it does not offer',
    { offers: [], provides: () => [{ token: words, value: 'a' }] },
    /test\.words/,
  ],
  ['a token that it does not provide', { offers: [number], provides: () => [] }, /test\.number/],
  ['a build that throws', { offers: [words], provides: boom }, /boom/],
  ['routes that throw', { routes: boom }, /boom/],
  ['a start that throws', { start: boom }, /boom/],
  ['a start that never ends', { start: () => new Promise(() => undefined) }, /1000 ms/],
];

function listener() {
  const told: string[] = [];
  const hear = (fields: Readonly<Record<string, unknown>>): void => {
    const { plugin, err } = fields;
    if (plugin === 'planted' && err instanceof Error) told.push(err.message);
  };
  const quiet = (): void => undefined;
  const log: Logger = { debug: quiet, info: quiet, warn: hear, error: hear, child: () => log };
  return { log, told };
}
const hosts: Awaited<ReturnType<typeof bootHost>>[] = [];
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop({ force: true });
});

describe('a mistake that running shows', () => {
  it.each(mistakes)('stops its plugin alone: %s', async (_what, members, says) => {
    const { log, told } = listener();
    const planted = pluginWith('planted', members) as unknown as Plugin;
    const host = await bootHost({ dir: null, values, log, plugins: [fine, planted] });
    hosts.push(host);
    expect(host.installed.running).toEqual(['fine']);
    const scope = host.installed.scopes.find(({ plugin }) => plugin === 'planted');
    expect(scope).toMatchObject({ state: 'failed', failure: expect.stringMatching(says) });
    expect(told.join('\n')).toMatch(says);
    expect((await fetch(`${host.url}/fine/x`)).status).toBe(200);
  });

  it.each(mistakes)('fails the test of its plugin: %s', async (_what, members) => {
    const planted = pluginWith('planted', members) as unknown as Plugin;
    const tested = testPlugin(planted, { plugins: [fine], core: { host: values.host } });
    await expect(tested).rejects.toThrow('planted');
  });

  it.each<readonly [string, Readonly<Record<string, unknown>>, RegExp]>([
    [
      'a hook with a letter wrong',
      { taps: ({ hooks }: Taps) => hooks['request']?.['acept'] },
      /request\.accept/,
    ],
    [
      'a room that there is not',
      { taps: ({ hooks }: Taps) => hooks['requests']?.['accept'] },
      /requests/,
    ],
    ['taps that throw', { taps: boom }, /boom/],
    ['taps that take time', { taps: async () => undefined }, /promise/],
    ['taps that take time and fail', { taps: async () => boom() }, /promise/],
  ])('refuses what it guards, and the rest goes on: %s', async (_what, members, says) => {
    const permissions = { hooks: ['access.decide'] };
    const planted = pluginWith('planted', { permissions, ...members }) as unknown as Plugin;
    const { log, told } = listener();
    const host = await bootHost({
      dir: null,
      values,
      log,
      plugins: [fine, planted],
      allTaps: true,
    });
    hosts.push(host);
    expect(host.installed.running).toEqual(['fine']);
    const scope = host.installed.scopes.find(({ plugin }) => plugin === 'planted');
    expect(scope).toMatchObject({ state: 'failed', refuses: ['access.decide'] });
    expect(told.join('\n')).toMatch(says);
    expect(await host.hooks.access.decide.promise({} as never)).toBe('deny');
    expect((await fetch(`${host.url}/fine/x`)).status).toBe(200);
  });
});
type Taps = { readonly hooks: Readonly<Record<string, Readonly<Record<string, unknown>>>> };

describe('a tap', () => {
  it.each<readonly [string, () => unknown, RegExp]>([
    ['answers true', () => true, /answered true/],
    ['answers nothing in particular', () => ({}), /answered \{\}/],
    ['answers null', () => null, /answered null/],
    ['answers a text', () => 'no', /a string/],
    ['answers a rule without words', () => ({ rule: 'no' }), /\{ rule \}/],
    ['answers late', () => new Promise(() => undefined), /300 ms/],
    ['throws', boom, /boom/],
    ['rejects', () => Promise.reject(new Error('boom')), /boom/],
  ])('refuses in its name where it %s', async (_what, answer, says) => {
    const guard = definePlugin({
      id: 'planted',
      summary: 'Guards.',
      permissions: { hooks: ['request.accept'] },
      taps: ({ hooks }) =>
        hooks.request.accept.tapPromise('planted', async () => answer() as never),
    });
    const host = await testPlugin(guard, {
      faults: 'kept',
      core: { host: { hookSeconds: 0.3 } },
    });
    const refused = await host.hooks.request.accept.promise({ request: requestRecord() } as never);
    expect(refused).toMatchObject({ rule: 'plugin-failed' });
    expect(refused?.message).toMatch(says);
    expect(refused?.message).toContain('planted');
    await host.stop();
  });
});
