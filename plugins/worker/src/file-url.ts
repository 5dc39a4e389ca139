import { isAbsolute } from 'node:path';
import type { JobPayload } from '@turnpike/sdk';

/**
 * A repository on this machine is cloned by its URL, not by its path: git then honours the depth, and an
 * executor may lend the job a copy (git rewrites only URLs).
 */
export function withFileUrl(payload: JobPayload): JobPayload {
  const { turnpike, repository } = payload;
  const clone = turnpike?.clone;
  return {
    ...payload,
    repository: { ...repository, ...fileUrl('source_url', repository.source_url) },
    ...(clone
      ? { turnpike: { ...turnpike, clone: { ...clone, ...fileUrl('url', clone.url) } } }
      : {}),
  };
}

function fileUrl<K extends string>(
  key: K,
  source: string | null | undefined,
): { readonly [key in K]?: string } {
  if (!source || !isAbsolute(source)) return {};
  return { [key]: `file://${source}` } as { readonly [key in K]?: string };
}
