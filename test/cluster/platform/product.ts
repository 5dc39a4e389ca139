/** The packed product, installed. Made on the machine itself: in the cluster's network no registry of packages is reached. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../support/root.js';
import { layoutOf } from '../plane/layout.js';
import { run } from '../plane/shell.js';

/** Where it is, for tests that make an image of it. */
export const product = join(layoutOf().folder, '..', 'product');
const PACKED = join(product, 'packed');

/** As the stage `build` of the Dockerfile does it. One that is of this clone already stays. */
export async function prepareProduct(): Promise<void> {
  const packed = await mkdtemp(join(tmpdir(), 'turnpike-packed-'));
  const npm = (...args: readonly string[]): Promise<string> => run('npm', args, { cwd: root });
  try {
    await npm('run', 'pack', '--', packed);
    const name = (await readdir(packed)).find((one) => one.startsWith('turnpike-turnpike-'))!;
    const file = join(packed, name);
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    if (existsSync(join(PACKED, digest))) return;
    await rm(product, { recursive: true, force: true });
    const half = `${product}.half`;
    await rm(half, { recursive: true, force: true });
    const quiet = ['--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'];
    await npm('install', '--prefix', half, ...quiet, file);
    await mkdir(join(half, 'packed', digest), { recursive: true });
    await rename(half, product);
  } finally {
    await rm(packed, { recursive: true, force: true });
  }
}
