import type { PluginFiles, PluginNames } from '../kinds.js';

/** An add-on with one key, whose value goes to a command. */
export function files({ id, name, camel }: PluginNames): PluginFiles {
  const key = name.replaceAll('-', '_');
  return {
    'src/plugin.ts': `import { addonPlugin, defineAddon } from '@turnpike/sdk';
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

export const plugin = addonPlugin(${camel});
`,
    'src/plugin.test.ts': `import { tokens } from '@turnpike/sdk';
import { testPlugin } from '@turnpike/sdk/testing';
import { expect, it } from 'vitest';
import { ${camel}, plugin } from './plugin.js';

it('is provided as ${id}', async () => {
  const host = await testPlugin(plugin);
  expect(host.resolve(tokens.addons)).toEqual([${camel}]);
  await host.stop();
});

it('tells the configuration language its keys', () => {
  expect(plugin.definition.yml).toMatchObject([{ at: 'addons', keys: { ${key}: { type: 'map' } } }]);
});
`,
  };
}
