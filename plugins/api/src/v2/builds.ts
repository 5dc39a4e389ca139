import {
  EVENT_TYPES,
  type Build,
  type EventType,
  type HttpResponse,
  type Route,
} from '@turnpike/sdk';
import type { JobBrief } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { parsePage } from '../envelope/paging.js';
import { single } from '../render/collection.js';
import type { Wire } from '../render/render.js';
import { findBuild, findJob } from '../resources/find.js';
import type { AskV3 } from './delegate.js';
import { endpointV2 } from './endpoint-v2.js';
import { askedIds, buildByNumber, buildsOf, findRepo, keepOfReadable } from './find-v2.js';
import { buildV2, commitV2, jobV2 } from './render-v2.js';

export function buildRoutes(api: Api, ask: AskV3): Route[] {
  return [
    endpointV2(api, 'GET /v2/builds', async (call) => {
      const builds = await listed(call);
      const drawn = builds.map(async (one) => buildV2(one, await call.load.jobIds(one.id)));
      return single({ builds: await Promise.all(drawn), commits: await commitsOf(call, builds) });
    }),
    endpointV2(api, 'GET /v2/builds/:id', async (call) => {
      const { build } = await findBuild(call, 'read');
      const jobs = await call.load.jobs(build.id);
      return single({
        build: buildV2(build, await call.load.jobIds(build.id)),
        commit: commitV2(await call.load.commit(build.commitId), build),
        jobs: await drawJobs(call, jobs),
        annotations: [],
      });
    }),
    endpointV2(api, 'GET /v2/jobs', async (call) => {
      const jobs = await listedJobs(call);
      const builds = await Promise.all(jobs.map(({ buildId }) => call.load.build(buildId)));
      const known = [...new Set(builds)].filter((build) => build !== undefined);
      return single({ jobs: await drawJobs(call, jobs), commits: await commitsOf(call, known) });
    }),
    endpointV2(api, 'GET /v2/jobs/:id', async (call) => {
      const { job, build } = await findJob(call, 'read');
      const [drawn] = await drawJobs(call, [job]);
      const commit = commitV2(await call.load.commit(build.commitId), build);
      return single({ job: drawn, commit, annotations: [] });
    }),
    ...(['build', 'job'] as const).flatMap((type) => [
      command(api, ask, type, 'cancel'),
      command(api, ask, type, 'restart'),
    ]),
  ];
}

function command(api: Api, ask: AskV3, type: 'build' | 'job', change: 'cancel' | 'restart'): Route {
  const handle = async (call: Call): Promise<HttpResponse> => {
    const params = { id: call.params['id'] ?? '' };
    await ask(call.exchange, `POST /v3/${type}/:id/${change}`, { params });
    if (change === 'cancel') return { status: 204 };
    const notice = `The ${type} was successfully restarted.`;
    return single({ result: true, flash: [{ notice }] }, 202);
  };
  return endpointV2(api, `POST /v2/${type}s/:id/${change}`, handle, { audit: `${type}.${change}` });
}

async function listed(call: Call): Promise<readonly Build[]> {
  const ids = askedIds(call);
  if (ids) return buildsOf(call, ids);
  const repository = await findRepo(call, 'read');
  const number = call.query.get('number');
  if (number !== null) {
    const build = await buildByNumber(call, repository, number);
    return build ? [build] : [];
  }
  const { limit } = parsePage(call.query);
  const after = call.query.get('after_number');
  const from = after === null ? undefined : await buildByNumber(call, repository, after);
  if (after !== null && !from) return [];
  const filter = { repositoryId: repository.id, ...eventOf(call) };
  const page = { limit, ...(from ? { before: from.id } : {}) };
  return (await call.api.store.builds.list(filter, page)).rows;
}

/** `push` has always meant all but pull requests. */
function eventOf({ query }: Call): { readonly eventTypes?: readonly EventType[] } {
  const said = query.get('event_type');
  if (said === null) return {};
  if (said === 'push') return { eventTypes: EVENT_TYPES.filter((one) => one !== 'pull_request') };
  return { eventTypes: EVENT_TYPES.filter((one) => said.split(',').includes(one)) };
}

async function listedJobs(call: Call): Promise<readonly JobBrief[]> {
  const { store } = call.api;
  const ids = askedIds(call);
  if (ids) return keepOfReadable(call, [...(await store.jobs.many(ids)).values()]);
  const { readableBy } = call.access;
  const state = call.query.get('state');
  const queue = call.query.get('queue');
  const filter = {
    ...(state === null ? {} : { states: state.split(',') as never }),
    ...(queue === null ? {} : { queue }),
    ...(readableBy === undefined ? {} : { readableBy }),
  };
  return (await store.jobs.list(filter, { limit: 100 })).rows;
}

async function drawJobs(call: Call, jobs: readonly JobBrief[]): Promise<readonly Wire[]> {
  const { load } = call;
  const drawn = jobs.map(async (job) => {
    const build = await load.build(job.buildId);
    const repository = await load.repository(job.repositoryId);
    const config = await load.jobConfig(job.id);
    return build && jobV2(job, { repository, build, config });
  });
  return (await Promise.all(drawn)).filter((job) => job !== undefined);
}

async function commitsOf(call: Call, builds: readonly Build[]): Promise<readonly Wire[]> {
  const drawn = builds.map(async (one) => commitV2(await call.load.commit(one.commitId), one));
  return (await Promise.all(drawn)).filter((commit) => commit !== null);
}
