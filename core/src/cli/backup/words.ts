/** What a backup holds, in words. */
import { sizeText } from '../../host/room.js';
import type { BackupManifest } from './manifest.js';

export function contentWords({
  dialect,
  key,
  parts,
  without,
  files,
}: BackupManifest): readonly string[] {
  const database = files.find(({ path }) => path === 'database');
  return [
    `database (${dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL'}${database ? `, ${sizeText(database.bytes)}` : ''})`,
    ...parts.map((part) => {
      const { name, files: count, bytes, removedMeanwhile, elsewhere } = part;
      if (elsewhere !== undefined)
        return `NOT ${name}: they lie in ${elsewhere}; copy that by its own means`;
      const gone = removedMeanwhile === 0 ? '' : `; ${removedMeanwhile} were removed meanwhile`;
      return `${name}: ${count} files, ${sizeText(bytes)}${gone}`;
    }),
    ...parts.flatMap(({ name, lost }) =>
      lost.length === 0
        ? []
        : [`LOST ${name}: ${lost.length} files that rows name were not there: ${some(lost)}`],
    ),
    ...parts.flatMap(({ name, damaged }) =>
      damaged.length === 0
        ? []
        : [
            `DAMAGED ${name}: ${damaged.length} files are not as they were stored: ${some(damaged)}`,
          ],
    ),
    ...(without.length === 0 ? [] : [`left out: ${without.join(', ')}`]),
    key ? 'the server’s key: who has this file can read all secrets in it' : 'NOT the server’s key',
  ];
}

/** Are all files there that rows name, as they were stored? */
export function isWhole({ parts }: BackupManifest): boolean {
  return parts.every(({ lost, damaged }) => lost.length === 0 && damaged.length === 0);
}

const SHOWN = 3;
function some(paths: readonly string[]): string {
  return `${paths.slice(0, SHOWN).join(', ')}${paths.length > SHOWN ? ', …' : ''}`;
}
