import type { PluginFiles, PluginNames } from '../kinds.js';

/** A version of its own, an install and a script step. */
export function files({ id, name, camel }: PluginNames): PluginFiles {
  const key = name.replaceAll('-', '_');
  const variable = `TRAVIS_${key.toUpperCase()}_VERSION`;
  return {
    'src/plugin.ts': `import { ${camel} } from './language.js';

export const plugin = ${camel};
`,
    'src/language.ts': `import { defineLanguage, versionOf } from '@turnpike/sdk';
import { q } from '@turnpike/sdk/shell';
import { axis, text } from '@turnpike/sdk/yml';

/** Steps that are not named here come from \`parent\`. Data enters shell only through \`q\`. */
export const ${camel} = defineLanguage({
  id: '${key}',
  summary: 'Projects in ${name}.',
  yml: { keys: { ${key}: axis(text, { summary: 'Versions of ${name}.' }) } },
  matrix: ['${key}'],
  defaults: { ${key}: '1.0' },
  export: (sh, ctx) => sh.export('${variable}', q\`\${versionOf(ctx, '${key}')}\`, { echo: false }),
  announce: (sh) => sh.cmd('${name} --version'),
  install: (sh) => sh.if('-f ${name}.lock', () => sh.cmd('${name} install', { fold: 'install' })),
  script: (sh) => sh.cmd('${name} test'),
});
`,
    'src/plugin.test.ts': `import { tokens } from '@turnpike/sdk';
import { languageConformance } from '@turnpike/sdk/conformance';
import { testPlatform, testPlugin } from '@turnpike/sdk/testing';
import { expect, it } from 'vitest';
import { ${camel} } from './language.js';
import { plugin } from './plugin.js';

languageConformance(${camel});

it('is provided as ${id}', async () => {
  const host = await testPlugin(plugin);
  expect(host.resolve(tokens.languages)).toMatchObject([{ id: ${camel}.id }]);
  await host.stop();
});

it('builds a project, with its version', async () => {
  const platform = await testPlatform({ plugins: [plugin] });
  try {
    const config = { language: '${key}', ${key}: '2.1', script: 'echo "version=$${variable}"' };
    const project = await platform.project({ '.travis.yml': JSON.stringify(config) });
    expect(project.first.state).toBe('passed');
    expect(await project.logs(project.first)).toContain('version=2.1');
  } finally {
    await platform.stop({ force: true });
  }
});
`,
  };
}
