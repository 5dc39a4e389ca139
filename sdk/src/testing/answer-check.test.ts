import { expect, it } from 'vitest';
import { NotFoundError, type HttpResponse, type Operations } from '@turnpike/core/contracts';
import { z } from 'zod';
import { definePlugin } from '../define-plugin.js';
import { testPlugin } from './test-plugin.js';

const operations: Operations = {
  show: {
    address: 'GET /notes/:id',
    summary: 'Shows a note',
    rights: 'anyone',
    answers: { 200: { schema: z.object({ text: z.string(), likes: z.number().optional() }) } },
  },
};

/** What `stop` says after one call that is answered so; undefined: nothing. */
async function toldOf(answer: () => HttpResponse, described = operations) {
  const plugin = definePlugin({
    id: 'notes',
    summary: 'Answers as it is told.',
    operations: described,
    permissions: { routes: ['/notes/*'] },
    routes: () => [{ method: 'GET', path: '/notes/:id', allow: ['anonymous'], handle: answer }],
  });
  const host = await testPlugin(plugin);
  await (await host.request('/notes/7')).arrayBuffer();
  return host.stop().then(
    () => undefined,
    (error: Error) => error.message,
  );
}

it('says nothing of an answer that is as its route describes it', async () => {
  expect(await toldOf(() => ({ body: { text: 'hello' } }))).toBeUndefined();
});

it('names route, status and place of one that is not', async () => {
  const told = await toldOf(() => ({ body: { text: 7 } }));
  expect(told).toContain('GET /notes/:id answered 200: /text must be string');
});

it('names what nobody described: attributes, statuses, bodies', async () => {
  expect(await toldOf(() => ({ body: { text: 'a', colour: 'red' } }))).toContain('"colour"');
  expect(await toldOf(() => ({ status: 202, body: { text: 'a' } }))).toContain('answered 202');
  const bare = { show: { ...operations['show'], answers: { 200: {} } } } as Operations;
  expect(await toldOf(() => ({ body: { text: 'a' } }), bare)).toContain('described nowhere');
});

it('leaves errors of the usual form and undescribed routes alone', async () => {
  const missing = () => {
    throw new NotFoundError('There is no such note.');
  };
  expect(await toldOf(missing)).toBeUndefined();
  expect(await toldOf(() => ({ body: { anything: 'goes' } }), {})).toBeUndefined();
});
