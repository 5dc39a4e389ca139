import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ExternalHostError } from '@turnpike/sdk';
import { runGit } from './git.js';
import type { ObjectReaders } from './object-readers.js';
import type { OpenRepo } from './open-repo.js';

const FORMAT = '%(objectname) %(*objectname) %(refname)';

/** Reads a repository of this machine where it lies. Throws ExternalHostError if there is none. */
export async function openLocal(path: string, readers: ObjectReaders): Promise<OpenRepo> {
  await assertRepository(path);
  const read = (args: readonly string[]) => runGit({ cwd: path, args });
  const list = ['for-each-ref', `--format=${FORMAT}`, 'refs/heads', 'refs/tags'];
  return {
    local: true,
    object: (name) => readers.read(path, name),
    read,
    refs: async () => parseLocalRefs(await read(list)),
    refresh: async () => undefined,
    fetchSha: async () => undefined,
  };
}

/** When a folder was last found to be one, by path: a push asks several times within a moment. */
const found = new Map<string, number>();
const FRESH_MS = 1_000;
const MOST = 1_000;

/**
 * The folder must be a repository itself: git would otherwise look for one in the folders above. One that goes away
 * within a second is told by git.
 * Throws ExternalHostError.
 */
export async function assertRepository(path: string): Promise<void> {
  const now = performance.now();
  if (now - (found.get(path) ?? -Infinity) < FRESH_MS) return;
  await lookFor(path);
  if (found.size >= MOST) found.clear();
  found.set(path, now);
}

async function lookFor(path: string): Promise<void> {
  const has = (name: string) =>
    stat(join(path, name)).then(
      () => true,
      () => false,
    );
  if (await has('.git')) return;
  if ((await has('HEAD')) && (await has('objects'))) return;
  throw new ExternalHostError('TURNPIKE_HOST_REFUSED', `There is no git repository at ${path}.`, {
    file: path,
    wayOut: 'Give the folder that holds .git, or a bare repository.',
  });
}

function parseLocalRefs(text: string): ReadonlyMap<string, string> {
  const refs = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, own, peeled, name] = /^(\w+) (\w*) (.+)$/.exec(line) ?? [];
    if (own && name) refs.set(name, peeled || own);
  }
  return refs;
}
