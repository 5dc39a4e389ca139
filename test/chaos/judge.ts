/** Compares what a platform says after a round with what the scripts wrote down. */
import type { WireRun } from '@turnpike/core/contracts';
import type { ApiClient } from '../support/api-client.js';
import {
  allBuilds,
  checkBuilds,
  checkEnd,
  checkLog,
  checkOverlap,
  findPlanted,
  leftOver,
  type FinishedJob,
  type Pushed,
} from './checks.js';
import type { Repository, RoundFolder } from './projects.js';
import type { Shape } from './shape.js';
import { readTruth } from './truth.js';

export interface Verdict {
  readonly builds: number;
  readonly jobs: number;
  readonly runs: number;
  readonly asDecided: number;
  readonly resetLimit: number;
  readonly complaints: readonly string[];
}

/** At least so many of the jobs end as their script decides. */
const SHARE = 0.98;

/** What a round leaves behind. */
export interface Evidence {
  readonly shape: Shape;
  readonly folder: RoundFolder;
  readonly planted: readonly string[];
  readonly pushed: readonly Pushed[];
  readonly repositories: readonly Repository[];
}

/** Every check over a round that has ended. */
export async function judge({
  shape,
  folder,
  planted,
  pushed,
  repositories,
}: Evidence): Promise<Verdict> {
  const api = await shape.api();
  const builds = await allBuilds(api, repositories);
  const truth = readTruth(folder.truth);
  const complaints = checkBuilds(pushed, builds);
  const answers: [string, string][] = [];
  let [jobs, asDecided, resetLimit] = [0, 0, 0];
  for (const { id } of builds.flatMap((build) => build.jobs ?? [])) {
    const found = await readJob(api, id, answers);
    const runs = truth.get(id) ?? [];
    const end = checkEnd(found, runs);
    jobs += 1;
    if (end === 'as decided') asDecided += 1;
    else if (end === 'reset limit') resetLimit += 1;
    else complaints.push(end);
    complaints.push(...checkOverlap(id, runs), ...checkLog(found, runs, planted));
  }
  if (asDecided < SHARE * jobs)
    complaints.push(`only ${asDecided} of ${jobs} jobs ended as their script decides`);
  const left = leftOver(folder.sleepMark);
  if (left > 0) complaints.push(`${left} processes of jobs are left`);
  for (const { id } of repositories)
    for (const path of [
      `/v3/repo/${id}/builds?include=build.jobs,build.request,job.config`,
      `/v3/repo/${id}/env_vars`,
      `/v3/repo/${id}/requests`,
    ])
      answers.push([path, await api.text(path)]);
  complaints.push(
    ...(await findPlanted(shape, planted, answers)).map((place) => `a secret stands in ${place}`),
  );
  const runs = [...truth.values()].reduce((sum, list) => sum + list.length, 0);
  return { builds: builds.length, jobs, runs, asDecided, resetLimit, complaints };
}

async function readJob(
  api: ApiClient,
  id: number,
  answers: [string, string][],
): Promise<FinishedJob> {
  const text = async (path: string): Promise<string> => {
    const answer = await api.text(path);
    answers.push([path, answer]);
    return answer;
  };
  const job = JSON.parse(await text(`/v3/job/${id}?include=job.config`)) as FinishedJob['job'];
  const { runs } = JSON.parse(await text(`/v3/job/${id}/runs`)) as { runs: WireRun[] };
  return { job, runs, log: await text(`/v3/job/${id}/log.txt`) };
}
