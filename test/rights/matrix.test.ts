/**
 * Every route of every plugin, asked by every kind of who may ask, against the reviewed table in `rows` and `patterns.json`.
 * A route without a row fails, and so does a row without a route. `TURNPIKE_RIGHTS_OUT=FILE` writes what
 * was answered, `TURNPIKE_RIGHTS_ONLY=TEXT` asks only addresses that have the text in them.
 */
import { writeFileSync } from 'node:fs';
import { definePlugin, z } from '@turnpike/sdk';
import {
  createTestRepository,
  testPlatform,
  type TestPlatform,
  type TestRepository,
} from '@turnpike/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Asked } from './address.js';
import { ask, classOf, type Answer } from './ask.js';
import { IDENTITIES, ROLE_SECRET, WORKER_SECRET, type Identity } from './identities.js';
import { answersOf, nameOf, PATTERNS, rowsOf, type Answers } from './table.js';
import { makeWorld, type World } from './world.js';

const MINUTES = 60_000;
let platforms: { readonly open: TestPlatform; readonly closed: TestPlatform };
let origin: TestRepository;
let served: readonly Asked[];

/** Whose settings of owners are asked for. */
const rest = definePlugin({
  id: 'rest',
  summary: 'Has a setting of owners.',
  ownerSettings: z.object({ days: z.int().default(1).describe('Days of rest.') }),
});

const start = (isPublic: boolean): Promise<TestPlatform> =>
  testPlatform({
    plugins: [rest],
    config: {
      api: { public: isPublic },
      // Each question comes from an address of its own, so that wrong tokens of one are not held against the next.
      http: { port: 0, ratePerMinute: 0, trustProxy: ['127.0.0.1', '::1'] },
      tokens: { role: ROLE_SECRET, worker: WORKER_SECRET },
      worker: { executor: 'dummy' },
      hosts: [
        {
          id: 'work',
          kind: 'gitea',
          url: 'https://git.example.com',
          clientId: 'turnpike',
          clientSecret: 'a secret of the host',
        },
      ],
    },
  });

beforeAll(async () => {
  origin = await createTestRepository();
  await origin.commit('one', { '.travis.yml': 'script: true\n' });
  platforms = { open: await start(true), closed: await start(false) };
  served = platforms.open
    .routes()
    .map(({ owner, method, path, upgrade }) => ({ owner, method: upgrade ? 'WS' : method, path }));
}, 2 * MINUTES);
afterAll(async () => {
  await platforms?.open.stop({ force: true });
  await platforms?.closed.stop({ force: true });
  await origin?.remove();
});

/** A world serves until something in it was changed. */
const worlds = new Map<string, World>();
async function worldFor({ closed, visibility }: Identity): Promise<World> {
  const key = `${closed} ${visibility}`;
  const world =
    worlds.get(key) ??
    (await makeWorld(closed ? platforms.closed : platforms.open, visibility, origin.path));
  worlds.set(key, world);
  return world;
}

async function answerTo(route: Asked, identity: Identity): Promise<Answer> {
  const world = await worldFor(identity);
  const platform = identity.closed ? platforms.closed : platforms.open;
  const { status, text } = await ask(platform, route, identity, world);
  if (route.method !== 'GET' && status < 400)
    worlds.delete(`${identity.closed} ${identity.visibility}`);
  const answer = classOf(status);
  if (answer === 'broken')
    throw new Error(`${nameOf(route)} as ${identity.name}: ${status} ${text.slice(0, 300)}`);
  return answer;
}

async function answersTo(route: Asked): Promise<Answers> {
  const answers: Record<string, Answer> = {};
  for (const identity of IDENTITIES) answers[identity.name] = await answerTo(route, identity);
  return answers;
}

describe('the rights matrix', () => {
  it('has a row for each route, and a route for each row', () => {
    const names = served.map((route) => `${route.owner}: ${nameOf(route)}`);
    const rows = rowsOf().map(({ owner, name }) => `${owner}: ${name}`);
    expect(names.filter((name) => !rows.includes(name)).sort()).toEqual([]);
    expect(rows.filter((row) => !names.includes(row)).sort()).toEqual([]);
  });

  it('has patterns that say something of everybody, and none that no row has', () => {
    const names = IDENTITIES.map(({ name }) => name);
    for (const [pattern, { answers }] of Object.entries(PATTERNS)) {
      const said = Object.values(answers).flat();
      expect(said.toSorted(), pattern).toEqual(names.toSorted());
    }
    const used = new Set(rowsOf().map(({ pattern }) => pattern));
    expect(Object.keys(PATTERNS).filter((pattern) => !used.has(pattern))).toEqual([]);
  });

  it(
    'is what the server answers',
    async () => {
      const [found, wrong]: [Record<string, Answers>, string[]] = [{}, []];
      const only = process.env['TURNPIKE_RIGHTS_ONLY'] ?? '';
      for (const route of served.filter(({ path }) => path.includes(only))) {
        const name = nameOf(route);
        const answers = await answersTo(route);
        found[`${route.owner}: ${name}`] = answers;
        const wanted = answersOf(route);
        for (const { name: who } of IDENTITIES)
          if (wanted?.[who] !== answers[who])
            wrong.push(`${name} as ${who}: ${answers[who]}, not ${wanted?.[who]}`);
      }
      const file = process.env['TURNPIKE_RIGHTS_OUT'];
      if (file) writeFileSync(file, JSON.stringify(found, undefined, 1));
      expect(wrong).toEqual([]);
    },
    60 * MINUTES,
  );
});
