import { afterAll, beforeAll, expect, it } from 'vitest';
import { definePlugin } from '../define-plugin.js';
import { testPlatform, type TestPlatform } from './test-platform.js';

const seen: string[] = [];
/** A stranger's: refuses one branch's message and hears what happens. */
const stranger = definePlugin({
  id: 'stranger',
  summary: 'Refuses what is not to be built.',
  permissions: { hooks: ['request.approve'] },
  taps: ({ hooks }) =>
    hooks.request.approve.tap('stranger', ({ commit }) =>
      commit.message === 'Commit 3' ? { rule: 'third', message: 'Not the third.' } : undefined,
    ),
  on: { 'build:finished': ({ data }) => void seen.push(`${data.number} ${data.state}`) },
});

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({
    plugins: [stranger],
    config: { worker: { executor: 'dummy', slots: 2 } },
  });
}, 300_000);
afterAll(() => platform.stop({ force: true }));

it('builds a commit through every role, with a plugin of a stranger beside', async () => {
  const project = await platform.project({
    '.travis.yml': `language: shell
script: echo hi
jobs:
  include:
    - env: TURNPIKE_DUMMY_OUTPUT=one
    - env: TURNPIKE_DUMMY_OUTPUT=two
    - env: TURNPIKE_DUMMY_OUTPUT=three
`,
  });
  expect(project.first).toMatchObject({ number: '1', state: 'passed' });
  expect(project.first.jobs).toHaveLength(3);
  expect(await project.logs(project.first)).toMatch(/one[\s\S]*two[\s\S]*three/);
  expect((await project.build()).number).toBe('2');
  await expect.poll(() => seen).toEqual(['1 passed', '2 passed']);

  await expect(project.build({}, 2)).rejects.toThrow('was not made');
  await platform.unload('stranger');
  expect((await project.build()).state).toBe('passed');
}, 300_000);
