/** What a plugin's process may do: its own things, and what it declares. */
import { isAbsolute } from 'node:path';
import type { DeclaredPermissions, FilePermission } from '../../contracts/permissions.js';
import type { Allowed } from './node-flags.js';
import type { Place } from './place.js';

export interface AllowedOptions {
  readonly place: Place;
  readonly dataDir: string;
  readonly heapBytes: number;
}

export function allowedOf(
  { files, runtime }: DeclaredPermissions,
  { place, dataDir, heapBytes }: AllowedOptions,
): Allowed {
  return {
    readable: [...place.readable, ...pathsAfter('read', files)],
    writable: [dataDir, ...pathsAfter('write', files)],
    programs: runtime.includes('programs'),
    threads: runtime.includes('threads'),
    addons: runtime.includes('addons'),
    heapBytes,
  };
}

/** `read /etc/ssl`; what is said in other words opens nothing. */
function pathsAfter(word: string, files: readonly FilePermission[]): readonly string[] {
  return files
    .filter((one) => typeof one === 'string')
    .filter((text) => text.startsWith(`${word} `))
    .map((text) => text.slice(word.length + 1).trim())
    .filter((path) => isAbsolute(path));
}
