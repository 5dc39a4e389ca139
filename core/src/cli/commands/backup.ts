import { resolve } from 'node:path';
import type { Command } from 'commander';
import { planOrThrow } from '../open-database.js';
import { withConfig, type ConfigFlags } from '../options.js';
import { answer } from '../output.js';
import { withProgress } from '../progress.js';
import type { Session } from '../run-cli.js';

export function register(program: Command, session: Session): void {
  withConfig(program.command('backup <file>'))
    .summary('write database, key and logs into one file')
    .description(
      'Writes database, key and logs into one .tar.gz, readable by its owner only. Stop the server first.',
    )
    .action((file: string, flags: ConfigFlags) =>
      backup(resolve(session.io.cwd, file), flags, session),
    );
}

async function backup(file: string, flags: ConfigFlags, { io }: Session): Promise<void> {
  const plan = await planOrThrow(flags, io);
  const { writeBackup } = await import('../backup-archive.js');
  const manifest = await withProgress(io, 'backing up', (say) => writeBackup(file, plan, say));
  answer(io, flags, { file, ...manifest }, () => `wrote ${file}`);
}
