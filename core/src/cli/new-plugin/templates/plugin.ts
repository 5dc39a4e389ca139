import type { PluginFiles, PluginNames } from '../kinds.js';

/** A hook that says no, and a route that tells how often. */
export function files({ id }: PluginNames): PluginFiles {
  return {
    'src/plugin.ts': `import { definePlugin, z } from '@turnpike/sdk';

const config = z
  .strictObject({
    forbidden: z
      .array(z.string())
      .default([])
      .describe('Branches of which nothing is built.'),
  })
  .prefault({});

export const plugin = definePlugin({
  id: '${id}',
  summary: 'Refuses requests for some branches.',
  config,
  permissions: { hooks: ['request.accept'], routes: ['GET /${id}'] },
  taps({ config, hooks, metrics }) {
    const refused = metrics.counter('${id.replaceAll('-', '_')}_refused_total', 'Refused requests.');
    hooks.request.accept.tap('${id}', ({ request }) => {
      if (!config.forbidden.includes(request.branch)) return undefined;
      refused.inc();
      return { rule: 'branch-forbidden', message: \`Nothing is built of \${request.branch}.\` };
    });
  },
  routes: ({ config }) => [
    {
      method: 'GET',
      path: '/${id}',
      allow: ['anonymous'],
      handle: () => ({ body: { forbidden: config.forbidden } }),
    },
  ],
});
`,
    'src/plugin.test.ts': `import { requestContext, testPlatform, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterEach, expect, it } from 'vitest';
import { plugin } from './plugin.js';

let host: TestHost | undefined;
afterEach(() => host?.stop());

it('refuses a forbidden branch and no other', async () => {
  host = await testPlugin(plugin, { config: { forbidden: ['wip'] } });
  expect(await host.hooks.request.accept.promise(requestContext({ branch: 'wip' }))).toMatchObject({
    rule: 'branch-forbidden',
  });
  expect(await host.hooks.request.accept.promise(requestContext({ branch: 'main' }))).toBeUndefined();
});

it('tells what is forbidden, until it is unloaded', async () => {
  host = await testPlugin(plugin, { config: { forbidden: ['wip'] } });
  expect(await (await host.request('/${id}')).json()).toEqual({ forbidden: ['wip'] });
  await host.unload('${id}');
  expect((await host.request('/${id}')).status).toBe(404);
});

it('builds what is allowed, in the whole platform', async () => {
  const platform = await testPlatform({ plugins: [plugin], config: { '${id}': { forbidden: ['wip'] } } });
  try {
    const project = await platform.project({ '.travis.yml': '{ language: shell, script: echo built }' });
    expect(project.first.state).toBe('passed');
    expect(await project.logs(project.first)).toContain('built');
    await project.repository.git('checkout', '-q', '-b', 'wip');
    const refused = project.build({ 'new.txt': '' }, { branch: 'wip', seconds: 2 });
    await expect(refused).rejects.toThrow('Nothing is built of wip.');
  } finally {
    await platform.stop({ force: true });
  }
});
`,
  };
}
