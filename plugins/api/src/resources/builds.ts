import {
  BUILD_STATES,
  EVENT_TYPES,
  type Build,
  type BuildState,
  type EventType,
  type Route,
} from '@turnpike/sdk';
import type { BuildFilter } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { parsePage } from '../envelope/paging.js';
import { collection, single } from '../render/collection.js';
import { renderStage } from '../render/stage.js';
import { findBuild, findRepository, listParam } from './find.js';

export function buildRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/repo/:repo/builds', list),
    endpoint(api, 'GET /v3/builds', mine),
    endpoint(api, 'GET /v3/build/:id', async (call) => {
      const { build } = await findBuild(call, 'read');
      return single(await call.render.draw.build(call.render, build, 'standard'));
    }),
    endpoint(api, 'GET /v3/build/:id/jobs', async (call) => {
      const { build } = await findBuild(call, 'read');
      const { render } = call;
      const jobs = await call.load.jobs(build.id);
      const entries = jobs.map((job) => render.draw.job(render, job, build, 'standard'));
      return collection(call, 'jobs', await Promise.all(entries));
    }),
    endpoint(api, 'GET /v3/build/:id/stages', async (call) => {
      const { build } = await findBuild(call, 'read');
      const stages = await call.load.stages(build.id);
      const entries = stages.map((stage) => renderStage(call.render, stage, 'standard'));
      return collection(call, 'stages', await Promise.all(entries));
    }),
  ];
}

async function list(call: Call) {
  const repository = await findRepository(call, 'read');
  const number = call.query.get('build.number') ?? call.query.get('number');
  if (number === null) return paged(call, { repositoryId: repository.id, ...filterOf(call) });
  const build = /^\d{1,9}$/.test(number)
    ? await call.api.store.builds.byNumber(repository.id, Number(number))
    : undefined;
  const page = parsePage(call.query);
  const rows = build ? [build] : [];
  return collection(call, 'builds', await drawAll(call, rows), { page, total: rows.length });
}

/** Builds that the account caused. */
async function mine(call: Call) {
  const { principal, readableBy } = call.access;
  if (principal.kind !== 'user') return paged(call, {});
  return paged(call, {
    sender: principal.login,
    ...(readableBy === undefined ? {} : { readableBy }),
  });
}

async function paged(call: Call, filter: BuildFilter) {
  const page = parsePage(call.query);
  const { rows, total } = await call.api.store.builds.list(filter, page);
  return collection(call, 'builds', await drawAll(call, rows), { page, total });
}

async function drawAll(call: Call, builds: readonly Build[]) {
  const { render } = call;
  return Promise.all(builds.map((build) => render.draw.build(render, build, 'standard')));
}

/** Values that do not exist match nothing, as in Travis: they are no error. */
function filterOf(call: Call): BuildFilter {
  const states = listParam(call, 'build.state', 'state');
  const eventTypes = listParam(call, 'build.event_type', 'event_type');
  const sender = listParam(call, 'build.created_by', 'created_by')?.[0];
  const branch = call.query.get('branch.name') ?? call.query.get('build.branch');
  return {
    ...(states ? { states: states.filter(isBuildState) } : {}),
    ...(eventTypes ? { eventTypes: eventTypes.filter(isEventType) } : {}),
    ...(sender ? { sender } : {}),
    ...(branch ? { branch } : {}),
  };
}

function isBuildState(text: string): text is BuildState {
  return (BUILD_STATES as readonly string[]).includes(text);
}

function isEventType(text: string): text is EventType {
  return (EVENT_TYPES as readonly string[]).includes(text);
}
