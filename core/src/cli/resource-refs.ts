/** How people name repositories, builds and jobs on the command line. */
import { InputError, NotFoundError } from '../contracts/errors.js';
import type { WireBuild, WireBuilds, WireJobs } from '../contracts/wire.js';
import type { ApiClient } from './api-client.js';

/** `owner/name` or an id. */
export function repoPath(repo: string): string {
  return `/v3/repo/${encodeURIComponent(repo)}`;
}

/** An id, or `owner/name#7`. */
export async function findBuild(api: ApiClient, ref: string): Promise<WireBuild> {
  if (/^\d+$/.test(ref)) return api.get<WireBuild>(`/v3/build/${ref}?include=${INCLUDE}`);
  const { repo, number } = splitRef(ref, 'build', '7');
  const { builds } = await api.get<WireBuilds>(`${repoPath(repo)}/builds?build.number=${number}`);
  const [found] = builds;
  if (!found)
    throw new NotFoundError(`${repo} has no build ${number}.`, { wayOut: listHint(repo) });
  return api.get<WireBuild>(`/v3/build/${found.id}?include=${INCLUDE}`);
}

const INCLUDE = 'build.repository,build.branch,build.commit,build.jobs,build.stages';

/** An id, or `owner/name#7.2`. Answers the job's id. */
export async function findJob(api: ApiClient, ref: string): Promise<number> {
  if (/^\d+$/.test(ref)) return Number(ref);
  const { repo, number } = splitRef(ref, 'job', '7.2');
  const [buildNumber = number] = number.split('.');
  const build = await findBuild(api, `${repo}#${buildNumber}`);
  const { jobs } = await api.get<WireJobs>(`/v3/build/${build.id}/jobs`);
  const job =
    jobs.find((one) => one.number === number) ?? (jobs.length === 1 ? jobs[0] : undefined);
  if (job) return job.id;
  const known = jobs.map((one) => `${repo}#${one.number}`).join(', ');
  throw new NotFoundError(`There is no job ${ref}.`, { wayOut: `Jobs: ${known}.` });
}

function splitRef(ref: string, kind: string, example: string) {
  const [, repo, number] = /^(.+)#([\d.]+)$/.exec(ref) ?? [];
  if (repo !== undefined && number !== undefined) return { repo, number };
  throw new InputError('TURNPIKE_INPUT_INVALID', `${ref} names no ${kind}.`, {
    wayOut: `Write its id, or owner/name#${example}.`,
  });
}

function listHint(repo: string): string {
  return `turnpike build list ${repo} shows which there are.`;
}
