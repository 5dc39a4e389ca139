/** What the platform says, held against what the scripts wrote down. Each check answers its complaints. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { WireBuild, WireJob, WireRun } from '@turnpike/core/contracts';
import type { ApiClient } from '../support/api-client.js';
import { KINDS, type Repository } from './projects.js';
import type { Shape } from './shape.js';
import type { TrueRun } from './truth.js';

export interface Pushed {
  readonly repository: Repository;
  readonly sha: string;
}
export interface FinishedJob {
  readonly job: WireJob;
  readonly runs: readonly WireRun[];
  readonly log: string;
}

const PAGE = 100;

async function buildsOf(api: ApiClient, repository: number): Promise<readonly WireBuild[]> {
  const all: WireBuild[] = [];
  for (;;) {
    const path = `/v3/repo/${repository}/builds?include=build.commit,build.jobs&limit=${PAGE}&offset=${all.length}`;
    const { builds } = await api.get<{ builds: WireBuild[] }>(path);
    all.push(...builds);
    if (builds.length < PAGE) return all;
  }
}

export async function allBuilds(
  api: ApiClient,
  repositories: readonly Repository[],
): Promise<readonly WireBuild[]> {
  const lists = await Promise.all(repositories.map(({ id }) => buildsOf(api, id)));
  return lists.flat();
}

export function checkBuilds(pushed: readonly Pushed[], builds: readonly WireBuild[]): string[] {
  const complaints: string[] = [];
  for (const { repository, sha } of pushed) {
    const found = builds.filter(({ commit }) => commit?.sha === sha).length;
    if (found !== 1) complaints.push(`${repository.name} ${sha.slice(0, 10)}: ${found} builds`);
  }
  if (builds.length > pushed.length)
    complaints.push(`${builds.length} builds of ${pushed.length} pushes`);
  return complaints;
}

const RESETS = /reset|lost|tried/i;

/** How a job ended, against how its script ends. */
export function checkEnd(
  { job }: FinishedJob,
  runs: readonly TrueRun[],
): 'as decided' | 'reset limit' | string {
  const last = runs.at(-1);
  const name = `job ${job.number} (${job.id})`;
  if (job.state === 'errored' && RESETS.test(job.reason ?? '')) return 'reset limit';
  if (!last) return `${name}: ${job.state}, and its script never ran (${job.reason ?? ''})`;
  const decided = KINDS[last.kind].code === 0 ? 'passed' : 'failed';
  if (job.state !== decided)
    return `${name}: ${job.state} (${job.reason ?? ''}), its script decides ${decided}`;
  return last.code === undefined
    ? `${name}: ${job.state}, but its last run was killed`
    : 'as decided';
}

/** No run begins before the one before it was dead. */
export function checkOverlap(jobId: number, runs: readonly TrueRun[]): string[] {
  return runs.flatMap((run, at) => {
    const before = runs[at - 1];
    return before && before.lastAt > run.startedAt
      ? [
          `job ${jobId}: ${run.instance} began ${(before.lastAt - run.startedAt).toFixed(3)} s before ${before.instance} was dead`,
        ]
      : [];
  });
}

/** The log has each line that the last run wrote, once, in order, and no line of another. */
export function checkLog(
  { job, log }: FinishedJob,
  runs: readonly TrueRun[],
  planted: readonly string[],
): string[] {
  const last = runs.at(-1);
  if (!last || !['passed', 'failed'].includes(job.state ?? '')) return [];
  const said = last.lines.map((line) => masked(line, planted));
  const logged = log
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line.startsWith('chaos '));
  if (JSON.stringify(said) === JSON.stringify(logged)) return [];
  const first = said.findIndex((line, at) => logged[at] !== line);
  return [
    `job ${job.number} (${job.id}): ${said.length} lines said, ${logged.length} in the log; from line ${first + 1}: ${said[first]} / ${logged[first]}`,
  ];
}

const coded = (value: string): string => Buffer.from(value).toString('base64');

function masked(line: string, planted: readonly string[]): string {
  return planted.reduce(
    (text, value) => text.replaceAll(value, '[secure]').replaceAll(coded(value), '[secure]'),
    line,
  );
}

/** Processes that jobs have left. */
export function leftOver(sleepMark: number): number {
  const list = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).split('\n');
  return list.filter((line) => line === `sleep ${sleepMark}`).length;
}

function* files(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (entry.isFile()) yield path;
  }
}

/** Places where a planted value stands: files, database, events, answers of the API. */
export async function findPlanted(
  shape: Shape,
  planted: readonly string[],
  answers: readonly (readonly [string, string])[],
): Promise<string[]> {
  const needles = planted.flatMap((value) => [value, coded(value).replace(/=+$/, '').slice(0, -1)]);
  const has = (text: string): boolean => needles.some((needle) => text.includes(needle));
  const found: string[] = [];
  for (const folder of shape.folders)
    for (const path of files(folder)) {
      if (statSync(path).size > 0 && has(readFileSync(path, 'latin1')))
        found.push(`file ${path.slice(folder.length)}`);
    }
  if (has(await shape.dump())) found.push('the database');
  if (shape.heard().some(has)) found.push('an event');
  for (const [path, text] of answers) if (has(text)) found.push(`the answer of ${path}`);
  return found;
}
