import { startFailure } from '@turnpike/sdk';
import { imageName, type ImageName } from '@turnpike/sdk/platform';
import type { Engine } from '../engine/engine.js';
import { asksAlways, type JobImages } from './images-for.js';
import { pullImage } from './pull.js';

/** An image that is there. */
export interface ReadyImage {
  /** What the engine is given. */
  readonly name: string;
  readonly id: string;
  /** It was brought by this job. */
  readonly pulled: boolean;
}

export interface ImageParts {
  readonly engine: Engine;
  readonly images: JobImages;
  /** Of the engine: what an image has to be for. */
  readonly arch: string;
}

/** Sees to it that an image is there. Throws StartFailure, and the reason of `signal`. */
export async function readyImage(
  { engine, images, arch }: ImageParts,
  image: ImageName,
  signal: AbortSignal,
): Promise<ReadyImage> {
  const whole = imageName(image);
  const known = asksAlways(image, images) ? undefined : await local(engine, image, images);
  if (!known && images.pull === 'never') {
    throw startFailure(
      'user',
      `The image ${whole} is not on this worker, which pulls none. Ask its administrator (\`executor-docker.images.pull\`), or name another image.`,
    );
  }
  const name = known ?? (await pullImage(engine, image, { images, arch, signal }));
  const found = await engine.image(name);
  if (!found) throw startFailure('platform', `The image ${whole} went away after its pull.`);
  if (found.Architecture !== arch && found.Architecture !== '') {
    throw startFailure(
      'user',
      `The image ${whole} is for ${found.Architecture}, this worker has ${arch}. Name an image for it, or another \`arch\`.`,
    );
  }
  return { name, id: found.Id, pulled: known === undefined };
}

async function local(
  engine: Engine,
  image: ImageName,
  { mirror }: JobImages,
): Promise<string | undefined> {
  for (const name of new Set([imageName(image, mirror), imageName(image)])) {
    if (await engine.image(name)) return name;
  }
  return undefined;
}
