import type { DockerConfig } from '../config.js';
import type { Engine } from '../engine/engine.js';
import { refused, startFailure } from '../start-failure.js';
import { pullImage } from './pull.js';
import { isAllowed, readReference, through, type Reference } from './reference.js';

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
  readonly images: DockerConfig['images'];
  /** Of the engine: what an image has to be for. */
  readonly arch: string;
}

/** Sees to it that an image is there. Throws StartFailure, and the reason of `signal`. */
export async function readyImage(
  { engine, images, arch }: ImageParts,
  wanted: string | undefined,
  signal: AbortSignal,
): Promise<ReadyImage> {
  const reference = referenceOf(images, wanted);
  const known = images.pull === 'always' ? undefined : await local(engine, reference, images);
  if (!known && images.pull === 'never') {
    throw refused(
      `The image ${reference.name} is not on this worker, which pulls none.`,
      'Ask its administrator (`executor-docker.images.pull`), or name another image.',
    );
  }
  const platform = engine.apiVersion === '' ? undefined : `linux/${arch}`;
  const name = known ?? (await pullImage(engine, reference, { images, platform, signal }));
  const found = await engine.image(name);
  if (!found)
    throw startFailure('platform', `The image ${reference.name} went away after its pull.`);
  if (found.Architecture !== arch && found.Architecture !== '') {
    throw refused(
      `The image ${reference.name} is for ${found.Architecture}, this worker has ${arch}.`,
      'Name an image for it, or another `arch`.',
    );
  }
  return { name, id: found.Id, pulled: known === undefined };
}

function referenceOf(
  { allow, ...images }: DockerConfig['images'],
  wanted: string | undefined,
): Reference {
  const text = wanted ?? images.default;
  if (text === undefined) {
    throw refused(
      'The job names no image and its language proposes none.',
      'Write `image:` into the configuration, or have the administrator set `executor-docker.images.default`.',
    );
  }
  const reference = readReference(text);
  if (!reference)
    throw refused(`\`${text.slice(0, 100)}\` is no name of an image.`, 'Write NAME or NAME:TAG.');
  if (isAllowed(reference, allow)) return reference;
  throw refused(
    `This worker does not run the image ${reference.name}.`,
    `It runs: ${allow.join(', ') || 'none'} (\`executor-docker.images.allow\`).`,
  );
}

async function local(
  engine: Engine,
  reference: Reference,
  { mirror }: DockerConfig['images'],
): Promise<string | undefined> {
  for (const name of new Set([through(reference, mirror), reference.name])) {
    if (await engine.image(name)) return name;
  }
  return undefined;
}
