import type { JobBrief } from '@turnpike/sdk/store';
import { JOB_STATES, type JobState, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { parsePage } from '../envelope/paging.js';
import { collection, single } from '../render/collection.js';
import { renderLogRemoval } from '../render/log-removal.js';
import type { Wire } from '../render/render.js';
import { renderRun } from '../render/small.js';
import { findJob, listParam } from './find.js';

const ACTIVE: readonly JobState[] = ['created', 'queued', 'received', 'started'];

export function jobRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/jobs', list),
    endpoint(api, 'GET /v3/job/:id', async (call) => {
      const { job, build } = await findJob(call, 'read');
      return single(await call.render.draw.job(call.render, job, build, 'standard'));
    }),
    endpoint(api, 'GET /v3/job/:id/runs', async (call) => {
      const { job } = await findJob(call, 'read');
      const runs = await api.store.runs.ofJob(job.id);
      const newest = runs.toSorted((left, right) => right.run - left.run);
      const drawn = newest.map(async (run) =>
        renderRun(run, await renderLogRemoval(call.load, run)),
      );
      return collection(call, 'runs', await Promise.all(drawn));
    }),
  ];
}

async function list(call: Call) {
  const page = parsePage(call.query, 100);
  const states = wantedStates(call);
  const { readableBy } = call.access;
  const { rows, total } = await call.api.store.jobs.list(
    { ...(states ? { states } : {}), ...(readableBy === undefined ? {} : { readableBy }) },
    page,
  );
  return collection(call, 'jobs', await drawJobs(call, rows), { page, total });
}

/** Jobs of many builds, those read together. */
export async function drawJobs(call: Call, jobs: readonly JobBrief[]): Promise<readonly Wire[]> {
  const { render } = call;
  const drawn = jobs.map(async (job) => {
    const build = await call.load.build(job.buildId);
    return build ? render.draw.job(render, job, build, 'standard') : undefined;
  });
  return (await Promise.all(drawn)).filter((entry) => entry !== undefined);
}

function wantedStates(call: Call): readonly JobState[] | undefined {
  const states = listParam(call, 'job.state', 'state');
  if (states) return states.filter(isJobState);
  const active = call.query.get('job.active') ?? call.query.get('active');
  return active === 'true' ? ACTIVE : undefined;
}

function isJobState(text: string): text is JobState {
  return (JOB_STATES as readonly string[]).includes(text);
}
