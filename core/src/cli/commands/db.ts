import type { Command } from 'commander';
import { withDatabase } from '../open-database.js';
import { withConfig, type ConfigFlags } from '../options.js';
import { answer } from '../output.js';
import { withProgress } from '../progress.js';
import type { Session } from '../run-cli.js';

export function register(program: Command, session: Session): void {
  const db = program.command('db').summary('migrate the database');
  withConfig(db.command('migrate'))
    .description('Brings shared and private tables up to date. A start does the same.')
    .action((flags: ConfigFlags) => migrate(flags, session));
}

async function migrate(flags: ConfigFlags, { io }: Session): Promise<void> {
  const dialect = await withProgress(io, 'migrating', () =>
    withDatabase(flags, io, async ({ opened }) => opened.store.dialect),
  );
  answer(io, flags, { migrated: true, dialect }, () => `the ${dialect} database is up to date`);
}
