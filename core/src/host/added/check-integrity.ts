import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TurnpikeError } from '../../contracts/errors.js';
import { differences, integrityOf, sumsOf } from './digest.js';
import type { AddedPlugin } from './lock-file.js';

/** Beside the folder: digests of its files, by which one can tell what has changed. The lock has theirs. */
export const sumsFile = (dir: string, folder: string): string => join(dir, `${folder}.sums`);

/** undefined: its files are those that were added. */
export async function integrityProblem(
  dir: string,
  name: string,
  { folder, integrity, plugins }: AddedPlugin,
): Promise<TurnpikeError | undefined> {
  const place = join(dir, folder);
  const now = await sumsOf(place).catch(() => undefined);
  if (now !== undefined && integrityOf(now) === integrity) return undefined;
  const changed = now === undefined ? [] : await changedFiles(dir, folder, integrity, now);
  const [first] = changed;
  const what =
    now === undefined ? 'its folder cannot be read' : `${wordsOf(changed)} not as it was added`;
  return new TurnpikeError('TURNPIKE_PLUGIN_CHANGED', `The plugin ${name} is refused: ${what}.`, {
    plugin: plugins[0] ?? name,
    source: place,
    file: first === undefined ? place : join(place, first),
    ...(changed.length > 1 ? { files: changed } : {}),
    wayOut: `turnpike plugin upgrade ${name} takes it anew from where it came; turnpike plugin disable ${name} goes on without it.`,
  });
}

/** Empty where the list of sums is itself not the one of the lock. */
async function changedFiles(
  dir: string,
  folder: string,
  integrity: string,
  now: string,
): Promise<readonly string[]> {
  const before = await readFile(sumsFile(dir, folder), 'utf8').catch(() => '');
  return integrityOf(before) === integrity ? differences(before, now) : [];
}

function wordsOf(changed: readonly string[]): string {
  const [first, ...others] = changed;
  if (first === undefined) return 'its content is';
  return others.length === 0 ? `${first} is` : `${first} and ${others.length} more are`;
}
