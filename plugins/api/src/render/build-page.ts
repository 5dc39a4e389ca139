import { slugPath, type Build, type Repository } from '@turnpike/sdk';

/** Where people look at a build. */
export function buildPage(publicUrl: string, { slug }: Repository, { id }: Build): string {
  return `${publicUrl}/${slugPath(slug)}/builds/${id}`;
}
