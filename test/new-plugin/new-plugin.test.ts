/** Every kind of package that `turnpike plugin new` writes compiles and passes its conformance suite. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PLUGIN_KINDS } from '../../core/src/cli/new-plugin/kinds.js';

const root = new URL('../../', import.meta.url).pathname;
/** Within the tree, so that the packages find the SDK; not committed. */
const folder = join(root, 'test/new-plugin/written');

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const written = PLUGIN_KINDS.map((kind) => {
  const dir = join(folder, kind);
  const args = ['plugin', 'new', kind, 'tiny-thing', '--dir', dir, '--json'];
  const script = join(root, 'scripts/new-plugin.ts');
  const printed = execFileSync(process.execPath, ['--import', 'tsx', script, ...args.slice(2)], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { kind, dir, ...(JSON.parse(printed) as { id: string; files: string[] }) };
});

// Left behind, they would be found as tests of their own.
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('turnpike plugin new', () => {
  it('writes a package for each kind', () => {
    expect(written.map(({ id }) => id)).toEqual([
      'tiny-thing',
      'executor-tiny-thing',
      'notify-tiny-thing',
      'vcs-tiny-thing',
      'store-tiny-thing',
      'language-tiny-thing',
      'addon-tiny-thing',
      'deploy-tiny-thing',
    ]);
    for (const { files } of written) {
      expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'src/plugin.ts']));
    }
  });

  it('checks the types of tests where they are written', () => {
    for (const { dir } of written) {
      const settings = (file: string) =>
        JSON.parse(readFileSync(join(dir, file), 'utf8')) as Record<string, unknown>;
      expect(settings('tsconfig.json')).toMatchObject({ include: ['src'] });
      expect(settings('tsconfig.json')).not.toHaveProperty('exclude');
      expect(settings('package.json')).toMatchObject({
        version: '0.1.0',
        peerDependencies: { '@turnpike/sdk': '^0.1.0' },
        scripts: { test: expect.stringContaining('tsc && ') as string },
      });
    }
  });

  it('writes code that compiles under the settings of this repository', () => {
    const config = join(folder, 'tsconfig.json');
    const settings = { extends: '../../tsconfig.json', include: ['*/src/*.ts'], exclude: [] };
    writeFileSync(config, JSON.stringify(settings));
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/typescript7/bin/tsc'), '--noEmit', '-p', config],
      { stdio: 'pipe', encoding: 'utf8' },
    );
  }, 300_000);
});

describe.each(written)('the written $kind', async ({ dir }) => {
  await import(join(dir, 'src/plugin.test.ts'));
});
