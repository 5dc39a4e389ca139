import { INCLUDE, PAGED, type Calls } from './call.js';

const RUN = {
  run: ['integer', 'Of this run; the latest if absent.'],
  'log.token': 'Opens this log for a day or two without an account: it stands in `@raw_log_href`.',
} as const;
const PARTS = {
  ...RUN,
  after: ['integer', 'Only parts after this number.'],
  part_numbers: 'Taken, as Travis has it; changes nothing.',
  content: ['boolean', 'Taken, as Travis has it; changes nothing.'],
  require_all: ['boolean', 'Taken, as Travis has it; changes nothing.'],
} as const;

/** Builds with their jobs. */
export const BUILD_CALLS = {
  builds: {
    summary: 'Lists builds of a repository, newest first',
    rights: 'repository:read',
    query: {
      ...PAGED,
      ...INCLUDE,
      'branch.name': 'Of this branch.',
      'build.branch': 'The same.',
      'build.state': 'In these states, by comma.',
      state: 'The same.',
      'build.event_type': 'For these events, by comma: `push,pull_request,api,cron,release`.',
      event_type: 'The same.',
      'build.created_by': 'Caused by this login.',
      created_by: 'The same.',
      'build.number': 'The one of this number.',
      number: 'The same.',
      'build.previous_state': 'Taken, as Travis has it; changes nothing.',
      sort_by: 'Taken, as Travis has it; changes nothing.',
    },
    answer: 'WireBuilds',
  },
  ownBuilds: {
    summary: 'Lists builds that the own account caused',
    rights: 'signed-in',
    query: { ...PAGED, ...INCLUDE },
    answer: 'WireBuilds',
  },
  build: {
    summary: 'Shows a build',
    rights: 'repository:read',
    query: INCLUDE,
    answer: 'WireBuild',
  },
  buildJobs: {
    summary: 'Lists the jobs of a build',
    rights: 'repository:read',
    query: INCLUDE,
    answer: 'WireJobs',
  },
  buildStages: {
    summary: 'Lists the stages of a build',
    rights: 'repository:read',
    query: INCLUDE,
    answer: 'WireStages',
  },
  buildConfig: {
    summary: 'Shows the configuration of a build and what was said of it',
    rights: 'repository:read',
    answer: 'WireBuildConfig',
  },
  buildNotifications: {
    summary: 'Lists the notifications of a build',
    rights: 'repository:read',
    answer: 'WireNotifications',
  },
  restartBuild: {
    summary: 'Runs the jobs of a build again',
    rights: 'repository:write',
    body: 'restart_build?',
    answer: 'WirePending',
    status: 202,
  },
  prioritizeBuild: {
    summary: 'Puts the waiting jobs of a build before others of its owner',
    description:
      'With `cancel_all` other builds that run for the owner are canceled, where one may: `canceled_builds` names them.',
    rights: 'repository:admin',
    body: 'prioritize_build?',
    answer: 'WirePending',
    status: 202,
  },
  cancelBuild: {
    summary: 'Cancels a build',
    rights: 'repository:write',
    answer: 'WirePending',
    status: 202,
  },
} as const satisfies Calls;

/** Jobs with their logs. */
export const JOB_CALLS = {
  jobs: {
    summary: 'Lists jobs over all that one may read',
    rights: 'signed-in',
    query: {
      ...PAGED,
      ...INCLUDE,
      'job.state': 'In these states, by comma.',
      state: 'The same.',
      'job.active': ['boolean', 'Only those that are not finished.'],
      active: ['boolean', 'The same.'],
      'job.created_by': 'Taken, as Travis has it; changes nothing.',
    },
    answer: 'WireJobs',
  },
  job: { summary: 'Shows a job', rights: 'repository:read', query: INCLUDE, answer: 'WireJob' },
  jobRuns: {
    summary: 'Lists the runs of a job, newest first',
    rights: 'repository:read',
    answer: 'WireRuns',
  },
  restartJob: {
    summary: 'Runs a job again',
    rights: 'repository:write',
    answer: 'WirePending',
    status: 202,
  },
  cancelJob: {
    summary: 'Cancels a job',
    rights: 'repository:write',
    answer: 'WirePending',
    status: 202,
  },
  log: { summary: 'Shows a log', rights: 'repository:read', query: PARTS, answer: 'WireLog' },
  rawLog: {
    summary: 'Streams a log as it is',
    description:
      'Takes `Range: bytes=N-`. Headers of the answer: `X-Log-Run`, `X-Log-End` (bytes now), `X-Log-Sealed`.',
    rights: 'repository:read',
    query: { ...PARTS, download: ['integer', '1: as a file to be saved.'] },
    media: 'text/plain',
    also: { 206: 'The part that `Range` asked for.' },
  },
  searchLog: {
    summary: 'Finds a text in a log',
    description: 'The case of ASCII letters and colours do not count.',
    rights: 'repository:read',
    query: {
      ...RUN,
      q: 'What is looked for: one line of 1 to 1,000 characters.',
      limit: ['integer', 'At most so many lines, up to 9,999.'],
    },
    answer: 'WireLogMatches',
  },
  logParts: {
    summary: 'Lists the parts of a log',
    rights: 'repository:read',
    query: PARTS,
    answer: 'WireLogParts',
  },
  deleteLog: {
    summary: 'Removes what the logs of a job hold',
    rights: 'repository:write',
    answer: 'WireLog',
  },
} as const satisfies Calls;

/** What storage serves: caches and artifacts. */
export const STORAGE_CALLS = {
  artifacts: {
    summary: 'Lists the files that a build stored',
    description: 'Not for visitors.',
    rights: 'repository:read',
    answer: 'WireArtifacts',
  },
  artifact: {
    summary: 'Downloads a file that a build stored',
    description: 'Not for visitors.',
    rights: 'repository:read',
    media: 'application/octet-stream',
    also: { 206: 'The part that `Range` asked for.', 304: 'It is as it was.' },
  },
  caches: {
    summary: 'Lists caches, newest first',
    rights: 'repository:write',
    query: {
      branch: 'Of this branch; `PR.N` of a pull request.',
      match: 'With this in their name.',
    },
    answer: 'WireCaches',
  },
  deleteCaches: {
    summary: 'Deletes caches, and lists those that went',
    rights: 'repository:write',
    query: {
      branch: 'Of this branch; `PR.N` of a pull request.',
      match: 'With this in their name.',
    },
    answer: 'WireCaches',
  },
} as const satisfies Calls;
