import { isAbsolute, join, sep } from 'node:path';
import type { CoreConfig } from '../contracts/config.js';

export interface Paths {
  readonly dataDir: string;
  readonly keyFile: string;
}

/** `root`: where relative paths of the configuration start. */
export function pathsOf(
  config: Pick<CoreConfig, 'dataDir'> & Partial<Pick<CoreConfig, 'keyFile'>>,
  root: string,
): Paths {
  const absolute = (path: string) => (isAbsolute(path) ? path : join(root, path));
  const dataDir = absolute(config.dataDir);
  return { dataDir, keyFile: config.keyFile ? absolute(config.keyFile) : join(dataDir, 'key') };
}

/** Is the path, absolute and resolved, one below the folder? */
export function liesIn(folder: string, path: string): boolean {
  return path.startsWith(join(folder, sep));
}
