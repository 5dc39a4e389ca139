import type { RepoRef } from '@turnpike/sdk';
import type { Note } from '../doc/doc.js';
import { ownerOf } from './import-ref.js';

/** Why a repository's files must not be imported; `undefined` if they may (sheet 11). */
export function importRefusal(importing: RepoRef, imported: RepoRef): Note | undefined {
  if (!imported.private || imported.slug === importing.slug) return undefined;
  if (!importing.private) return refusal('invalid_visibility', { repo: imported.slug });
  if (ownerOf(imported.slug) !== ownerOf(importing.slug))
    return refusal('invalid_ownership', { owner: ownerOf(imported.slug) });
  return imported.allowConfigImports
    ? undefined
    : refusal('import_not_allowed', { repo: imported.slug });
}

function refusal(code: string, args: { readonly [name: string]: string }): Note {
  return { level: 'error', code, args };
}
