import type { Command } from 'commander';
import { planHost } from '../../host/plan.js';
import { openOffline } from '../offline.js';
import { EXIT } from '../exit-codes.js';
import { configOptions, withConfig, type ConfigFlags } from '../options.js';
import { answerShown, colored } from '../output.js';
import { withProgress } from '../progress.js';
import type { Session } from '../run-cli.js';

export function register(program: Command, session: Session): void {
  withConfig(program.command('doctor'))
    .summary('look for what is wrong on this machine')
    .description(
      'Checks programs, configuration, folders, free room, key, backups, database, port and notifiers; of a server that runs also its proxy, workers and code hosts. Changes nothing.',
    )
    .option('--role <role>', 'as this role sees it')
    .action((flags: ConfigFlags) => doctor(flags, session));
}

async function doctor(flags: ConfigFlags, session: Session): Promise<void> {
  const { io } = session;
  const { runChecks } = await import('../checks.js');
  const options = configOptions(flags, io);
  const plan = await planHost(options);
  const offline = openOffline(options);
  const checks = await withProgress(io, 'looking', () => runChecks(plan, offline.resolve)).finally(
    () => offline.close(),
  );
  if (checks.some((check) => check.state === 'failed')) session.finish(EXIT.failed);
  answerShown(io, flags, checks, () =>
    checks
      .map(({ name, state, message, wayOut }) => {
        const line = `${colored(io, state)}  ${name}: ${message}`;
        return wayOut === undefined ? line : `${line}\n  → ${wayOut}`;
      })
      .join('\n'),
  );
}
