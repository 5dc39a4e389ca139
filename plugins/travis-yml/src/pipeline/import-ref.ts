import { slugParts } from '@turnpike/sdk';

/** Where a file of a configuration lies. */
export interface FileRef {
  readonly slug: string;
  readonly path: string;
  readonly ref: string;
}

const form = /^(?:([^/:@\s]+(?:\/[^/:@\s]+)+):)?([^@:]+\.yml)(?:@(\S+))?$/;

/** A text of `import.source`: `owner/repo:path.yml@ref`, parts of which may lack. */
export interface ImportRef {
  readonly slug?: string;
  readonly path: string;
  readonly ref?: string;
}

export function parseImportRef(text: string): ImportRef | undefined {
  const [, slug, path, ref] = form.exec(text.trim()) ?? [];
  if (path === undefined || path.split('/').includes('..')) return undefined;
  return { path, ...(slug && { slug }), ...(ref && { ref }) };
}

/** Path of an import within its repository; `./` is relative to the importing file. */
export function resolvePath(path: string, importing: string): string {
  if (!path.startsWith('./')) return path;
  const folder = importing.includes('/') ? importing.slice(0, importing.lastIndexOf('/') + 1) : '';
  return folder + path.slice(2);
}

export const label = ({ slug, path, ref }: FileRef): string => `${slug}:${path}@${ref}`;

export const ownerOf = (slug: string): string => slugParts(slug)?.owner ?? '';
