import type { Build, Job, JobOrigin, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { collection, single } from '../render/collection.js';
import { createConfigRoom, type ConfigRoom } from '../render/cut-configs.js';
import { hideSecrets } from '../render/hide-secrets.js';
import { renderMessageRow } from '../render/message.js';
import type { Wire } from '../render/render.js';
import { renderNotification } from '../render/small.js';
import { findBuild } from './find.js';

export function buildConfigRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/build/:id/config', async (call) => {
      const { build } = await findBuild(call, 'read');
      return single(await renderBuildConfig(call, build));
    }),
    endpoint(api, 'GET /v3/build/:id/notifications', async (call) => {
      const { build } = await findBuild(call, 'read');
      const rows = await api.store.notifications.ofBuild(build.id);
      return collection(call, 'notifications', rows.map(renderNotification));
    }),
  ];
}

async function renderBuildConfig(call: Call, build: Build): Promise<Wire> {
  const { requests } = call.api.store;
  const messages = await requests.messages(build.requestId);
  const jobs = await call.api.store.jobs.ofBuild(build.id);
  const origins = await requests.jobOrigins(build.requestId);
  const stages = await call.load.stages(build.id);
  const room = createConfigRoom();
  const stageNames = new Map(stages.map((stage) => [stage.id, stage.name]));
  return {
    '@type': 'build_config',
    '@href': call.exchange.path,
    '@representation': 'standard',
    config: hideSecrets(build.config),
    raw_configs: await rawConfigs(call, build.requestId),
    messages: messages.map((message, index) =>
      renderMessageRow(message, index + 1, call.api.compiler),
    ),
    jobs: jobs.map((job, index) =>
      configJob(room, job, stageNames.get(job.stageId ?? 0) ?? null, origins[index] ?? null),
    ),
    ...room.warnings(),
  };
}

export async function rawConfigs(call: Call, requestId: number): Promise<readonly Wire[]> {
  const rows = await call.api.store.requests.rawConfigs(requestId);
  return rows.map(({ source, mode, config }) => ({ source, merge_mode: mode, config }));
}

function configJob(
  room: ConfigRoom,
  job: Job,
  stage: string | null,
  origin: JobOrigin | null,
): Wire {
  return {
    job_id: job.id,
    number: job.number,
    stage,
    name: job.name,
    allow_failure: job.allowFailure,
    ...room.show(job.config),
    origin: origin && { ...origin },
  };
}
