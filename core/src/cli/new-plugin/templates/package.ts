import { SDK_VERSION } from '../../../host/sdk-version.js';
import type { PluginFiles, PluginNames } from '../kinds.js';

/** What every package has. In the workspace, tools and settings are shared. */
export function packageFiles(names: PluginNames, isInWorkspace: boolean): PluginFiles {
  return {
    'package.json': json(isInWorkspace ? workspacePackage(names) : ownPackage(names)),
    'tsconfig.json': json(isInWorkspace ? workspaceCompiler() : ownCompiler()),
    'README.md': readme(names, isInWorkspace),
    'src/index.ts': "export { plugin } from './plugin.js';\n",
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function workspacePackage({ id }: PluginNames): unknown {
  return {
    name: `@turnpike/plugin-${id}`,
    version: SDK_VERSION,
    description: `The plugin ${id}.`,
    license: 'MIT',
    type: 'module',
    engines: { node: '>=20' },
    exports: {
      '.': {
        types: './dist/index.d.ts',
        development: './src/index.ts',
        default: './dist/index.js',
      },
    },
    files: ['dist'],
    dependencies: { '@turnpike/sdk': SDK_VERSION },
  };
}

function ownPackage({ id }: PluginNames): unknown {
  return {
    name: `turnpike-plugin-${id}`,
    version: '0.1.0',
    description: `The plugin ${id}.`,
    license: 'MIT',
    type: 'module',
    engines: { node: '>=20' },
    exports: { '.': './dist/index.js' },
    files: ['dist'],
    scripts: { build: 'tsc', test: 'vitest run' },
    dependencies: { '@turnpike/sdk': `^${SDK_VERSION}` },
    devDependencies: { '@types/node': '^20.19.0', typescript: '6.0.3', vitest: '4.1.12' },
  };
}

function workspaceCompiler(): unknown {
  return {
    extends: '../../scripts/tsconfig.base.json',
    compilerOptions: { rootDir: 'src', outDir: 'dist' },
    include: ['src'],
    exclude: ['src/**/*.test.ts'],
    references: [{ path: '../../sdk' }],
  };
}

function ownCompiler(): unknown {
  return {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023'],
      types: ['node'],
      module: 'nodenext',
      strict: true,
      noUncheckedIndexedAccess: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
      declaration: true,
      rootDir: 'src',
      outDir: 'dist',
    },
    include: ['src'],
    exclude: ['src/**/*.test.ts'],
  };
}

function readme({ id }: PluginNames, isInWorkspace: boolean): string {
  const name = isInWorkspace ? `@turnpike/plugin-${id}` : `turnpike-plugin-${id}`;
  return `# ${id}

A plugin of Turnpike, written by \`turnpike plugin new\`. Say here what it does, for whom, and what it
needs.

## Configuration

Its keys stand under \`${id}\`; \`turnpike config explain ${id}\` shows them with their defaults and where
each value comes from.

## Install

Add it to \`plugins\` in your configuration, and to \`run\` of the roles that it works in:

\`\`\`yaml
plugins: ['...', '${name}']
\`\`\`

## Tests

\`src/plugin.test.ts\` boots the plugin in a real host; a conformance suite checks what every plugin of
its kind must do.
`;
}
