import { peopleAndRepositories } from './0001-people-and-repositories.js';
import { requestsAndBuilds } from './0002-requests-and-builds.js';
import { jobsAndRuns } from './0003-jobs-and-runs.js';
import { jobOrigins } from './0004-job-origins.js';
import { retention } from './0005-retention.js';
import { processFacts } from './0006-process-facts.js';
import type { SchemaMigration } from './schema.js';

/** The shared schema, oldest step first. Never edit a released step: add one. */
export const migrations: readonly SchemaMigration[] = [
  peopleAndRepositories,
  requestsAndBuilds,
  jobsAndRuns,
  jobOrigins,
  retention,
  processFacts,
];
