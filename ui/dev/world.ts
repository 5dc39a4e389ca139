/** A small invented platform for working on the pages: repositories, builds that run, logs that grow. */
import type {
  WireBranch,
  WireBuild,
  WireJob,
  WireRepository,
  WireRequest,
  WireStage,
} from '../../core/src/contracts/wire.js';
import type { FinalState, JobState } from '../../core/src/contracts/states.js';
import { logOf, type LogPart } from './log-text.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type Job = Mutable<WireJob> & { log: string; parts: LogPart[]; sealed: boolean };
export type Build = Omit<Mutable<WireBuild>, 'jobs' | 'stages'> & {
  jobs: Job[];
  stages: Mutable<WireStage>[];
};
export type Repository = Mutable<WireRepository>;
export type Emit = (event: string, data: Record<string, unknown>) => void;

const RIGHTS = [
  'read',
  'admin',
  'activate',
  'deactivate',
  'create_request',
  'create_cron',
  'create_env_var',
  'settings_read',
  'settings_update',
  'restart',
  'cancel',
  'delete_log',
];
const PERMISSIONS = Object.fromEntries(RIGHTS.map((right) => [right, true]));
const MESSAGES = [
  'Give every owner a turn before the second job of another\n\nA busy owner starved all others: the queue was\nordered by age only.\n\nCloses #412.',
  'Read the version file only once',
  'Retry the upload when the storage answers 503',
  'Bump the parser to 3.2.1',
  'Explain in the docs how to rotate the key',
  'Fix the time zone of daily schedules',
  'Drop the workaround for the old proxy',
  'Measure how long a claim takes',
];
const NODE_VERSIONS = ['20', '22', '24'];
const DBS = ['postgres', 'sqlite'];
const PEOPLE = ['mira', 'jonas', 'adaeze', 'tom'];

const iso = (ms: number): string => new Date(ms).toISOString();

export const repositories: Repository[] = [];
export const builds: Build[] = [];
export const requests: (WireRequest & { repository_id: number })[] = [];

function repository(id: number, slug: string, extra: Partial<Repository> = {}): Repository {
  const [owner = '', name = ''] = slug.split('/');
  const made: Repository = {
    '@type': 'repository',
    '@href': `/v3/repo/${id}`,
    '@permissions': PERMISSIONS,
    id,
    name,
    slug,
    active: true,
    private: false,
    description: null,
    owner: { '@type': 'organization', id: 1, login: owner },
    owner_name: owner,
    default_branch: { '@type': 'branch', name: 'main' },
    current_build: null,
    ...extra,
  };
  repositories.push(made);
  return made;
}

let jobIds = 1;
function job(
  build: Build,
  index: number,
  stage: WireStage,
  config: WireJob['config'],
  at: number,
): Job {
  const id = jobIds++;
  return {
    '@type': 'job',
    '@href': `/v3/job/${id}`,
    '@permissions': PERMISSIONS,
    id,
    number: `${build.number}.${index}`,
    state: 'created',
    allow_failure: config?.node_js === '24',
    created_at: iso(at),
    started_at: null,
    finished_at: null,
    queue: 'default',
    stage,
    config: config ?? {},
    name: (config?.name as string) ?? null,
    run: 0,
    resets: 0,
    trust: 'full',
    needs: { os: 'linux', arch: 'amd64', labels: [] },
    waiting: null,
    reason: null,
    log: '',
    parts: [],
    sealed: false,
  };
}

function finish(one: Job, state: FinalState, start: number, ms: number, long = 0): void {
  one.state = state;
  one.run = 1;
  one.started_at = iso(start);
  one.finished_at = iso(start + ms);
  one.reason = state === 'failed' ? 'The command "npm test" exited with 1.' : null;
  one.parts = logOf(state === 'failed', long);
  one.log = one.parts.map(({ text }) => text).join('');
  one.parts = [];
  one.sealed = true;
}

