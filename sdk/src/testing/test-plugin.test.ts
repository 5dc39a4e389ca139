import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definePlugin, provide } from '../define-plugin.js';
import { manyToken, singleToken, tokens } from '@turnpike/core/contracts';
import { jobRecord } from './build-notice.js';
import { fake, testPlugin, type TestHost } from './test-plugin.js';

const greeting = singleToken<{ word(): string }>('test.greeting');
const names = manyToken<string>('test.names');
let host: TestHost | undefined;
afterEach(() => host?.stop());

const boom = () => {
  throw new Error('boom');
};
const named = { id: 'faulty', summary: 'Fails.' };

describe('testPlugin throws', () => {
  it.each([
    ['build', definePlugin({ ...named, offers: [names], provides: boom })],
    ['build', definePlugin({ ...named, offers: [greeting], provides: () => [] })],
    ['tap', definePlugin({ ...named, taps: boom })],
    ['routes', definePlugin({ ...named, routes: boom })],
    ['subscribe', definePlugin({ ...named, on: { 'build:ended': boom } as never })],
    ['start', definePlugin({ ...named, start: boom })],
    ['migrate', definePlugin({ ...named, migrations: [{ name: '0001-notes', up: boom }] })],
  ])('what goes wrong when it is to %s', async (_phase, plugin) => {
    await expect(testPlugin(plugin)).rejects.toThrow('faulty');
    const user = definePlugin({ id: 'user', summary: 'Stands beside it.' });
    await expect(testPlugin(user, { plugins: [plugin] })).rejects.toThrow('faulty');
  });

  it.each([
    ['a sweep', definePlugin({ ...named, sweep: { everySeconds: 3_600, run: boom } })],
    ['an event', definePlugin({ ...named, on: { 'repository:changed': boom } })],
    [
      'a tap',
      definePlugin({
        ...named,
        permissions: { hooks: ['job.route'] },
        taps: ({ hooks }) => hooks.job.route.tap('faulty', boom),
      }),
    ],
    [
      'a route',
      definePlugin({
        ...named,
        permissions: { routes: ['GET /boom'] },
        routes: () => [{ method: 'GET', path: '/boom', allow: ['anonymous'], handle: boom }],
      }),
    ],
    ['its end', definePlugin({ ...named, stop: boom })],
  ])('at the end what nobody saw go wrong: %s', async (what, plugin) => {
    for (const kept of [false, true]) {
      const one = await testPlugin(plugin, kept ? { faults: 'kept' } : {});
      await one.emit('repository:changed', { repositoryId: 1 });
      one.hooks.job.route.call({ job: jobRecord(), slug: 'a/b', needs: jobRecord().needs });
      await one.request('/boom');
      if (what !== 'its end') await expect.poll(() => one.faults).toHaveLength(1);
      if (kept) await one.stop();
      else await expect(one.stop()).rejects.toThrow(/boom/);
    }
  });
});

describe('testPlugin', () => {
  it('runs the plugin with fakes, its configuration, routes and events', async () => {
    const heard: number[] = [];
    const plugin = definePlugin({
      id: 'greeter',
      summary: 'Greets.',
      config: z.strictObject({ mark: z.string() }),
      requires: { greeting, names },
      on: { 'repository:changed': (event) => void heard.push(event.data.repositoryId) },
      permissions: { routes: ['/greet'] },
      routes: ({ deps, config }) => [
        {
          method: 'GET',
          path: '/greet',
          allow: ['anonymous'],
          handle: () => ({ body: { said: `${deps.greeting.word()} ${deps.names}${config.mark}` } }),
        },
      ],
    });
    host = await testPlugin(plugin, {
      config: { mark: '!' },
      deps: [fake(greeting, { word: () => 'hello' }), fake(names, 'you')],
    });
    expect(await (await host.request('/greet')).json()).toEqual({ said: 'hello you!' });
    await host.emit('repository:changed', { repositoryId: 3 });
    await expect.poll(() => heard).toEqual([3]);
  });

  it('gives a database to a plugin with tables of its own', async () => {
    const count = singleToken<() => Promise<number>>('test.count');
    const plugin = definePlugin({
      id: 'notes',
      summary: 'Keeps notes.',
      requires: { store: tokens.store },
      offers: [count],
      migrations: [
        {
          name: '0001-create-note',
          up: (tools) => tools.createTable('note', { id: { type: 'id' }, text: { type: 'text' } }),
        },
      ],
      provides: ({ tables, deps }) => [
        provide(count, async () => {
          await deps.store.owners.ensure({ host: 'git', login: 'acme', type: 'user' });
          await tables.table('note').insert({ text: 'hi' });
          return (await tables.table('note').find({})).length;
        }),
      ],
    });
    host = await testPlugin(plugin);
    expect(await host.resolve(count)()).toBe(1);
  });
});
