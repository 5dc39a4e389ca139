import { resolve } from 'node:path';
import type { Command } from 'commander';
import { planOrThrow, withDatabase } from '../open-database.js';
import { withConfig, type ConfigFlags } from '../options.js';
import { answer } from '../output.js';
import { withProgress } from '../progress.js';
import type { Session } from '../run-cli.js';

interface RestoreFlags extends ConfigFlags {
  readonly force?: boolean;
}

export function register(program: Command, session: Session): void {
  withConfig(program.command('restore <file>'))
    .summary('put a backup in place')
    .description(
      'Puts all that a backup has in place: database, logs, artifacts, caches, workspaces, and the server’s key ' +
        'where it was made --with-key. Says what it lacks. Stop the server first.',
    )
    .option('--force', 'overwrite what is there')
    .action((file: string, flags: RestoreFlags) =>
      restore(resolve(session.io.cwd, file), flags, session),
    );
}

async function restore(file: string, flags: RestoreFlags, { io }: Session): Promise<void> {
  const plan = await planOrThrow(flags, io);
  const { readBackup } = await import('../backup/read-backup.js');
  const { contentWords } = await import('../backup/words.js');
  const restored = await withProgress(io, 'restoring', async () => {
    const read = await readBackup(file, plan, { force: flags.force === true });
    // Proves that it opens, and brings an older one up to date.
    await withDatabase(flags, io, async ({ opened }) => opened.store.now());
    return read;
  });
  const { manifest, unplaced, keyFile, hasKey } = restored;
  const { files, ...shown } = manifest;
  answer(io, flags, { ...shown, fileCount: files.length, unplaced, hasKey }, () =>
    [
      `restored the backup of ${manifest.createdAt}, with:`,
      ...contentWords(manifest).map((words) => `  ${words}`),
      ...unplaced.map((name) => `  not put in place: ${name}, which no installed plugin keeps`),
      ...(hasKey ? [] : [`  put your copy of the key at ${keyFile} before you start the server`]),
    ].join('\n'),
  );
}
