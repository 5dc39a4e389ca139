import { startFailure } from '../start-failure.js';
import { isAllowedImage } from './allowed.js';
import { imageName, readImage, type ImageName } from './image-name.js';

/** What an administrator says of images. @experimental */
export interface ImageRules {
  /** Of jobs for which nobody names one; allowed in any case. */
  readonly default?: string | undefined;
  /** As `isAllowedImage` takes them. */
  readonly allow: readonly string[];
}

/**
 * The image of a job. What a language proposes is looked at as well as what a job names: versions come from jobs, and
 * are part of it. Throws StartFailure in words for the job's owner.
 *
 * @param setting where the rules stand: `executor-docker.images`.
 * @experimental
 */
export function wantedImage(
  wanted: string | undefined,
  rules: ImageRules,
  setting: string,
): ImageName {
  const text = wanted ?? rules.default;
  if (text === undefined) {
    throw startFailure(
      'user',
      `The job names no image and its language proposes none. Write \`image:\` into the configuration, or let the administrator set \`build.images\` for its language or \`${setting}.default\`.`,
    );
  }
  const image = imageOf(text);
  if (text === rules.default || isAllowedImage(image, rules.allow)) return image;
  throw startFailure(
    'user',
    `The image ${imageName(image)} may not be used here. Allowed are: ${rules.allow.join(', ') || 'none'} (\`${setting}.allow\`).`,
  );
}

/** Of what nobody but an administrator or a plugin names. Throws StartFailure. @experimental */
export function imageOf(text: string): ImageName {
  const image = readImage(text);
  if (image) return image;
  const words = `\`${text.slice(0, 100)}\` is no name of an image. Write NAME or NAME:TAG.`;
  throw startFailure('user', words);
}
