import type { PluginFiles, PluginNames } from '../kinds.js';

/** An add-on with one key, whose value goes to a command. */
export function files({ id, name, camel }: PluginNames): PluginFiles {
  const key = name.replaceAll('-', '_');
  return {
    'src/plugin.ts': `import { defineAddon } from '@turnpike/sdk';
import { q, text } from '@turnpike/sdk/shell';
import { map, text as str } from '@turnpike/sdk/yml';

/** Options enter shell only through \`q\`. */
export const ${camel} = defineAddon({
  id: '${key}',
  summary: 'Sets up ${name}.',
  yml: map({ version: str }),
  hooks: {
    before_install: (sh, options) => {
      const { version } = options as { readonly version?: unknown };
      sh.cmd(q\`${name} setup \${text(version ?? 'latest')}\`);
    },
  },
});

export const plugin = ${camel};
`,
    'src/plugin.test.ts': `import { tokens } from '@turnpike/sdk';
import { testPlatform, testPlugin } from '@turnpike/sdk/testing';
import { expect, it } from 'vitest';
import { ${camel}, plugin } from './plugin.js';

it('is provided as ${id}', async () => {
  const host = await testPlugin(plugin);
  expect(host.resolve(tokens.addons)).toMatchObject([{ id: ${camel}.id }]);
  await host.stop();
});

it('tells the configuration language its keys', () => {
  expect(plugin.definition.yml).toMatchObject([{ at: 'addons', keys: { ${key}: { type: 'map' } } }]);
});

it('sets up what a build asks for', async () => {
  const platform = await testPlatform({ plugins: [plugin] });
  try {
    const project = await platform.project({
      '.travis.yml': JSON.stringify({
        env: { global: ['PATH=$TRAVIS_BUILD_DIR/bin:$PATH'] },
        addons: { ${key}: { version: '2.1' } },
        language: 'shell',
        script: 'echo done',
      }),
      'bin/${name}': '#!/bin/sh\\necho "got $*"\\n',
    });
    expect(project.first.state).toBe('passed');
    expect(await project.logs(project.first)).toContain('got setup 2.1');
  } finally {
    await platform.stop({ force: true });
  }
});
`,
  };
}
