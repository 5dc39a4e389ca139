/** One push and what must come of it, whatever the shape of the platform. */
import { execFileSync } from 'node:child_process';
import type { WireBuild, WireJob, WireRun } from '@turnpike/core/contracts';
import { until, type ApiClient } from '../support/api-client.js';
import { root, turnpike } from '../support/process.js';
import type { HeardEvent } from '../support/events.js';

/** Stages, a matrix, a job that may fail and does, output on both streams. */
export const CONFIG = `language: shell
stages: [first, second]
env:
  jobs:
    - WORD=one
    - WORD=two
script: echo "first $WORD"
jobs:
  include:
    - stage: first
      name: may fail
      env: WORD=three
      script: echo "expected"; false
    - stage: second
      name: last
      env: WORD=four
      script: echo "second $WORD" >&2
  allow_failures:
    - name: may fail
`.replace('stages: [first, second]\n', 'stages: [test, first, second]\n');

export interface JobOutcome {
  readonly number: string;
  readonly name: string | null;
  readonly stage: string | null;
  readonly state: string;
  readonly allowFailure: boolean;
  readonly run: number;
  /** Lines that the job's own commands printed. */
  readonly said: readonly string[];
}
export interface Outcome {
  readonly state: string;
  readonly jobs: readonly JobOutcome[];
  readonly logsSealed: boolean;
}

/** `turnpike repo add`, as an operator does it. `flags`: more of its options. */
export function addRepository(
  access: { readonly url: string; readonly token: string },
  path: string,
  slug: string,
  ...flags: readonly string[]
): number {
  const printed = execFileSync(
    process.execPath,
    [
      turnpike,
      'repo',
      'add',
      path,
      '--slug',
      slug,
      '--url',
      access.url,
      '--token',
      access.token,
      '--json',
      ...flags,
    ],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  return (JSON.parse(printed) as { id: number }).id;
}

const FINAL = new Set(['passed', 'failed', 'errored', 'canceled']);
const SAID = /^(first|second|expected)\b/;

/** The log is whole when its job has ended; its row follows within a moment. */
async function isSealed(api: ApiClient, jobId: number): Promise<boolean> {
  return until(
    `sealed log of job ${jobId}`,
    async () => {
      const { runs } = await api.get<{ runs: WireRun[] }>(`/v3/job/${jobId}/runs`);
      return runs.every((run) => run.log_sealed) ? true : undefined;
    },
    10,
  );
}

/** Waits for the build of a commit and reads everything about it. */
export async function outcomeOf(
  api: ApiClient,
  repositoryId: number,
  sha: string,
  seconds = 60,
): Promise<Outcome> {
  const build = await until(
    `build of ${sha}`,
    async () => {
      const { builds } = await api.get<{ builds: WireBuild[] }>(
        `/v3/repo/${repositoryId}/builds?include=build.commit`,
      );
      return builds.find((found) => found.commit?.sha === sha && FINAL.has(found.state));
    },
    seconds,
  );
  const { jobs } = await api.get<{ jobs: WireJob[] }>(`/v3/build/${build.id}/jobs`);
  const outcomes: JobOutcome[] = [];
  let sealed = true;
  for (const { id } of jobs) {
    const job = await api.get<WireJob>(`/v3/job/${id}?include=job.stage`);
    const log = await api.text(`/v3/job/${id}/log.txt`);
    sealed &&= await isSealed(api, id);
    outcomes.push({
      number: job.number ?? '',
      name: job.name ?? null,
      stage: job.stage && 'name' in job.stage ? job.stage.name : null,
      state: job.state ?? '',
      allowFailure: job.allow_failure ?? false,
      run: job.run ?? 0,
      said: log.split(/\r?\n/).filter((line) => SAID.test(line)),
    });
  }
  return {
    state: build.state,
    jobs: outcomes.toSorted((a, b) => (a.number < b.number ? -1 : 1)),
    logsSealed: sealed,
  };
}

/** What was said about one build, without ids of publications and without what depends on timing. */
export function factsOf(events: readonly HeardEvent[], repositoryId: number): readonly string[] {
  const said = events
    .filter((event) => event.data['repositoryId'] === repositoryId)
    .filter(
      (event) =>
        ![
          'job:log',
          'job:waiting',
          'repository:changed',
          'notification:created',
          'notification:finished',
        ].includes(event.name),
    )
    .map((event) =>
      [event.name, event.data['number'] ?? '', event.data['state'] ?? event.data['result'] ?? '']
        .join(' ')
        .trim(),
    );
  return [...new Set(said)].toSorted();
}
