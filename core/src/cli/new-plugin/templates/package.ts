import { SDK_VERSION } from '../../../host/sdk-version.js';
import type { PluginFiles, PluginNames } from '../kinds.js';

export interface PackageSettings {
  /** In the workspace of Turnpike tools and settings are shared. */
  readonly isInWorkspace: boolean;
  readonly isJavaScript: boolean;
  /** Where npm finds the SDK: `file:` of this installation, or a range. */
  readonly sdk: string;
}

/** What every package has beside its code. */
export function packageFiles(names: PluginNames, settings: PackageSettings): PluginFiles {
  const { isInWorkspace, isJavaScript } = settings;
  if (isInWorkspace) {
    return {
      'package.json': json(workspacePackage(names)),
      'tsconfig.json': json(workspaceCompiler()),
      'README.md': readme(names, settings),
      'src/index.ts': "export { plugin } from './plugin.js';\n",
    };
  }
  return {
    'package.json': json(ownPackage(names, settings)),
    '.gitignore': 'node_modules/\ndist/\n',
    ...(isJavaScript ? {} : compilerFiles()),
    'vitest.config.js': VITEST,
    'README.md': readme(names, settings),
    [isJavaScript ? 'src/index.js' : 'src/index.ts']: "export { plugin } from './plugin.js';\n",
  };
}

/** A linked SDK lies in another node_modules, which has no vitest: so vitest itself loads it. */
const VITEST = `import { defineConfig } from 'vitest/config';

export ${'default'} defineConfig({
  test: {
    include: ['src/**/*.test.{js,ts}'],
    // Limits are for what hangs: a busy machine takes long and passes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // The suites of the SDK use the vitest of this package, wherever the SDK lies.
    server: { deps: { inline: [/@turnpike\\/sdk/, /[\\\\/]sdk[\\\\/]dist[\\\\/]/] } },
  },
});
`;

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function workspacePackage({ id }: PluginNames): unknown {
  return {
    name: `@turnpike/plugin-${id}`,
    version: SDK_VERSION,
    description: `The plugin ${id}.`,
    license: 'MIT',
    publishConfig: { access: 'public' },
    type: 'module',
    engines: { node: '>=20' },
    exports: {
      '.': {
        types: './dist/index.d.ts',
        'turnpike-source': './src/index.ts',
        default: './dist/index.js',
      },
    },
    files: ['dist'],
    dependencies: { '@turnpike/sdk': SDK_VERSION },
  };
}

/** The host gives a plugin its SDK, so it is a peer; tests take the one of `sdk`. */
function ownPackage({ id }: PluginNames, { isJavaScript, sdk }: PackageSettings): unknown {
  const compiler = { '@types/node': '^20.19.0', typescript: '6.0.3' };
  return {
    name: `turnpike-plugin-${id}`,
    version: '0.1.0',
    description: `The plugin ${id}.`,
    license: 'MIT',
    type: 'module',
    engines: { node: '>=20' },
    exports: { '.': isJavaScript ? './src/index.js' : './dist/index.js' },
    files: isJavaScript ? ['src', '!src/**/*.test.js'] : ['dist'],
    scripts: isJavaScript
      ? { test: 'vitest run' }
      : { build: 'tsc -p tsconfig.build.json', check: 'tsc', test: 'tsc && vitest run' },
    peerDependencies: { '@turnpike/sdk': `^${SDK_VERSION}` },
    devDependencies: {
      '@turnpike/sdk': sdk,
      ...(isJavaScript ? {} : compiler),
      vitest: '4.1.12',
    },
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

/** Tests are checked as well; only what is no test is built. */
function compilerFiles(): PluginFiles {
  const compilerOptions = {
    target: 'es2022',
    lib: ['es2023'],
    types: ['node'],
    module: 'nodenext',
    strict: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    noEmit: true,
  };
  const build = { noEmit: false, declaration: true, rootDir: 'src', outDir: 'dist' };
  return {
    'tsconfig.json': json({ compilerOptions, include: ['src'] }),
    'tsconfig.build.json': json({
      extends: './tsconfig.json',
      compilerOptions: build,
      exclude: ['src/**/*.test.ts'],
    }),
  };
}

function readme({ id }: PluginNames, { isInWorkspace, isJavaScript }: PackageSettings): string {
  const name = isInWorkspace ? `@turnpike/plugin-${id}` : `turnpike-plugin-${id}`;
  const file = isJavaScript ? 'src/plugin.test.js' : 'src/plugin.test.ts';
  return `# ${id}

A plugin of Turnpike, written by \`turnpike plugin new\`. Say here what it does, for whom, and what it
needs.

## Configuration

Its keys stand under \`${id}\`; \`turnpike config explain ${id}\` shows them with their defaults and where
each value comes from.

## Install

Add it to \`plugins\` in your configuration, by its name or its folder, and to \`run\` of the roles that it
works in:

\`\`\`yaml
plugins: ['...', '${name}']
\`\`\`

## Tests

\`${file}\` boots the plugin in a real host, and the whole platform with it, which builds a project;
a conformance suite checks what every plugin of its kind must do.
${isInWorkspace ? '' : SDK_WORDS}`;
}

const SDK_WORDS = `
## The SDK

\`peerDependencies\` says which versions of the SDK the plugin works with: the server gives it its own.
For tests and types, \`devDependencies\` names the SDK of the installation that wrote this package; name
another folder or a tarball there to test with another one.
`;
