import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Repository } from '@turnpike/sdk';
import { parseLocation } from './location.js';
import { mirrorName } from './mirror-repo.js';

/** A mirror of a repository that was added meanwhile, or a draft of one, is younger. */
const YOUNG_MS = 3_600_000;

/**
 * Removes mirrors whose repository is gone or lies at another address now. `known`: all repositories there are.
 * Answers how many went.
 */
export async function sweepMirrors(
  mirrors: string,
  known: readonly Pick<Repository, 'id' | 'cloneUrl'>[],
): Promise<number> {
  const kept = new Set(known.map(nameOf));
  const newest = Math.max(0, ...known.map(({ id }) => id));
  const found = await readdir(mirrors).catch(() => []);
  let removed = 0;
  for (const name of found) {
    const [, id, draft] = /^(\d+)-[0-9a-f]{16}\.git(\..+)?$/.exec(name) ?? [];
    if (id === undefined || kept.has(name)) continue;
    const folder = join(mirrors, name);
    if ((draft !== undefined || Number(id) > newest) && (await isYoung(folder))) continue;
    await rm(folder, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

function nameOf({ id, cloneUrl }: Pick<Repository, 'id' | 'cloneUrl'>): string {
  try {
    const location = parseLocation(cloneUrl);
    return location.kind === 'local' ? '' : mirrorName(id, location.url);
  } catch {
    return '';
  }
}

async function isYoung(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs < YOUNG_MS;
}
