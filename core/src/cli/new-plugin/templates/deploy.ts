import type { PluginFiles, PluginNames } from '../kinds.js';

/** A provider with one key, which it requires. */
export function files({ id, name, camel }: PluginNames): PluginFiles {
  const key = name.replaceAll('-', '_');
  return {
    'src/plugin.ts': `import { defineDeploy } from '@turnpike/sdk';
import { q, text } from '@turnpike/sdk/shell';
import { map, text as str } from '@turnpike/sdk/yml';

/** Options enter shell only through \`q\`. */
export const ${camel} = defineDeploy({
  id: '${key}',
  summary: 'Deploys to ${name}.',
  yml: map({ target: str }),
  required: ['target'],
  run: (sh, options) => sh.cmd(q\`${name} push \${text(options['target'])}\`),
});

export const plugin = ${camel};
`,
    'src/plugin.test.ts': `import { tokens } from '@turnpike/sdk';
import { testPlatform, testPlugin } from '@turnpike/sdk/testing';
import { expect, it } from 'vitest';
import { ${camel}, plugin } from './plugin.js';

it('is provided as ${id}', async () => {
  const host = await testPlugin(plugin);
  expect(host.resolve(tokens.deploys)).toMatchObject([{ id: ${camel}.id }]);
  await host.stop();
});

it('tells the configuration language its keys', () => {
  expect(plugin.definition.yml).toMatchObject([{ at: 'deploy', keys: { ${key}: { type: 'map' } } }]);
});

it('deploys what was built', async () => {
  const platform = await testPlatform({ plugins: [plugin] });
  try {
    const project = await platform.project({
      '.travis.yml': JSON.stringify({
        env: { global: ['PATH=$TRAVIS_BUILD_DIR/bin:$PATH'] },
        language: 'shell',
        script: 'echo done',
        deploy: { provider: '${key}', target: 'staging', on: { branch: 'main' } },
      }),
      'bin/${name}': '#!/bin/sh\\necho "got $*"\\n',
    });
    expect(project.first.state).toBe('passed');
    expect(await project.logs(project.first)).toContain('got push staging');
  } finally {
    await platform.stop({ force: true });
  }
});
`,
  };
}
