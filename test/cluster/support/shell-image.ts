/** The image of most tests: a shell, the small tools, and `getent`, which asks the cluster's DNS. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildImage, type Image } from './image.js';
import { addBusybox, addPrograms, layRoot } from './machine-files.js';

export const SHELL = 'turnpike.test/shell:1';

/** `folder` is where its archive goes. */
export async function shellImage(folder: string): Promise<Image> {
  const root = await mkdtemp(join(tmpdir(), 'turnpike-image-'));
  await mkdir(folder, { recursive: true });
  try {
    await layRoot(root);
    await addPrograms(root, ['/usr/bin/getent', '/usr/bin/bash']);
    await addBusybox(root);
    const file = join(folder, 'shell.tar');
    return await buildImage({ name: SHELL, root, file, command: ['/bin/sh'] });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
