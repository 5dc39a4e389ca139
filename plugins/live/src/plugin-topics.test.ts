import { definePlugin, tokens, z, type LogReader, type PluginContext } from '@turnpike/sdk';
import { fake, fakeClock, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plugin as live } from './plugin.js';
import { openClient, subscribed, type Client } from './testing/client.js';
import { addRunningBuild } from './testing/running-build.js';

let host: TestHost;
let context: PluginContext;
let repositoryId: number;
const clients: Client[] = [];

const note = z.object({ text: z.string().max(20), at: z.number().optional() });
const notes = definePlugin({
  id: 'notes',
  summary: 'Tells what is noted.',
  live: {
    'note-added': { hears: 'repository:read', payload: note },
    kept: { hears: 'repository:admin', payload: note },
    blob: { hears: 'users', payload: z.unknown() },
    weather: { hears: 'everybody', payload: z.object({ sunny: z.boolean() }) },
    swept: { hears: 'administrators', payload: z.object({}) },
  },
  async start(ctx) {
    context = ctx as PluginContext;
  },
});

beforeEach(async () => {
  const reader = fake(tokens.logReader, {} as LogReader);
  const visitors = fake(tokens.visitorRights, { mayRead: true });
  const config = { recheckSeconds: 0.1 };
  host = await testPlugin(live, { config, plugins: [notes], deps: [reader, visitors] });
  repositoryId = (await addRunningBuild(host)).job.repositoryId;
});
afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.terminate();
  await host.stop();
});

async function listen(who: string | null): Promise<Client> {
  const client = await openClient(host.url, who);
  clients.push(client);
  return client;
}
const refusals = ({ heard }: Client) =>
  heard.flatMap((one) =>
    'refused' in one ? [`${one.refused.topic} ${one.refused.error_type}`] : [],
  );
const payloads = ({ heard }: Client) =>
  heard.flatMap((one) => ('event' in one ? [one.data.payload] : []));
const about = () => ({ repositoryId });

describe('a live topic of a plugin', () => {
  it('reaches who may read the repository, by its own topic and by that of all', async () => {
    const [one, all] = [await listen('reader'), await listen('reader')];
    await subscribed(one, `plugin:notes/note-added:${repositoryId}`);
    await subscribed(all, 'plugin:notes/note-added', 'repos', `repo:${repositoryId}`);
    await context.publish('note-added', { text: 'hello', more: 1 }, about());
    for (const { heard } of [one, all])
      await expect
        .poll(() => heard.at(-1))
        .toEqual({
          event: 'plugin:published',
          data: {
            plugin: 'notes',
            topic: 'note-added',
            repository_id: repositoryId,
            payload: { text: 'hello' },
          },
        });
    expect(payloads(all)).toHaveLength(1);
  });

  it('is refused to who may not read it, and told to nobody who may not', async () => {
    const stranger = await listen('stranger');
    stranger.ask({ subscribe: [`plugin:notes/note-added:${repositoryId}`] });
    await expect
      .poll(() => refusals(stranger))
      .toEqual([`plugin:notes/note-added:${repositoryId} not_found`]);
    await subscribed(stranger, 'plugin:notes/note-added', 'plugin:notes/weather');
    await context.publish('note-added', { text: 'private' }, about());
    await context.publish('weather', { sunny: true });
    await expect.poll(() => payloads(stranger)).toEqual([{ sunny: true }]);
  });

  it.each([
    ['stranger', 'kept:1', 'not_found'],
    ['reader', 'kept:1', 'insufficient_access'],
    ['root', 'kept:1', null],
    ['reader', 'swept', 'insufficient_access'],
    ['root', 'swept', null],
    [null, 'blob', 'insufficient_access'],
    ['stranger', 'blob', null],
    [null, 'weather', null],
    ['root', 'weather:1', 'not_found'],
    ['root', 'note-removed', 'not_found'],
    ['root', 'constructor', 'not_found'],
    ['root', 'note-added:999', 'not_found'],
  ])('is for whom it says: %s asks for %s', async (who, name, refusal) => {
    const client = await listen(who);
    const topic = `plugin:notes/${name.replace(/:1$/, `:${repositoryId}`)}`;
    client.ask({ subscribe: [topic] });
    const expected = refusal === null ? [] : [`${topic} ${refusal}`];
    await expect.poll(() => client.heard.length).toBe(2);
    expect(refusals(client)).toEqual(expected);
  });

  it('ends with the right to it', async () => {
    const reader = await listen('reader');
    const topic = `plugin:notes/note-added:${repositoryId}`;
    await subscribed(reader, topic, 'plugin:notes/weather');
    const store = host.resolve(tokens.store);
    await store.repositories.delete(repositoryId);
    await expect.poll(() => refusals(reader), { timeout: 60_000 }).toEqual([`${topic} not_found`]);
    await context.publish('note-added', { text: 'late' }, about());
    await context.publish('weather', { sunny: true });
    await expect.poll(() => payloads(reader)).toEqual([{ sunny: true }]);
  });

  it.each([
    ['wether', {}, undefined, /notes publishes wether, which is no live topic of it/],
    ['weather', { sunny: 'very' }, undefined, /weather\.sunny/],
    ['weather', { sunny: true }, { repositoryId: 1 }, /weather of a repository/],
    ['note-added', { text: 'x' }, undefined, /note-added without a repository/],
    ['note-added', { text: 'x' }, { repositoryId: 1.5 }, /note-added without a repository/],
    ['blob', 'x'.repeat(9_000), undefined, /blob with more than 8192 bytes/],
  ] as const)('is not told otherwise than declared: %s %j', async (topic, payload, of, says) => {
    await expect(context.publish(topic, payload, of)).rejects.toMatchObject({
      code: 'TURNPIKE_PLUGIN_INVALID',
      message: expect.stringMatching(says),
      details: { plugin: 'notes', wayOut: expect.any(String) },
    });
  });

  it('is told as often as pages can take it, and no more', async () => {
    const clock = fakeClock();
    const still = await testPlugin(notes, { clock });
    const tell = () => context.publish('weather', { sunny: true });
    for (let times = 0; times < 600; times += 1) await tell();
    await expect(tell()).rejects.toMatchObject({ code: 'TURNPIKE_RATE_LIMITED' });
    await clock.advance(100);
    await tell();
    await expect(tell()).rejects.toMatchObject({ code: 'TURNPIKE_RATE_LIMITED' });
    await still.stop();
  });

  it('is never told inside a transaction, nor by a plugin that has ended', async () => {
    const store = host.resolve(tokens.store);
    await expect(
      store.transaction(() => context.publish('weather', { sunny: true })),
    ).rejects.toMatchObject({ code: 'TURNPIKE_STORE_TRANSACTION' });
    const client = await listen('root');
    await subscribed(client, 'plugin:notes/weather', 'system');
    await host.unload('notes');
    await context.publish('weather', { sunny: true });
    await host.emit('worker:changed', { worker: 'w' });
    await expect.poll(() => client.events()).toEqual(['worker:changed']);
  });

  it('is not relayed where the message is not as this process knows the plugin', async () => {
    const client = await listen('root');
    await subscribed(client, 'plugin:notes/weather', 'plugin:notes/note-added');
    const published = { plugin: 'notes', repositoryId: null, payload: {} };
    await host.emit('plugin:published', { ...published, topic: 'note-added' });
    await host.emit('plugin:published', { ...published, topic: 'weather', repositoryId: 1 });
    await host.emit('plugin:published', { ...published, topic: 'weather', payload: 7 });
    await expect.poll(() => payloads(client)).toEqual([7]);
  });
});
