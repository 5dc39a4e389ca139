/** Of its files a plugin may hand those that lie where it says: its data folder, and what it declares. */
import { posix, resolve } from 'node:path';
import type { BackupFile, BackupPart } from '../../contracts/backup.js';
import { permissionError } from '../../hooks/hook-rights.js';
import { liesIn } from '../../host/paths.js';

export interface PluginPart extends BackupPart {
  readonly plugin: string;
}

/** Throws TURNPIKE_PLUGIN_PERMISSION for a folder elsewhere, and later for files that would lead out of it. */
export function withinPlaces(part: PluginPart, places: readonly string[]): PluginPart {
  const { plugin, folder, logFile } = part;
  const at = resolve(folder);
  if (!places.some((place) => place === at || liesIn(place, at)))
    throw refused(plugin, folder, `permissions: { files: ['${folder}'] }`);
  return {
    ...part,
    files: () => inside(plugin, part.files()),
    ...(logFile ? { logFile: (run) => checked(plugin, logFile(run)) } : {}),
  };
}

async function* inside(
  plugin: string,
  files: AsyncIterable<BackupFile>,
): AsyncGenerator<BackupFile> {
  for await (const file of files) {
    checked(plugin, file.path);
    yield file;
  }
}

function checked(plugin: string, path: string): string {
  const plain = posix.normalize(path);
  if (plain === '..' || plain.startsWith('../') || posix.isAbsolute(plain))
    throw refused(plugin, path, 'a path below the folder of its part');
  return path;
}

function refused(plugin: string, path: string, declaration: string): Error {
  return permissionError(
    plugin,
    `${plugin} hands the backup ${path}, which is not among the places that it declares.`,
    `Declare it: ${declaration}. Or leave the part out of this backup by --without.`,
    { file: path },
  );
}
