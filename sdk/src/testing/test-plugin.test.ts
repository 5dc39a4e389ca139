import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { definePlugin, provide } from '../define-plugin.js';
import { manyToken, singleToken, tokens } from '@turnpike/core/contracts';
import { fake, testPlugin, type TestHost } from './test-plugin.js';

const greeting = singleToken<{ word(): string }>('test.greeting');
const names = manyToken<string>('test.names');
let host: TestHost | undefined;
afterEach(() => host?.stop());

describe('testPlugin', () => {
  it('runs the plugin with fakes, its configuration, routes and events', async () => {
    const heard: number[] = [];
    const plugin = definePlugin({
      id: 'greeter',
      summary: 'Greets.',
      config: z.strictObject({ mark: z.string() }),
      requires: { greeting, names },
      on: { 'repository:changed': (event) => void heard.push(event.data.repositoryId) },
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
          await deps.store.owners.ensure({ login: 'acme', type: 'user' });
          await tables.table('note').insert({ text: 'hi' });
          return (await tables.table('note').find({})).length;
        }),
      ],
    });
    host = await testPlugin(plugin);
    expect(await host.resolve(count)()).toBe(1);
  });
});
