import { readImage, type ImageName } from './image-name.js';

/** Stands for `*` while a pattern is read as a name: a word that may be part of each of its parts. */
const ANY = 'x0any0x';

/**
 * Is the image one of those? `ruby` has all its versions, `ruby:3` that one. `*` stands for any text within the part of
 * the name that it stands in (`ruby:3*`, `registry.example.com/team/*`), and alone for all images. An empty list has
 * none.
 * @experimental
 */
export function isAllowedImage(image: ImageName, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => pattern === '*' || matches(image, pattern));
}

function matches(image: ImageName, pattern: string): boolean {
  const wanted = readImage(pattern.replaceAll('*', ANY));
  if (!wanted || !fits(image.registry, wanted.registry) || !fits(image.path, wanted.path)) {
    return false;
  }
  // A port is followed by a path.
  const namesVersion = /[:@][^/]*$/u.test(pattern);
  return !namesVersion || fits(versionOf(image), versionOf(wanted));
}

const versionOf = ({ tag = '', digest = '' }: ImageName): string => `${tag}@${digest}`;

function fits(text: string, pattern: string): boolean {
  const parts = pattern.split(ANY).map((part) => part.replace(/[.+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'u').test(text);
}
