import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkBoundaries } from '../../scripts/check-boundaries.js';

/** Each file breaks one rule of the architecture; the checker must name it. */
const PLANTED: readonly (readonly [rule: string, file: string, source: string])[] = [
  [
    'plugins-import-the-sdk-only',
    'plugins/hub/src/planted-a.ts',
    "import { createRequire } from 'node:module';\nimport knex from 'knex';\nexport const planted = [createRequire, knex];\n",
  ],
  [
    'plugins-do-not-import-each-other',
    'plugins/hub/src/planted-b.ts',
    "export * from '../../scheduler/src/index.js';\n",
  ],
  [
    'store-only-with-database',
    'plugins/worker/src/planted-c.ts',
    "export type { Store } from '@turnpike/sdk/store';\n",
  ],
  [
    'core-imports-no-plugin-and-no-sdk',
    'core/src/host/planted-d.ts',
    "export * from '@turnpike/sdk';\n",
  ],
  [
    'one-importer-of-tsyringe',
    'core/src/host/planted-e.ts',
    "export { container } from 'tsyringe';\n",
  ],
  [
    'contracts-import-contracts',
    'core/src/contracts/planted-f.ts',
    "export * from '../index.js';\n",
  ],
  ['sdk-imports-contracts', 'sdk/src/planted-g.ts', "export * from '@turnpike/core';\n"],
  ['aedes-only-in-broker', 'plugins/hub/src/planted-h.ts', "export { Aedes } from 'aedes';\n"],
  [
    'no-cycles',
    'core/src/host/planted-i.ts',
    "import { planted } from './planted-j.js';\nexport const i = (): number => planted();\n",
  ],
  [
    'no-cycles',
    'core/src/host/planted-j.ts',
    "import { i } from './planted-i.js';\nexport const planted = (): number => i();\n",
  ],
];
const root = new URL('../../', import.meta.url).pathname;

/** A tree with the project's layout: the real manifests, empty entry points, the installed packages. */
async function plant(): Promise<string> {
  const tree = await mkdtemp(join(tmpdir(), 'turnpike-boundaries-'));
  for (const folder of [
    'core',
    'sdk',
    'ui',
    'plugins/hub',
    'plugins/scheduler',
    'plugins/worker',
  ]) {
    await mkdir(join(tree, folder, 'src'), { recursive: true });
    await cp(join(root, folder, 'package.json'), join(tree, folder, 'package.json'));
    await writeFile(join(tree, folder, 'src/index.ts'), 'export {};\n');
  }
  for (const file of ['core/src/contracts/index.ts', 'sdk/src/store.ts', 'ui/src/app.ts']) {
    await mkdir(join(tree, file, '..'), { recursive: true });
    await writeFile(join(tree, file), 'export {};\n');
  }
  await mkdir(join(tree, 'node_modules/@turnpike'), { recursive: true });
  await symlink(join(tree, 'core'), join(tree, 'node_modules/@turnpike/core'));
  await symlink(join(tree, 'sdk'), join(tree, 'node_modules/@turnpike/sdk'));
  for (const name of ['knex', 'tsyringe', 'aedes'])
    await symlink(join(root, 'node_modules', name), join(tree, 'node_modules', name));
  for (const [, file, source] of PLANTED) {
    await mkdir(join(tree, file, '..'), { recursive: true });
    await writeFile(join(tree, file), source);
  }
  return tree;
}

describe('boundaries', () => {
  let tree = '';
  beforeAll(async () => {
    tree = await plant();
  });
  afterAll(() => rm(tree, { recursive: true, force: true }));

  it('finds every planted violation', async () => {
    const problems = await checkBoundaries(tree, 10);
    const missed = PLANTED.filter(
      ([rule, file]) => !problems.some((line) => line.includes(rule) && line.includes(file)),
    );
    expect(missed).toEqual([]);
  }, 300_000);

  it('says so when it has read next to nothing', async () => {
    expect(await checkBoundaries(tree, 10_000)).toEqual([
      expect.stringContaining('the sources were not seen'),
    ]);
  }, 300_000);
});
