/** Names of repositories: `owner/name`, where the owner may be nested: `group/subgroup/name`. */

/** What a slug consists of. @experimental */
export interface SlugParts {
  /** All before the last slash: `group/subgroup`. */
  readonly owner: string;
  /** What comes after it. */
  readonly name: string;
}

/** Taken apart at the last slash; undefined: it has no two parts. The only way in which slugs are taken apart. @experimental */
export function slugParts(slug: string): SlugParts | undefined {
  const cut = slug.lastIndexOf('/');
  if (cut <= 0 || cut === slug.length - 1) return undefined;
  return { owner: slug.slice(0, cut), name: slug.slice(cut + 1) };
}

/** Of an address: `group%2Fsubgroup/name`, so that whoever reads it knows where the owner ends. @experimental */
export function slugPath(slug: string): string {
  const { owner, name } = slugParts(slug) ?? { owner: '', name: slug };
  return [owner, name].filter(Boolean).map(encodeURIComponent).join('/');
}
