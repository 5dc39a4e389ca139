import { definePlugin, tokens, z } from '@turnpike/sdk';

const scores = (tables) => tables.table('scores');

export const plugin = definePlugin({
  id: 'scoreboard',
  summary: 'Counts how builds end.',
  requires: { events: tokens.events },
  permissions: { events: ['build:started'], routes: ['/scoreboard', '/scoreboard/*'] },
  migrations: [
    {
      name: '0001-scores',
      up: (db) =>
        db.createTable('scores', {
          id: { type: 'id' },
          build: { type: 'integer', unique: true },
          state: { type: 'text' },
        }),
    },
  ],
  live: { scored: { hears: 'repository:read', payload: z.object({ state: z.string() }) } },
  on: {
    'build:canceled': ({ data: { repositoryId } }, { publish }) =>
      publish('scored', { state: 7 }, { repositoryId }),
    'build:finished': async ({ data }, { tables, wake, publish }) => {
      await publish('scored', { state: data.state }, { repositoryId: data.repositoryId });
      await scores(tables).insert({ build: data.buildId, state: data.state });
      wake();
    },
  },
  sweep: {
    everySeconds: 3600,
    run: async ({ tables, metrics, dataDir }) => {
      const { writeFile } = await import('node:fs/promises');
      const rows = await scores(tables).find({});
      metrics.gauge('scores', 'How many there are.').set(rows.length);
      await writeFile(`${await dataDir()}/count`, String(rows.length));
    },
  },
  start: async ({ deps: { events }, tables }) => {
    events.on('build:started', ({ data }) =>
      scores(tables).insert({ build: data.buildId, state: 'started' }),
    );
  },
  routes: ({ tables, log }) => [
    {
      method: 'GET',
      path: '/scoreboard/:state',
      allow: ['anonymous', 'user'],
      handle: async ({ params, query }) => {
        const rows = await scores(tables).find({ state: params.state ?? '' });
        return {
          headers: { 'x-scores': query.get('tag') ?? 'none' },
          body: { count: rows.length },
        };
      },
    },
    {
      method: 'POST',
      path: '/scoreboard',
      allow: ['anonymous'],
      audit: 'scoreboard.import',
      handle: async ({ json, bytes, headers, audit }) => {
        if (headers['content-type'] === 'text/plain') return { body: (await bytes()).slice(0, 3) };
        const { build, state } = await json();
        log.info({ build }, 'imported');
        await audit({ target: `build/${build}` });
        await scores(tables).insert({ build, state });
        return { status: 201, body: { build } };
      },
    },
    {
      method: 'GET',
      path: '/scoreboard',
      allow: ['anonymous'],
      handle: () => ({
        headers: { 'content-type': 'text/csv' },
        body: (async function* lines() {
          yield 'state,count\n';
          yield 'passed,1\n';
        })(),
      }),
    },
  ],
});
