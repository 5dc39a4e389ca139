import type { Command } from 'commander';
import { apiFor } from '../api-client.js';
import { EXIT } from '../exit-codes.js';
import { followLog, type LogFlags } from '../follow-log.js';
import { withServer, type ServerFlags } from '../options.js';
import { findJob, JOB_REFS } from '../resource-refs.js';
import type { Session } from '../run-cli.js';

export function register(program: Command, session: Session): void {
  withServer(program.command('logs <job>'))
    .summary('print a job’s log')
    .description(
      `Prints the log of a job (${JOB_REFS}) and why it ended. With --follow it waits for the job and exits 1 when it did not pass.`,
    )
    .option('-f, --follow', 'wait for the job, and go on until it has ended')
    .option('--run <n>', 'which attempt; default: the latest')
    .action(async (ref: string, flags: LogFlags & ServerFlags) => {
      const api = await apiFor(flags, session.io);
      const job = await followLog(api, await findJob(api, ref, session.io), flags, session.io);
      if (flags.follow === true && job && job.state !== 'passed') session.finish(EXIT.failed);
    });
}
