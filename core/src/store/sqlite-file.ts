import { resolve } from 'node:path';

const SQLITE = 'sqlite:';

/** Which file a `database.url` means, absolute; undefined: one in memory, another database, or none. */
export function sqliteFile(url = 'sqlite:turnpike.db', dataDir: string): string | undefined {
  const name = url.startsWith(SQLITE) ? url.slice(SQLITE.length) : ':memory:';
  return name === ':memory:' ? undefined : resolve(dataDir, name);
}
