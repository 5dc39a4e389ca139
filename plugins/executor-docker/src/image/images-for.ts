/** What of the rules for images is a job's own. */
import { imageName, type ImageName } from '@turnpike/sdk/platform';
import type { DockerConfig } from '../config.js';

/** Rules for the images of one job. */
export type JobImages = DockerConfig['images'] & {
  /** Registries whose credentials this job does not get. */
  readonly withheld: readonly string[];
};

/** A job of a fork has only the credentials that are meant for forks: what they open it could read. */
export function imagesFor(images: DockerConfig['images'], trust: 'full' | 'fork'): JobImages {
  const all = Object.entries(images.credentials);
  const its = all.filter(([, { forks }]) => trust === 'full' || forks);
  const withheld = all.filter((one) => !its.includes(one)).map(([registry]) => registry);
  return { ...images, credentials: Object.fromEntries(its), withheld };
}

/**
 * Is the registry asked although the image is here? What another job has brought by credentials is private still.
 * Where nothing is pulled, whoever put the images here has opened them to all jobs.
 */
export function asksAlways(image: ImageName, { pull, mirror, withheld }: JobImages): boolean {
  if (pull !== 'if-not-present') return pull === 'always';
  const [own = ''] = imageName(image).split('/');
  const [mirrored = ''] = imageName(image, mirror).split('/');
  return withheld.includes(own) || withheld.includes(mirrored);
}
