/** The image of every pod's first container. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildImage, type Image } from '../support/image.js';
import { run } from './shell.js';

export const PAUSE = 'turnpike.test/pause:1';

const SOURCE = new URL('./pause.c', import.meta.url).pathname;

/** Compiles it; `file` is where its archive goes. */
export async function pauseImage(file: string): Promise<Image> {
  const root = await mkdtemp(join(tmpdir(), 'turnpike-pause-'));
  try {
    await run('gcc', ['-static', '-Os', '-s', '-o', join(root, 'pause'), SOURCE]);
    return await buildImage({ name: PAUSE, root, file, entrypoint: ['/pause'] });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
