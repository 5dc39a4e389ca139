import type { Command } from 'commander';
import { isFinal } from '../../contracts/states.js';
import type { WireBuild, WireInputs } from '../../contracts/wire.js';
import { apiFor, type ApiClient } from '../api-client.js';
import { buildRows, buildText, jobRows } from '../build-texts.js';
import { EXIT } from '../exit-codes.js';
import { answer } from '../output.js';
import { withServer, type ServerFlags } from '../options.js';
import { withProgress } from '../progress.js';
import { readInput } from '../read-input.js';
import { BUILD_REFS, findBuild, findJob, isJobRef, repoRef } from '../resource-refs.js';
import type { Session } from '../run-cli.js';
import { finishedBuild, finishedJob, requestOutcome } from '../wait-for-build.js';

interface TriggerFlags extends ServerFlags {
  readonly branch?: string;
  readonly sha?: string;
  readonly message?: string;
  readonly yml?: string;
  readonly mergeMode?: string;
  readonly wait?: boolean;
}
export interface WaitFlags extends ServerFlags {
  readonly wait?: boolean;
}

const WAIT_SECONDS = 4 * 3_600;
const REQUEST_SECONDS = 60;

export function register(program: Command, session: Session): void {
  const build = program
    .command('build')
    .summary('trigger, list, show, restart, cancel and prioritize builds');
  withServer(build.command('trigger <repo>'))
    .description('Asks for a build. Exits 1 when it was rejected or, with --wait, did not pass.')
    .option('--branch <name>', 'default: the repository’s default branch')
    .option('--sha <sha>', 'this commit of the branch')
    .option('--message <text>', 'shown in place of the commit’s')
    .option('--yml <file>', 'further configuration, merged over the repository’s')
    .option('--merge-mode <mode>', 'how: deep_merge_append, deep_merge, merge, replace')
    .option('--wait', 'wait until it has finished')
    .action((repo: string, flags: TriggerFlags) => trigger(repo, flags, session));
  withServer(build.command('list [repo]'))
    .description('Lists the latest builds, of one repository (. is this folder’s) or of all.')
    .option('--limit <n>', 'how many', '25')
    .action((repo: string | undefined, flags: ServerFlags & { limit: string }) =>
      list(repo, flags, session),
    );
  withServer(build.command('show <build>'))
    .description(`Shows a build with its jobs: ${BUILD_REFS}.`)
    .action((ref: string, flags: ServerFlags) => show(ref, flags, session));
  withServer(build.command('restart <build>'))
    .description(`Restarts a build or one job: ${BUILD_REFS}; owner/name#7.2 is a job.`)
    .option('--only-failed', 'only jobs that did not pass')
    .option('--wait', 'wait until it has finished')
    .action((ref: string, flags: WaitFlags & { onlyFailed?: boolean }) =>
      change(ref, 'restart', flags, session, { only_failed: flags.onlyFailed === true }),
    );
  withServer(build.command('prioritize <build>'))
    .description(`Puts the waiting jobs of a build before others of its owner: ${BUILD_REFS}.`)
    .option('--cancel-all', 'cancel what else runs for the owner, where you may')
    .action((ref: string, flags: ServerFlags & { cancelAll?: boolean }) =>
      prioritize(ref, flags, session),
    );
  withServer(build.command('cancel <build>'))
    .description(`Cancels a build or one job: ${BUILD_REFS}; owner/name#7.2 is a job.`)
    .option('--wait', 'wait until it has ended')
    .action((ref: string, flags: WaitFlags) => change(ref, 'cancel', flags, session, {}));
}

async function prioritize(
  ref: string,
  flags: ServerFlags & { readonly cancelAll?: boolean },
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const { id, number } = await findBuild(api, ref, io);
  const body = flags.cancelAll === true ? { cancel_all: true } : {};
  const done = await api.call('prioritizeBuild', { params: { id }, body });
  const { waiting = 0, canceled_builds: canceled = [] } = done;
  answer(io, flags, done, () =>
    [
      `Build ${number} is first in line: ${waiting} of its jobs wait.`,
      ...(canceled.length === 0 ? [] : [`Canceled for it: ${canceled.join(', ')}.`]),
    ].join('\n'),
  );
}

