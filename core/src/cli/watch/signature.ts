/** What tells that somebody has changed a file or a folder: names, sizes and times. */
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Not loaded by any server: what is installed, tests, sources that are compiled first. */
const IGNORED = /^(node_modules|\.|coverage$)|\.test\.|\.(d\.ts|map|tsbuildinfo)$|(?<!\.d)\.tsx?$/;

/** Looked at anew each time: file systems of containers and networks tell of nothing. */
async function signatureOf(path: string, look = stat): Promise<string> {
  const found = await look(path).catch(() => undefined);
  if (!found) return 'gone';
  if (!found.isDirectory()) return `${path} ${found.size} ${found.mtimeMs}`;
  const names = (await readdir(path)).filter((name) => !IGNORED.test(name)).toSorted();
  const below: string[] = [];
  // Links below are not followed: they may lead in a circle.
  for (const name of names) below.push(await signatureOf(join(path, name), lstat));
  return below.join('\n');
}

/**
 * Waits until one of them has changed and stands still. Answers which; none where `signal` ends it. `seen`: what was
 * there when it was last answered, so that a change meanwhile is not missed.
 */
export async function nextChange(
  paths: readonly string[],
  seen: Map<string, string>,
  everyMs: number,
  signal: AbortSignal,
): Promise<readonly string[]> {
  let last = await signatures(paths);
  for (const [path, signature] of last) if (!seen.has(path)) seen.set(path, signature);
  while (await pause(everyMs, signal)) {
    const now = await signatures(paths);
    const changed = paths.filter((path) => now.get(path) !== seen.get(path));
    // Written in parts, by a compiler: not before it has come to rest.
    const rests = changed.every((path) => now.get(path) === last.get(path));
    last = now;
    if (changed.length === 0 || !rests) continue;
    for (const path of changed) seen.set(path, now.get(path) ?? '');
    return changed;
  }
  return [];
}

async function signatures(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const all = paths.map(async (path): Promise<[string, string]> => [path, await signatureOf(path)]);
  return new Map(await Promise.all(all));
}

/** false: it was ended. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return setTimeout(ms, true, { signal }).catch(() => false);
}
