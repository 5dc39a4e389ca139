import { join, resolve, sep } from 'node:path';
import type { CoreParts } from './core-parts.js';

/** What holds secrets outside of the data folder. SQLite keeps fresh pages in files of their own. */
export function privateFiles(
  { config, paths }: Pick<CoreParts, 'config' | 'paths'>,
  configFiles: readonly string[],
): readonly string[] {
  const url = config.database.url ?? '';
  const name = url.startsWith('sqlite:') ? url.slice('sqlite:'.length) : ':memory:';
  const file = resolve(paths.dataDir, name);
  const database = name === ':memory:' ? [] : [file, `${file}-wal`, `${file}-shm`];
  const within = join(paths.dataDir, sep);
  return [...configFiles, paths.keyFile, ...database].filter((path) => !path.startsWith(within));
}