async function trigger(named: string, flags: TriggerFlags, session: Session): Promise<void> {
  const { io } = session;
  const api = await apiFor(flags, io);
  const repo = await repoRef(api, io, named);
  const yml = flags.yml === undefined ? undefined : await readInput(io, flags.yml);
  const body = {
    ...(flags.branch === undefined ? {} : { branch: flags.branch }),
    ...(flags.sha === undefined ? {} : { sha: flags.sha }),
    ...(flags.message === undefined ? {} : { message: flags.message }),
    ...(yml === undefined ? {} : { configs: [{ config: yml, merge_mode: flags.mergeMode }] }),
  };
  const pending = await api.call('createRequest', { params: { repo }, body });
  const requestId = pending.request?.id ?? 0;
  const { request, build } = await withProgress(io, 'waiting for the build to be made', () =>
    requestOutcome(api, repo, requestId, REQUEST_SECONDS),
  );
  if (!build) {
    session.finish(EXIT.failed);
    return answer(io, flags, request, () => `rejected: ${request.message ?? request.rule ?? ''}`);
  }
  await showOrWait(api, build.id, flags, session);
}

export async function list(
  repo: string | undefined,
  flags: ServerFlags & { limit: string },
  { io }: Session,
): Promise<void> {
  const api = await apiFor(flags, io);
  const limit = Math.max(1, Math.min(100, Number(flags.limit) || 25));
  const builds = await withProgress(io, 'reading builds', () =>
    repo === undefined
      ? latestOfAll(api, limit)
      : repoRef(api, io, repo).then((slug) => latestOf(api, slug, limit)),
  );
  answer(io, flags, builds, () => buildRows(io, builds));
}

const LIST_INCLUDE = 'build.repository,build.branch,build.commit';

async function latestOf(
  api: ApiClient,
  repo: string,
  limit: number,
): Promise<readonly WireBuild[]> {
  const query = { limit, include: LIST_INCLUDE };
  return (await api.call('builds', { params: { repo }, query })).builds;
}

/** The API lists builds by repository: those that built last come first. */
async function latestOfAll(api: ApiClient, limit: number): Promise<readonly WireBuild[]> {
  const query = { limit: 25, sort_by: 'current_build:desc' };
  const { repositories } = await api.call('repositories', { query });
  const each = await Promise.all(
    repositories.map(async (repository) =>
      (await latestOf(api, String(repository.id), limit)).map((build) => ({
        ...build,
        repository,
      })),
    ),
  );
  return each
    .flat()
    .toSorted((a, b) => b.id - a.id)
    .slice(0, limit);
}

export async function show(ref: string, flags: ServerFlags, { io }: Session): Promise<void> {
  const api = await apiFor(flags, io);
  const build = await findBuild(api, ref, io);
  answer(io, flags, build, () => buildText(io, build, api.url));
}

export async function change(
  ref: string,
  verb: 'restart' | 'cancel',
  flags: WaitFlags,
  session: Session,
  body: WireInputs['restart_build'],
): Promise<void> {
  const api = await apiFor(flags, session.io);
  if (isJobRef(ref)) return changeJob(api, ref, verb, flags, session);
  const { id } = await findBuild(api, ref, session.io);
  const params = { id };
  await (verb === 'restart'
    ? api.call('restartBuild', { params, body })
    : api.call('cancelBuild', { params }));
  await showOrWait(api, id, flags, session, verb === 'cancel' ? ['canceled'] : ['passed']);
}

/** One job; `--wait` waits for it alone. */
async function changeJob(
  api: ApiClient,
  ref: string,
  verb: 'restart' | 'cancel',
  flags: WaitFlags,
  { io, finish }: Session,
): Promise<void> {
  const id = await findJob(api, ref, io);
  await api.call(verb === 'restart' ? 'restartJob' : 'cancelJob', { params: { id } });
  const job =
    flags.wait === true
      ? await withProgress(io, `job ${ref} runs`, () => finishedJob(api, id, WAIT_SECONDS))
      : await api.call('job', { params: { id }, query: { include: 'job.config' } });
  const good = verb === 'cancel' ? 'canceled' : 'passed';
  if (flags.wait === true && job.state !== good) finish(EXIT.failed);
  answer(io, flags, job, () => jobRows(io, [job]));
}

async function showOrWait(
  api: ApiClient,
  id: number,
  flags: WaitFlags,
  session: Session,
  good: readonly string[] = ['passed'],
): Promise<void> {
  const { io } = session;
  const build =
    flags.wait === true
      ? await withProgress(io, `build ${id} runs`, () => finishedBuild(api, id, WAIT_SECONDS))
      : await findBuild(api, String(id), io);
  if (flags.wait === true && isFinal(build.state) && !good.includes(build.state)) {
    session.finish(EXIT.failed);
  }
  answer(io, flags, build, () => buildText(io, build, api.url));
}