export function makeBuild(
  repo: Repository,
  number: number,
  at: number,
  extra: Partial<Build> = {},
): Build {
  const id = builds.length + 1;
  const person = PEOPLE[number % PEOPLE.length] as string;
  const build = {
    '@type': 'build',
    '@href': `/v3/build/${id}`,
    '@permissions': PERMISSIONS,
    id,
    number: String(number),
    state: 'created',
    duration: null,
    event_type: 'push',
    previous_state: 'passed',
    pull_request_title: null,
    pull_request_number: null,
    started_at: null,
    finished_at: null,
    created_at: iso(at),
    version: 1,
    repository: repo,
    branch: { '@type': 'branch', name: 'main' },
    tag: null,
    sender: person,
    created_by: { '@type': 'user', id: 7, login: person },
    reason: null,
    commit: {
      '@type': 'commit',
      id,
      sha: (0x4f2a91c0d3 + number * 7919).toString(16).padEnd(40, 'a7e1'),
      ref: 'refs/heads/main',
      message: MESSAGES[number % MESSAGES.length] as string,
      compare_url: 'https://example.org/acme/widgets/compare/1a2b...4f2a',
      committed_at: iso(at - 60_000),
      author: { name: person },
    },
    jobs: [],
    stages: [],
    ...extra,
  } as unknown as Build;
  const stage = (index: number, name: string): Mutable<WireStage> => ({
    '@type': 'stage',
    id: id * 10 + index,
    number: index,
    name,
    state: 'created',
    started_at: null,
    finished_at: null,
  });
  build.stages = [stage(1, 'Test'), stage(2, 'Deploy')];
  const configs = NODE_VERSIONS.flatMap((node_js) =>
    DBS.map((DB) => ({ language: 'node_js', os: 'linux', node_js, env: [{ DB }] })),
  );
  build.jobs = configs.map((config, index) =>
    job(build, index + 1, build.stages[0] as WireStage, config, at),
  );
  build.jobs.push(
    job(
      build,
      configs.length + 1,
      build.stages[1] as WireStage,
      { language: 'node_js', os: 'linux', node_js: '22', name: 'Publish the package', env: [] },
      at,
    ),
  );
  builds.push(build);
  repo.current_build = build;
  return build;
}

export function endBuild(build: Build, state: FinalState, at: number, long = 0): void {
  const failed = state === 'failed';
  build.jobs.forEach((one, index) => {
    const last = index === build.jobs.length - 1;
    const start = at + 4000 + index * 2500 + (last ? 40_000 : 0);
    if (last && failed)
      Object.assign(one, {
        state: 'canceled',
        finished_at: iso(start),
        reason: 'Stage 1 "Test" did not pass.',
      });
    else if (state === 'errored')
      Object.assign(one, {
        state: 'errored',
        finished_at: iso(at + 900),
        started_at: null,
        reason: 'The configuration cannot be read: line 4, mapping values are not allowed here.',
      });
    else
      finish(
        one,
        failed && index === 2 ? 'failed' : 'passed',
        start,
        22_000 + ((index * 7919 + Number(build.number) * 977) % 30_000),
        index === 0 ? long : 0,
      );
  });
  build.state = state;
  build.started_at = iso(at + 4000);
  build.finished_at = iso(at + 90_000 + ((Number(build.number) * 7919) % 60_000));
  build.duration = 240;
  for (const stage of build.stages)
    Object.assign(stage, {
      state: failed && stage.number === 2 ? 'canceled' : state,
      started_at: build.started_at,
      finished_at: build.finished_at,
    });
}

function history(repo: Repository, count: number, last: FinalState): void {
  for (let number = 1; number <= count; number += 1) {
    const at = Date.now() - (count - number + 1) * 5_400_000;
    const pull = number % 6 === 0;
    const build = makeBuild(
      repo,
      number,
      at,
      pull
        ? {
            event_type: 'pull_request',
            pull_request_number: 40 + number,
            pull_request_title: 'Let schedules have a time zone',
            branch: { '@type': 'branch', name: 'main' },
          }
        : {},
    );
    const state =
      number === count
        ? last
        : number % 7 === 3
          ? 'failed'
          : number % 11 === 5
            ? 'errored'
            : number % 13 === 9
              ? 'canceled'
              : 'passed';
    endBuild(build, state, at, number === count && repo.id === 1 ? 100_000 : 0);
  }
}

