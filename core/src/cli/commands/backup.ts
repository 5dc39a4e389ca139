import { resolve } from 'node:path';
import type { Command } from 'commander';
import { pathsOf } from '../../host/paths.js';
import { EXIT } from '../exit-codes.js';
import { planOrThrow } from '../open-database.js';
import { withConfig, type ConfigFlags } from '../options.js';
import { answerShown } from '../output.js';
import { withProgress } from '../progress.js';
import type { Session } from '../run-cli.js';

interface BackupFlags extends ConfigFlags {
  readonly withKey?: boolean;
  readonly without?: readonly string[];
}

export function register(program: Command, session: Session): void {
  const command = withConfig(program.command('backup <file>'))
    .summary('write database, logs, artifacts, caches and workspaces into one file')
    .description(
      'Writes database, logs, artifacts, caches and workspaces into one .tar.gz, readable by its owner only. ' +
        'The server may run meanwhile. The server’s key, without which no secret in it can be read, is left out ' +
        'unless asked for: keep a copy of it elsewhere.',
    )
    .option('--with-key', 'put the server’s key into the file too')
    .option('--without <parts...>', 'leave these out: logs, artifacts, caches, workspaces')
    .action((file: string, flags: BackupFlags) =>
      backup(resolve(session.io.cwd, file), flags, session),
    );
  withConfig(command.command('verify <file>'))
    .summary('look whether a backup is whole')
    .description(
      'Reads all of a backup: every byte against its checksum, the database, and whether each log and stored file ' +
        'that rows name is in it. Changes nothing.',
    )
    .action((file: string, _flags: ConfigFlags, own: Command) =>
      // The options of `backup` are taken for its own wherever they stand.
      verify(resolve(session.io.cwd, file), own.optsWithGlobals<ConfigFlags>(), session),
    );
}

async function backup(file: string, flags: BackupFlags, { io }: Session): Promise<void> {
  const plan = await planOrThrow(flags, io);
  const { writeBackup } = await import('../backup/write-backup.js');
  const { contentWords } = await import('../backup/words.js');
  const options = { withKey: flags.withKey === true, without: flags.without ?? [] };
  const manifest = await withProgress(io, 'backing up', (say) =>
    writeBackup(file, plan, options, say),
  );
  const { keyFile } = pathsOf(plan.configuration.core, plan.root);
  const { files, ...shown } = manifest;
  answerShown(io, flags, { file, ...shown, fileCount: files.length }, () =>
    [
      `wrote ${file}, with:`,
      ...contentWords(manifest).map((words) => `  ${words}`),
      ...(manifest.key ? [] : [`  keep a copy of ${keyFile} elsewhere, or give --with-key`]),
    ].join('\n'),
  );
}

async function verify(file: string, flags: ConfigFlags, session: Session): Promise<void> {
  const { io } = session;
  const plan = await planOrThrow(flags, io);
  const { verifyBackup } = await import('../backup/read-backup.js');
  const { contentWords, isWhole } = await import('../backup/words.js');
  const manifest = await withProgress(io, 'reading', () => verifyBackup(file, plan));
  const whole = isWhole(manifest);
  if (!whole) session.finish(EXIT.failed);
  const { files, ...shown } = manifest;
  answerShown(io, flags, { file, whole, ...shown, fileCount: files.length }, () =>
    [
      `${file}, made ${manifest.createdAt}, ${whole ? 'is whole' : 'lacks something'}:`,
      ...contentWords(manifest).map((words) => `  ${words}`),
    ].join('\n'),
  );
}
