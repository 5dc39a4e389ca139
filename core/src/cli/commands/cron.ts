import type { Command } from 'commander';
import { InputError, NotFoundError } from '../../contracts/errors.js';
import type { WireCron } from '../../contracts/wire.js';
import { apiFor, type ApiClient } from '../api-client.js';
import { answer, headed } from '../output.js';
import { withServer, type ServerFlags } from '../options.js';
import { repoRef } from '../resource-refs.js';
import type { Session } from '../run-cli.js';

interface RunFlags extends ServerFlags {
  readonly branch?: string;
}

export function register(program: Command, session: Session): void {
  const cron = program.command('cron').summary('list schedules, and run one at once');
  withServer(cron.command('list <repo>'))
    .description('Lists the schedules of a repository; . is this folder’s.')
    .action((repo: string, flags: ServerFlags) => list(repo, flags, session));
  withServer(cron.command('run <repo>'))
    .description('Asks for the build of a schedule at once. Its next time stays as it is.')
    .option('--branch <name>', 'whose schedule; may be left out where there is only one')
    .action((repo: string, flags: RunFlags) => runNow(repo, flags, session));
}

async function list(repo: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const crons = await cronsOf(api, await repoRef(api, io, repo));
  answer(io, flags, crons, () => (crons.length === 0 ? 'No schedules.' : rows(crons)));
}

async function runNow(repo: string, flags: RunFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const slug = await repoRef(api, io, repo);
  const cron = choose(slug, await cronsOf(api, slug), flags.branch);
  const pending = await api.call('runCron', { params: { id: cron.id } });
  answer(io, flags, pending, () => `A build of ${cron.branch.name} is asked for.`);
}

async function cronsOf(api: ApiClient, slug: string): Promise<readonly WireCron[]> {
  return (await api.call('crons', { params: { repo: slug } })).crons;
}

/** Throws NotFoundError and InputError, with the branches that have a schedule. */
function choose(slug: string, crons: readonly WireCron[], branch: string | undefined): WireCron {
  const [first, ...more] = crons.filter(
    (cron) => branch === undefined || cron.branch.name === branch,
  );
  if (first && more.length === 0) return first;
  const names = crons.map((cron) => cron.branch.name).join(', ');
  if (first)
    throw new InputError('TURNPIKE_INPUT_INVALID', `${slug} has several schedules.`, {
      wayOut: `Say which: --branch with one of ${names}.`,
    });
  throw new NotFoundError(
    `${slug} has no schedule${branch === undefined ? '' : ` of ${branch}`}.`,
    {
      wayOut:
        names === ''
          ? 'Schedules are made in the settings of the repository.'
          : `There are: ${names}.`,
    },
  );
}

const rows = (crons: readonly WireCron[]): string =>
  headed(
    ['BRANCH', 'WHEN', 'NEXT', 'LAST'],
    crons.map(({ branch, interval, next_run: next, last_run: last }) => [
      branch.name,
      interval,
      next ?? 'switched off',
      last ?? 'never',
    ]),
  );