export function fill(): void {
  history(
    repository(1, 'acme/widgets', { description: 'Parts that everything else is made of' }),
    38,
    'passed',
  );
  history(repository(2, 'acme/storefront', { private: true }), 12, 'failed');
  history(repository(3, 'mira/dotfiles'), 4, 'errored');
  history(
    repository(4, 'sample/hello-turnpike', { description: 'The sample repository of this server' }),
    3,
    'passed',
  );
  repository(5, 'acme/attic', { active: false, description: 'Not built any more' });
  repository(6, 'tom/new-idea', { description: 'An idea' });
  const repo = repositories[0] as Repository;
  [
    '',
    'The commit message says [skip ci].',
    'The branch "gh-pages" is excluded by branches.except.',
  ].forEach((message, at) =>
    requests.push({
      '@type': 'request',
      repository_id: 1,
      id: 90 - at,
      state: 'finished',
      result: message ? 'rejected' : 'approved',
      message: message || null,
      rule: message ? (['', 'skip-command', 'branch-excluded'][at] as string) : null,
      branch_name: at === 2 ? 'gh-pages' : 'main',
      event_type: 'push',
      sender: PEOPLE[at] as string,
      commit_message: MESSAGES[at] as string,
      created_at: iso(Date.now() - at * 7_000_000),
      builds: message ? [] : [repo.current_build as WireBuild],
    } as never),
  );
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function told(emit: Emit, build: Build, one: Job, event: string): void {
  const ids = { repository_id: build.repository?.id, build_id: build.id, job_id: one.id };
  emit(event, { ...ids, number: one.number, state: one.state, run: one.run, version: 1 });
}

async function runJob(build: Build, one: Job, failed: boolean, emit: Emit): Promise<void> {
  const move = (state: JobState): void => {
    one.state = state;
    told(emit, build, one, `job:${state}`);
  };
  one.waiting = null;
  one.reason = null;
  move('queued');
  await wait(500);
  one.run = (one.run ?? 0) + 1;
  one.log = '';
  one.sealed = false;
  move('received');
  await wait(500);
  one.started_at = iso(Date.now());
  one.finished_at = null;
  move('started');
  for (const part of logOf(failed)) {
    if (one.cancel_requested) break;
    await wait(part.waitMs);
    one.log += part.text;
    told(emit, build, one, 'job:log');
  }
  one.sealed = true;
  told(emit, build, one, 'job:log');
  one.finished_at = iso(Date.now());
  one.state = one.cancel_requested ? 'canceled' : failed ? 'failed' : 'passed';
  told(emit, build, one, 'job:finished');
}

/** Two at a time; the rest says why it waits. */
export async function run(build: Build, emit: Emit): Promise<void> {
  const ids = { repository_id: build.repository?.id, build_id: build.id };
  build.state = 'started';
  build.started_at = iso(Date.now());
  build.finished_at = null;
  emit('build:started', { ...ids, state: 'started', version: 2 });
  for (const stage of build.stages) {
    Object.assign(stage, { state: 'started', started_at: iso(Date.now()), finished_at: null });
    const jobs = build.jobs.filter((one) => one.stage?.id === stage.id);
    for (const one of build.jobs)
      if (one.state === 'created') {
        const reason =
          one.stage?.id === stage.id
            ? 'limit owner 2/2: acme may run 2 jobs at once'
            : `stage ${stage.number} "${stage.name}" is not finished`;
        one.waiting = { reason, since: one.created_at as string, queue: 'default', position: null };
      }
    emit('job:waiting', ids);
    const lane = async (offset: number): Promise<void> => {
      for (let at = offset; at < jobs.length; at += 2)
        await runJob(build, jobs[at] as Job, false, emit);
    };
    await Promise.all([lane(0), lane(1)]);
    Object.assign(stage, { state: 'passed', finished_at: iso(Date.now()) });
  }
  build.state = 'passed';
  build.finished_at = iso(Date.now());
  emit('build:finished', { ...ids, state: 'passed', version: 3 });
}

export function branchesOf(repo: Repository): WireBranch[] {
  const own = builds.filter((build) => build.repository?.id === repo.id).reverse();
  const make = (name: string, isDefault: boolean, exists: boolean, list: Build[]): WireBranch => ({
    '@type': 'branch',
    name,
    default_branch: isDefault,
    exists_on_github: exists,
    last_build: list[0] ?? null,
    recent_builds: list.slice(0, 10),
  });
  return [
    make('main', true, true, own),
    make('feature/time-zones', false, true, own.slice(3, 8)),
    make('fix/upload-retry', false, false, own.slice(6, 8)),
  ];
}
