/** Which code is a plugin's own. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { placeOf } from './package-facts.js';

/** `source`: as in `plugins`. Answers whether a module is part of what was loaded by it. */
export function moduleOf(source: string, root: string): (url: string) => boolean {
  const place = ownPlace(source, root)?.path;
  if (place === undefined) return () => false;
  return (url) => {
    const [bare = ''] = url.split('?');
    // Loaders of tests give paths.
    const file = bare.startsWith('file:') ? fileURLToPath(bare) : bare;
    return file === place || file.startsWith(place + sep);
  };
}

/** Its package's folder, or the file alone; absolute and without links. undefined: it is not in a file. */
function ownPlace(source: string, root: string): OwnPlace | undefined {
  const found = placeOf(source, root);
  if (found === undefined || !existsSync(found)) return undefined;
  const path = realpathSync(found);
  if (statSync(path).isDirectory()) return { path, isFolder: true };
  const folder = dirname(path);
  // A file may lie anywhere; it is a package's where that begins beside it or one step up, as built ones do.
  const packaged = [folder, dirname(folder)].find((one) => existsSync(join(one, 'package.json')));
  // Not looked at: in a process of its own what is in the folder can be read, and the folder cannot.
  return packaged === undefined ? { path, isFolder: false } : { path: packaged, isFolder: true };
}
interface OwnPlace {
  readonly path: string;
  readonly isFolder: boolean;
}

/** The folder in which a plugin's files lie: of its package, else the one that its file is in. */
export function ownFolder(source: string, root: string): string | undefined {
  const place = ownPlace(source, root);
  if (place === undefined || place.isFolder) return place?.path;
  return nearestPackage(dirname(place.path)) ?? dirname(place.path);
}

function nearestPackage(folder: string): string | undefined {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : nearestPackage(above);
}
