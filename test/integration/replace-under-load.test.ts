/** A notifier and a language are replaced again and again while builds run: nothing is lost, nothing happens twice. */
import { defineLanguage, defineNotifier } from '@turnpike/sdk';
import type { Plugin } from '@turnpike/sdk';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';

const TIMES = 100;
const BUILDS = 6;

/** Which version said which build's end, and by which delivery. */
const sent: { readonly build: string; readonly deliveryId: string; readonly version: number }[] =
  [];

const notifier = (version: number): Plugin =>
  defineNotifier({
    id: 'notify-starling',
    summary: 'Sings.',
    version: `1.0.${version}`,
    notifier: {
      id: 'starling',
      key: null,
      events: ['finished'],
      onSuccess: 'always',
      onFailure: 'always',
      onStart: 'never',
      onCancel: 'always',
      onError: 'always',
      pullRequests: false,
      always: true,
    },
    create: () => ({
      id: 'starling',
      targets: () => [{ key: 'all', data: {} }],
      send: async (_target, notice, deliveryId) => {
        sent.push({ build: String(notice.build.number), deliveryId, version });
      },
    }),
  });

const language = (version: number): Plugin =>
  defineLanguage({
    id: 'whistle',
    script: (sh) => sh.cmd(`echo whistled ${version}.`),
  });

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({
    plugins: [notifier(0), language(0)],
    config: { worker: { slots: 2 } },
  });
}, 300_000);
afterAll(() => platform?.stop({ force: true }));

it('builds all, tells of each once, and the last version is the one that counts', async () => {
  const project = await platform.project({ '.travis.yml': 'language: whistle' });
  expect(project.first.state).toBe('passed');
  let replaced = 0;
  const replacing = (async () => {
    while (replaced < TIMES) {
      replaced += 1;
      for (const plugin of [notifier(replaced), language(replaced)]) {
        const { id } = plugin.definition;
        expect(await platform.replace({ plugin, id, source: id })).toBeUndefined();
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  for (let count = 0; count < BUILDS; count += 1) {
    const build = await project.build({}, 120);
    expect(build.state).toBe('passed');
    expect(await project.logs(build)).toMatch(/^whistled \d+\.\r?$/m);
  }
  await replacing;
  const last = await project.build({}, 120);
  expect(await project.logs(last)).toMatch(new RegExp(`^whistled ${TIMES}\\.\\r?$`, 'm'));
  const builds = Array.from({ length: BUILDS + 2 }, (_, index) => String(index + 1));
  await expect.poll(() => sent.map(({ build }) => build).toSorted()).toEqual(builds);
  expect(new Set(sent.map(({ deliveryId }) => deliveryId)).size).toBe(builds.length);
  expect(sent.find(({ build }) => build === String(last.number))?.version).toBe(TIMES);
  expect(platform.faults).toEqual([]);
  const own = platform.installed.scopes.filter(({ plugin }) => /starling|whistle/.test(plugin));
  expect(own.map(({ state }) => state)).toEqual(['running', 'running']);
}, 600_000);
