/** What lies in the bucket is in no backup of ours: the backup says so, and where it is. */
import type { BackupContext, BackupPart } from '@turnpike/sdk';
import type { Config } from './config.js';

const FILES = ['artifacts', 'caches', 'workspaces'] as const;

export function backupParts({ config, dataDir, setting }: BackupContext<Config>): BackupPart[] {
  const chosen = [
    ...(setting('logs.store') === 's3' ? ['logs'] : []),
    ...(setting('storage.store') === 's3' ? FILES : []),
  ];
  const elsewhere = `s3://${config.bucket ?? ''}/${config.prefix}`;
  return chosen.map((name) => ({ name, folder: dataDir, elsewhere, files: nothing }));
}

async function* nothing(): AsyncGenerator<never> {
  // Nothing of it goes into the file.
}
