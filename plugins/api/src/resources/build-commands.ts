/** Restart and cancel. Hub decides; its refusal is an answer with the rule's words. */
import { z, type CommandAnswer, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { conflict } from '../envelope/failures.js';
import { flagField, readFields } from '../envelope/fields.js';
import { hrefs } from '../envelope/hrefs.js';
import { pending } from '../render/collection.js';
import { bodyOf } from './body-of.js';
import { requireMayBuild } from './build-permissions.js';
import { findBuild, findJob } from './find.js';

const restartInput = z.object({ only_failed: flagField.optional() });

export function commandRoutes(api: Api): Route[] {
  const { commands } = api;
  return [
    endpoint(
      api,
      'POST /v3/build/:id/cancel',
      async (call) => {
        const { build } = await findBuild(call, 'write');
        const by = { buildId: build.id, userId: call.access.userId };
        return answer('cancel', 'build', build.id, await commands.cancelBuild(by));
      },
      { audit: 'build.cancel' },
    ),
    endpoint(
      api,
      'POST /v3/build/:id/restart',
      async (call) => {
        const { build, repository } = await findBuild(call, 'write');
        await requireMayBuild(call, repository);
        const wanted = readFields(restartInput, await bodyOf(call), 'restart_build');
        const by = { buildId: build.id, userId: call.access.userId };
        const onlyFailed = wanted.only_failed ?? false;
        const said = await commands.restartBuild({ ...by, onlyFailed });
        return answer('restart', 'build', build.id, said);
      },
      { audit: 'build.restart' },
    ),
    endpoint(
      api,
      'POST /v3/job/:id/cancel',
      async (call) => {
        const { job } = await findJob(call, 'write');
        const by = { jobId: job.id, userId: call.access.userId };
        return answer('cancel', 'job', job.id, await commands.cancelJob(by));
      },
      { audit: 'job.cancel' },
    ),
    endpoint(
      api,
      'POST /v3/job/:id/restart',
      async (call) => {
        const { job, repository } = await findJob(call, 'write');
        await requireMayBuild(call, repository);
        const by = { jobId: job.id, userId: call.access.userId };
        return answer('restart', 'job', job.id, await commands.restartJob(by));
      },
      { audit: 'job.restart' },
    ),
  ];
}

function answer(
  change: 'cancel' | 'restart',
  type: 'build' | 'job',
  id: number,
  said: CommandAnswer,
) {
  if (!said.accepted) throw refused(change, type, said);
  const thing = { '@type': type, '@href': hrefs[type](id), '@representation': 'minimal', id };
  return pending(change, type, { [type]: thing });
}

function refused(change: 'cancel' | 'restart', type: 'build' | 'job', said: CommandAnswer) {
  const errorType = change === 'cancel' ? `${type}_not_cancelable` : `${type}_already_running`;
  const message = said.message ?? `The ${type} cannot be ${change}ed now.`;
  return conflict(errorType, message, {
    ...(said.rule ? { rule: said.rule } : {}),
    envelope: { resource_type: type },
  });
}
