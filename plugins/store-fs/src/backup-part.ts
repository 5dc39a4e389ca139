/** What `turnpike backup` takes: all logs, those that are still written as far as they are. */
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { BackupFile, BackupPart } from '@turnpike/sdk';
import { pathsOf } from './file-log-store.js';

/** A log, its ledger and its seal. Not the lock of the folder. */
const KEPT = /\.(log|idx|seal)$/;

export function logsPart(folder: string): BackupPart {
  const below = (path: string): string => relative(folder, path).split(sep).join('/');
  return {
    name: 'logs',
    folder,
    logFile: (run) => below(pathsOf(folder, run).log),
    async *files(): AsyncGenerator<BackupFile> {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
        () => [],
      );
      for (const entry of entries) {
        if (entry.isFile() && KEPT.test(entry.name))
          yield { path: below(join(entry.parentPath, entry.name)) };
      }
    },
  };
}
