import { isAbsolute, join, sep } from 'node:path';
import type { CoreConfig } from '../contracts/config.js';

export interface Paths {
  readonly dataDir: string;
  readonly keyFile: string;
  /** Of added plugins. No plugin has a dot in its id, so none has this folder for its own. */
  readonly pluginsDir: string;
  /** Where relative paths of the configuration start. */
  readonly root: string;
}

/** `root`: where relative paths of the configuration start. */
export function pathsOf(
  config: Pick<CoreConfig, 'dataDir'> & Partial<Pick<CoreConfig, 'keyFile' | 'pluginsDir'>>,
  root: string,
): Paths {
  const absolute = (path: string) => (isAbsolute(path) ? path : join(root, path));
  const dataDir = absolute(config.dataDir);
  const at = (path: string | undefined, usual: string) =>
    path ? absolute(path) : join(dataDir, usual);
  return {
    dataDir,
    keyFile: at(config.keyFile, 'key'),
    pluginsDir: at(config.pluginsDir, 'plugins.d'),
    root,
  };
}

/** Is the path, absolute and resolved, one below the folder? */
export function liesIn(folder: string, path: string): boolean {
  return path.startsWith(join(folder, sep));
}
