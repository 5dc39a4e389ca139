import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { HostPermission, PluginPermissions } from '../contracts/permissions.js';
import type { PluginContext } from '../contracts/plugin.js';
import { tokens } from '../contracts/tokens.js';
import { silentLogger } from '../log/silent-logger.js';
import { bootHost } from './boot.js';
import type { Host } from './host.js';
import { dataDir } from '../../../test/support/data-dir.js';

let server: Server;
let port = 0;
beforeAll(async () => {
  server = createServer(({ url }, response) => {
    if (url !== '/away') return void response.end('here');
    response.writeHead(302, { location: `http://localhost:${port}/` }).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((done) => server.close(done)));

const requires = {
  outbound: tokens.outbound,
  events: tokens.events,
  codeHosts: tokens.codeHosts,
};
type Context = PluginContext<unknown, typeof requires>;
let host: Host | undefined;
afterEach(() => host?.stop());

/** What the plugin's functions are given. */
async function contextOf(permissions: PluginPermissions, config?: unknown): Promise<Context> {
  let context: Context | undefined;
  const definition = {
    id: 'caller',
    summary: 'Asks hosts.',
    requires,
    permissions,
    config: z.looseObject({}).prefault({}),
    start: async (ctx: Context) => void (context = ctx),
  };
  host = await bootHost({
    dir: null,
    log: silentLogger,
    plugins: [{ kind: 'turnpike-plugin', definition: definition as never }],
    values: {
      dataDir,
      bus: { url: 'memory' },
      database: { url: 'none' },
      http: { port: 0 },
      net: { allow: ['127.0.0.1', 'localhost'] },
      hosts: [{ id: 'forge', kind: 'gitea', url: 'https://git.example.com', token: 'secret' }],
      ...(config === undefined ? {} : { caller: config }),
    },
  });
  return context as Context;
}
const hosts = (...list: readonly HostPermission[]) => ({ hosts: list });
const get = async ({ deps }: Context, path = '/') =>
  (await deps.outbound.fetch(`http://127.0.0.1:${port}${path}`)).text();

describe('code hosts of the server', () => {
  it('are given with their secrets to who declares their kind, and without to all others', async () => {
    const { deps } = await contextOf(hosts({ kind: 'gitea' }));
    expect(deps.codeHosts.ofKind('gitea')).toMatchObject([{ id: 'forge', token: 'secret' }]);
    expect(() => deps.codeHosts.ofKind('github')).toThrow('of the kind github');
    await host?.stop();
    const other = await contextOf(hosts('api.example.org'));
    expect(other.deps.codeHosts.all).toEqual([
      { id: 'forge', kind: 'gitea', url: 'https://git.example.com' },
    ]);
    expect(() => other.deps.codeHosts.ofKind('gitea')).toThrow(
      expect.objectContaining({ code: 'TURNPIKE_PLUGIN_PERMISSION' }),
    );
  });

  it('may be named by a setting, and be private', async () => {
    const { deps } = await contextOf(hosts({ setting: 'server' }), {
      server: `http://127.0.0.1:${port}`,
    });
    const answer = await deps.codeHosts
      .ofSetting(`http://127.0.0.1:${port}`)
      .fetch(`http://127.0.0.1:${port}/`);
    expect(answer.ok).toBe(true);
    expect(() => deps.codeHosts.ofSetting('http://10.0.0.1')).toThrow('10.0.0.1');
  });
});

describe('a host', () => {
  it('that is not declared is not asked, and the plugin, the host and the way out are named', async () => {
    const context = await contextOf(hosts('api.example.org'));
    await expect(get(context)).rejects.toMatchObject({
      code: 'TURNPIKE_PLUGIN_PERMISSION',
      message: 'caller asks the host 127.0.0.1, which it does not declare.',
      details: {
        plugin: 'caller',
        host: '127.0.0.1',
        wayOut:
          "Add it to the declaration: permissions: { hosts: ['api.example.org', '127.0.0.1'] }.",
      },
    });
    await expect(context.deps.outbound.resolve('127.0.0.1', port)).rejects.toThrow('127.0.0.1');
  });

  it.each<readonly [string, readonly HostPermission[], object]>([
    ['by its name', ['127.0.0.1'], {}],
    ['as any', ['*'], {}],
    ['by a setting with an address', [{ setting: 'server' }], { server: 'http://127.0.0.1:80/x' }],
    ['by a setting with a name', [{ setting: 'server' }], { server: '127.0.0.1' }],
    ['by a setting within', [{ setting: 'a.servers' }], { a: { servers: ['x', '127.0.0.1:8'] } }],
  ])('that is declared is: %s', async (_how, list, config) => {
    expect(await get(await contextOf(hosts(...list), config))).toBe('here');
  });

  it('that a declared one redirects to is not asked either', async () => {
    const context = await contextOf(hosts('127.0.0.1'));
    await expect(get(context, '/away')).rejects.toThrow('the host localhost, which');
    const both = await contextOf(hosts('127.0.0.1', 'LOCALHOST'));
    expect(await get(both, '/away')).toBe('here');
  });

  it('below a declared name is one, the name itself and what ends alike are not', async () => {
    const { deps } = await contextOf(hosts('*.example.invalid'));
    const ask = (name: string) => deps.outbound.resolve(name, 443);
    await expect(ask('a.example.invalid')).rejects.toMatchObject({
      code: 'TURNPIKE_HOST_UNAVAILABLE',
    });
    for (const name of ['example.invalid', 'badexample.invalid', 'example.invalid.evil.invalid'])
      await expect(ask(name)).rejects.toMatchObject({ code: 'TURNPIKE_PLUGIN_PERMISSION' });
  });

  it('of a setting that nobody has set is none', async () => {
    await expect(get(await contextOf(hosts({ setting: 'server' })))).rejects.toThrow('127.0.0.1');
  });
});

describe('the token events', () => {
  it('lets a plugin hear what it declares, and publish nothing', async () => {
    const { deps } = await contextOf({ events: ['job:started'] });
    expect(deps.events.on('job:started', () => undefined)).toBeTypeOf('function');
    expect(() => deps.events.on('job:log', () => undefined)).toThrow(
      'caller hears the event job:log, which it does not declare.',
    );
    expect(Object.keys(deps.events).toSorted()).toEqual(['connected', 'on']);
  });
});
