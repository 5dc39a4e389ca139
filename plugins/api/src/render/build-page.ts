import type { Build, Repository } from '@turnpike/sdk';

/** Where people look at a build. */
export function buildPage(publicUrl: string, { slug }: Repository, { id }: Build): string {
  const path = slug.split('/').map(encodeURIComponent).join('/');
  return `${publicUrl}/${path}/builds/${id}`;
}
