/** How people name repositories, builds and jobs on the command line. */
import { InputError, NotFoundError } from '../contracts/errors.js';
import type { WireBuild, WireJob } from '../contracts/wire.js';
import type { ApiClient } from './api-client.js';
import type { Io } from './io.js';
import { repoHere } from './repo-here.js';

/** `owner/name` or an id as it is; `.`: the repository of this folder. */
export async function repoRef(api: ApiClient, io: Io, repo: string): Promise<string> {
  return repo === '.' ? repoHere(api, io, repo) : repo;
}

export const BUILD_REFS =
  'an id, owner/name#7, owner/name#latest, or #7 and #latest of this folder’s repository';
export const JOB_REFS =
  'an id, owner/name#7.2, or 7.2 of this folder’s repository; latest stands for the newest build';

const INCLUDE = 'build.repository,build.branch,build.commit,build.jobs,build.stages,job.config';

/** An id, `owner/name#7`, `#7`, or `latest` in place of the number. */
export async function findBuild(api: ApiClient, ref: string, io: Io): Promise<WireBuild> {
  if (/^\d+$/.test(ref)) return buildOf(api, ref);
  const { repo, number } = await splitRef(api, ref, io, 'build', '7');
  return numbered(api, repo, number);
}

async function numbered(api: ApiClient, repo: string, number: string): Promise<WireBuild> {
  const query = number === 'latest' ? { limit: 1 } : { 'build.number': number };
  const { builds } = await api.call('builds', { params: { repo }, query });
  const [found] = builds;
  if (found) return buildOf(api, found.id);
  const what = number === 'latest' ? 'no build yet' : `no build ${number}`;
  throw new NotFoundError(`${repo} has ${what}.`, { wayOut: listHint(repo) });
}

function buildOf(api: ApiClient, id: number | string): Promise<WireBuild> {
  return api.call('build', { params: { id }, query: { include: INCLUDE } });
}

/** An id, `owner/name#7.2`, `7.2`; a build's name where it has one job. Answers the job's id. */
export async function findJob(api: ApiClient, ref: string, io: Io): Promise<number> {
  if (/^\d+$/.test(ref)) return Number(ref);
  const { repo, number } = await splitRef(api, ref, io, 'job', '7.2');
  const [buildNumber = number, jobNumber] = number.split('.');
  const build = await numbered(api, repo, buildNumber);
  const { jobs } = await api.call('buildJobs', { params: { id: build.id } });
  const named = jobs.find(
    (job) => jobNumber !== undefined && job.number?.split('.')[1] === jobNumber,
  );
  const job = named ?? (jobs.length === 1 && jobNumber === undefined ? jobs[0] : undefined);
  if (job) return job.id;
  throw new NotFoundError(`There is no job ${ref}.`, {
    wayOut: `Jobs: ${jobs.map((one) => nameOf(repo, one)).join(', ')}.`,
  });
}

const nameOf = (repo: string, job: WireJob): string =>
  `${repo}#${job.number}${job.state ? ` (${job.state})` : ''}`;

/** Names one job (`owner/name#7.2`, `7.2`), not a build? */
export const isJobRef = (ref: string): boolean => /(?:^|#)(?:\d+|latest)\.\d+$/.test(ref);

async function splitRef(api: ApiClient, ref: string, io: Io, kind: string, example: string) {
  const [, repo, number] =
    /^(.+)?#((?:\d+|latest)(?:\.\d+)?)$/.exec(ref) ??
    /^()(\d+\.\d+|latest(?:\.\d+)?)$/.exec(ref) ??
    [];
  if (number === undefined) {
    throw new InputError('TURNPIKE_INPUT_INVALID', `${ref} names no ${kind}.`, {
      wayOut: `Write its id, or owner/name#${example}.`,
    });
  }
  return { repo: repo ? await repoRef(api, io, repo) : await repoHere(api, io, ref), number };
}

function listHint(repo: string): string {
  return `turnpike build list ${repo} shows which there are.`;
}
