import { sqliteFile } from '../store/sqlite-file.js';
import type { CoreParts } from './core-parts.js';
import { liesIn } from './paths.js';

/** What holds secrets outside of the data folder. SQLite keeps fresh pages in files of their own. */
export function privateFiles(
  { config, paths }: Pick<CoreParts, 'config' | 'paths'>,
  configFiles: readonly string[],
): readonly string[] {
  const file = sqliteFile(config.database.url, paths.dataDir);
  const database = file === undefined ? [] : [file, `${file}-wal`, `${file}-shm`];
  return [...configFiles, paths.keyFile, ...database].filter(
    (path) => !liesIn(paths.dataDir, path),
  );
}
