/** Commands of the `travis` client by their own names, with what they meant there. */
import type { Command } from 'commander';
import { apiFor } from '../api-client.js';
import { jobRows } from '../build-texts.js';
import type { CommandModule } from '../command-table.js';
import { refOfOldName } from '../old-refs.js';
import { withServer, type ServerFlags } from '../options.js';
import { answer } from '../output.js';
import { findJob, isJobRef } from '../resource-refs.js';
import type { Session } from '../run-cli.js';
import { change, list, show, type WaitFlags } from './build.js';

interface RepoFlags {
  readonly repo?: string;
}

const WHICH =
  '7 or 7.2 is the number of a build or job of this folder’s repository; without one it is the newest build.';

const withRepo = (command: Command): Command =>
  withServer(command).option('-r, --repo <owner/name>', 'in this repository, not in this folder’s');

const changing = (verb: 'restart' | 'cancel', does: string): CommandModule => ({
  register(program: Command, session: Session): void {
    withRepo(program.command(`${verb} [build]`))
      .summary(`${verb} a build or job, as build ${verb} does`)
      .description(`${does} a build or one job: ${WHICH}`)
      .option('--wait', 'wait until it has ended')
      .action((ref: string | undefined, flags: WaitFlags & RepoFlags) =>
        change(refOfOldName(ref, flags.repo), verb, flags, session, {}),
      );
  },
});

export const restart = changing('restart', 'Restarts');
export const cancel = changing('cancel', 'Cancels');

export const showing: CommandModule = {
  register(program, session) {
    withRepo(program.command('show [build]'))
      .summary('show a build with its jobs, or one job')
      .description(`Shows a build with its jobs, or one job: ${WHICH}`)
      .action((given: string | undefined, flags: ServerFlags & RepoFlags) => {
        const ref = refOfOldName(given, flags.repo);
        return isJobRef(ref) ? showJob(ref, flags, session) : show(ref, flags, session);
      });
  },
};

async function showJob(ref: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const params = { id: await findJob(api, ref, io) };
  const job = await api.call('job', { params, query: { include: 'job.config' } });
  answer(io, flags, job, () => jobRows(io, [job]));
}

export const history: CommandModule = {
  register(program, session) {
    withRepo(program.command('history'))
      .summary('list the latest builds of a repository, as build list does')
      .description('Lists the latest builds of this folder’s repository.')
      .option('-l, --limit <n>', 'how many', '10')
      .action((flags: ServerFlags & RepoFlags & { limit: string }) =>
        list(flags.repo ?? '.', flags, session),
      );
  },
};

export const whoami: CommandModule = {
  register(program, session) {
    withServer(program.command('whoami'))
      .description('Says whom the token belongs to.')
      .action(async (flags: ServerFlags) => {
        const user = await (await apiFor(flags, session.io)).call('user');
        answer(session.io, flags, user, () => user.login);
      });
  },
};
