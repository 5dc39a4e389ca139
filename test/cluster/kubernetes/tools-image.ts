/** What `config/docker/Dockerfile` makes as `tools`, of this machine's own static programs. */
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildImage, type Image } from '../support/image.js';

export const TOOLS = 'turnpike.test/tools:1';

/** `folder` is where its archive goes. Needs Debian's `busybox-static` and `tini`. */
export async function toolsImage(folder: string): Promise<Image> {
  const root = await mkdtemp(join(tmpdir(), 'turnpike-tools-'));
  try {
    await mkdir(folder, { recursive: true });
    await copyFile('/usr/bin/busybox', join(root, 'busybox'));
    await copyFile('/usr/bin/tini-static', join(root, 'tini'));
    const file = join(folder, 'tools.tar');
    return await buildImage({ name: TOOLS, root, file, user: '10001:10001' });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
