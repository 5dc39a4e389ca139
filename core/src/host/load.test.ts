import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPlugins } from './load.js';
import { manifestOf } from './manifest.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'turnpike-load-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
const pluginText = (id: string) =>
  `({ kind: 'turnpike-plugin', definition: { id: '${id}', summary: 'One.' } })`;
const load = async (...specs: readonly string[]) => {
  const { plugins, problems } = await loadPlugins(specs, root);
  return {
    ids: plugins.map(({ id }) => id),
    problems: problems.map(({ code, message }) => `${code} ${message.replaceAll(root, '')}`),
  };
};

describe('loading plugins', () => {
  it('takes files, folders, packages beside the configuration, one plugin or a list', async () => {
    write('one.mjs', `export const plugin = ${pluginText('one')}`);
    write('many.mjs', `export const plugins = [${pluginText('two')}, ${pluginText('three')}]`);
    write(
      'folder/package.json',
      '{"type": "module", "exports": {".": {"default": "./lib/main.js"}}}',
    );
    write('folder/lib/main.js', `export const plugin = ${pluginText('four')}`);
    write('node_modules/five/package.json', '{"type": "module", "main": "index.js"}');
    write('node_modules/five/index.js', `export const plugin = ${pluginText('five')}`);
    const specs = ['./one.mjs', join(root, 'many.mjs'), './folder', 'five'];
    expect(await load(...specs)).toEqual({
      ids: ['one', 'two', 'three', 'four', 'five'],
      problems: [],
    });
  });

  it('names what is missing, broken, no plugin or there twice, and loads the rest', async () => {
    write('fine.mjs', `export const plugin = ${pluginText('fine')}`);
    write('again.mjs', `export const plugin = ${pluginText('fine')}`);
    write('throws.mjs', `throw new Error('on import')`);
    write('needs.mjs', `import 'some-missing-package';`);
    write('other.mjs', 'export const something = 1;');
    write(
      'half.mjs',
      `export const plugin = { kind: 'turnpike-plugin', definition: { id: 'half', provides() {} } }`,
    );
    const { ids, problems } = await load(
      './fine.mjs',
      './again.mjs',
      './none.mjs',
      './throws.mjs',
      './needs.mjs',
      './other.mjs',
      './half.mjs',
      'no-such-package',
    );
    expect(ids).toEqual(['fine']);
    expect(problems).toEqual([
      'TURNPIKE_PLUGIN_UNKNOWN There is no plugin at ./none.mjs.',
      'TURNPIKE_PLUGIN_FAILED The plugin ./throws.mjs cannot be imported: on import',
      expect.stringMatching(
        /TURNPIKE_PLUGIN_FAILED The plugin \.\/needs\.mjs cannot be imported: .*some-missing-package/,
      ) as string,
      'TURNPIKE_PLUGIN_INVALID ./other.mjs exports neither `plugin` nor `plugins`.',
      'TURNPIKE_PLUGIN_INVALID ./half.mjs: It has no summary.',
      'TURNPIKE_PLUGIN_INVALID ./half.mjs: It has `provides` but no list `offers` of the tokens it provides.',
      'TURNPIKE_PLUGIN_UNKNOWN The plugin no-such-package cannot be found.',
      'TURNPIKE_PLUGIN_INVALID Two plugins are called fine: ./fine.mjs and ./again.mjs.',
    ]);
  });

  it.each([
    ['peerDependencies', '^0.1.0', '^0.1.0'],
    ['dependencies', '>=0.1', '>=0.1'],
    ['peerDependencies', 'file:../sdk', '*'],
  ])('reads version and SDK range of package.json: %s %s', async (where, range, sdk) => {
    const manifest = { name: 'own', version: '3.2.1', [where]: { '@turnpike/sdk': range } };
    write('own/package.json', JSON.stringify({ ...manifest, exports: './dist/index.mjs' }));
    write('own/dist/package.json', '{"type": "module"}');
    write('own/dist/index.mjs', `export const plugin = ${pluginText('own')}`);
    const { plugins } = await loadPlugins(['./own'], root);
    expect(plugins.map(manifestOf)).toMatchObject([{ id: 'own', version: '3.2.1', sdk }]);
  });

  it('gives the SDK of this installation to plugins that lie anywhere', () => {
    write(
      'anywhere/index.mjs',
      `import { definePlugin, tokens, z } from '@turnpike/sdk';
      import { q } from '@turnpike/sdk/shell';
      export const plugin = definePlugin({
        id: 'anywhere', summary: String(q\`One.\`), config: z.strictObject({ a: z.string() }),
        requires: { clock: tokens.clock },
      });`,
    );
    // A process of its own: the test runner resolves packages in its own way.
    const script = `import { loadPlugins } from ${JSON.stringify(new URL('./load.ts', import.meta.url).href)};
      const { plugins, problems } = await loadPlugins(['./anywhere/index.mjs'], ${JSON.stringify(root)});
      console.log(JSON.stringify([plugins.map(({ id }) => id), problems]));`;
    const flags = ['--conditions=turnpike-source', '--import', 'tsx', '--input-type=module'];
    const cwd = new URL('.', import.meta.url);
    const out = execFileSync(process.execPath, [...flags, '--eval', script], {
      cwd,
      encoding: 'utf8',
    });
    expect(JSON.parse(out)).toEqual([['anywhere'], []]);
  });
});
