import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { manifestOf } from './manifest.js';
import { askedBy, askedLines, askedShort, newlyAsked } from '../contracts/asked-by.js';
import { HOOK_KINDS } from '../contracts/hooks.js';
import { HOOK_WORDS, OFFERED_WORDS, REQUIRED_WORDS } from '../contracts/asked-words.js';
import type { PluginDefinition, PluginManifest } from '../contracts/plugin.js';
import { singleToken, tokens } from '../contracts/tokens.js';

function manifest(members: Partial<PluginDefinition>): PluginManifest {
  const definition = { id: 'chat', summary: 'Chats.', ...members };
  const plugin = { kind: 'turnpike-plugin', definition } as never;
  return manifestOf({ plugin, id: 'chat', source: './chat.js' });
}
const chat = manifest({
  config: z.object({ server: z.string().default('https://chat.example.org') }),
  requires: { store: tokens.store, own: singleToken('chat.rooms') } as never,
  offers: [tokens.notifiers],
  permissions: {
    hooks: ['job.payload', 'job.route'],
    secrets: ['env'],
    hosts: ['*.example.org', { setting: 'server' }],
    files: ['/var/lib/chat', { setting: 'dir' }],
    routes: ['GET /chat/:room'],
    events: ['job:log'],
  },
  on: { 'build:finished': () => undefined },
  routes: () => [],
  cli: [{ command: 'chat', summary: 'Chats.', run: async () => 0 }],
});

describe('what a plugin asks for', () => {
  it('is told in sections with words, what weighs most first', () => {
    expect(askedLines(askedBy(chat))).toEqual([
      'Is shown secrets',
      '  env: values of encrypted variables, and what was encrypted in .travis.yml',
      'Has a say',
      '  job.payload: changes what workers are told to run (is shown the secrets named)',
      '  job.route: chooses the queue of a job',
      'Uses',
      '  store: reads and changes everything that the platform stores',
      '  chat.rooms: a service between plugins',
      'Provides',
      '  notifiers: is told how builds end, with the secrets of its own entries',
      'Talks to',
      '  *.example.org',
      '  setting server: the host set there; https://chat.example.org if none is',
      'Answers',
      '  GET /chat/:room',
      'Files beside its own',
      '  /var/lib/chat',
      '  setting dir: the folder set there',
      'Hears',
      '  build:finished',
      '  job:log',
      'Brings',
      '  commands: adds commands to turnpike',
    ]);
  });

  it('is nothing where nothing is asked', () => {
    expect(askedBy(manifest({}))).toEqual([]);
    expect(askedShort([])).toBe('');
  });

  it('is told in short', () => {
    expect(askedShort(askedBy(chat))).toBe('secrets: env, store, 2 hooks, 2 hosts, 1 route');
    const all = manifest({ permissions: { secrets: true, hooks: ['job.payload'], hosts: ['*'] } });
    expect(askedShort(askedBy(all))).toBe('all secrets, 1 hook, any host');
  });

  it('of a later version is what the earlier one did not ask for', () => {
    const before = manifest({ permissions: { hooks: ['job.route'], hosts: ['*.example.org'] } });
    const after = manifest({
      permissions: { hooks: ['job.route', 'job.payload'], hosts: ['*'], secrets: ['keys'] },
    });
    const news = newlyAsked(before, after);
    expect(news.map(({ id, items }) => [id, items.map(({ name }) => name)])).toEqual([
      ['secrets', ['keys']],
      ['hooks', ['job.payload']],
      ['hosts', ['*']],
    ]);
    expect(newlyAsked(after, before).map(({ id }) => id)).toEqual(['hosts']);
    expect(newlyAsked(chat, chat)).toEqual([]);
  });
});

it('there are words for every hook and every token of the platform', () => {
  expect(Object.keys(HOOK_WORDS).toSorted()).toEqual(Object.keys(HOOK_KINDS).toSorted());
  const inner = [tokens.embeddedBroker.name];
  const names = Object.keys(tokens).filter((name) => !inner.includes(name));
  expect(Object.keys(REQUIRED_WORDS).toSorted()).toEqual(names.toSorted());
  const many = Object.values(tokens).flatMap((token) => (token.kind === 'many' ? token.name : []));
  expect(Object.keys(OFFERED_WORDS).toSorted()).toEqual(many.toSorted());
});
