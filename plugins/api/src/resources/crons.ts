import { Cron as Schedule } from 'croner';
import { z, type Cron, type Repository, type Route } from '@turnpike/sdk';
import { storeNewRequest } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound, unprocessable } from '../envelope/failures.js';
import { flagField, readFields } from '../envelope/fields.js';
import { collection, single } from '../render/collection.js';
import { renderCron } from '../render/small.js';
import { requireMayBuild } from './build-permissions.js';
import { findRepository, idOf, repositoryOf } from './find.js';
import { pendingRequest, requireActive } from './pending-request.js';

/** Travis's intervals start a minute after they are made. */
const NAMED = ['daily', 'weekly', 'monthly'];
const FIRST_RUN_SECONDS = 60;
/** Runs on demand, of one who asks. */
const RUNS_PER_MINUTE = 20;
const input = z.object({
  interval: z.string().max(100),
  dont_run_if_recent_build_exists: flagField.default(false),
  time_zone: z.string().max(60).default('UTC'),
});

export function cronRoutes(api: Api): Route[] {
  const { crons } = api.store;
  return [
    endpoint(api, 'GET /v3/repo/:repo/crons', async (call) => {
      const repository = await findRepository(call, 'read');
      const { write } = await call.access.rights(repository);
      const rows = await crons.list(repository.id);
      return collection(
        call,
        'crons',
        rows.map((cron) => renderCron(cron, repository, write)),
      );
    }),
    endpoint(api, 'GET /v3/cron/:id', async (call) => {
      const { cron, repository } = await findCron(call, 'read');
      const { write } = await call.access.rights(repository);
      return single(renderCron(cron, repository, write));
    }),
    endpoint(api, 'POST /v3/repo/:repo/branch/:branch/cron', create, { audit: 'cron.set' }),
    endpoint(
      api,
      'DELETE /v3/cron/:id',
      async (call) => {
        const { cron } = await findCron(call, 'write');
        await crons.delete(cron.id);
        return { status: 204 };
      },
      { audit: 'cron.remove' },
    ),
    endpoint(api, 'POST /v3/cron/:id/run', runNow, {
      audit: 'cron.run',
      ratePerMinute: RUNS_PER_MINUTE,
    }),
  ];
}

/** Replaces the branch's former one. */
async function create(call: Call) {
  const repository = await findRepository(call, 'write');
  const branch = call.params['branch'] ?? '';
  const wanted = readFields(input, await call.exchange.json(), 'cron');
  const known = await call.load.branch(repository.id, branch);
  if (!known && branch !== repository.defaultBranch) {
    throw unprocessable(`There is no branch ${branch}.`, 'branch');
  }
  const cron = await call.api.store.crons.put({
    repositoryId: repository.id,
    branch,
    interval: wanted.interval,
    timeZone: wanted.time_zone,
    skipIfRecent: wanted.dont_run_if_recent_build_exists,
    nextRunInSeconds: firstRun(wanted.interval, wanted.time_zone),
  });
  return single(renderCron(cron, repository, true), 201);
}

/** As its time would do it, whether its branch was just built or not; its next time stays. */
async function runNow(call: Call) {
  const { cron, repository } = await findCron(call, 'write');
  await requireMayBuild(call, repository);
  requireActive(repository);
  const { principal } = call.access;
  const { branch } = cron;
  const stored = await call.api.store.transaction((tx) =>
    storeNewRequest(tx, {
      repositoryId: repository.id,
      ownerId: repository.ownerId,
      eventType: 'cron',
      ref: `refs/heads/${branch}`,
      branch,
      sender: principal.kind === 'user' ? principal.login : null,
    }),
  );
  return pendingRequest(repository, { id: stored?.id, branch, message: null });
}

/** Throws InputError for what is no interval and no expression, and for unknown time zones. */
function firstRun(interval: string, timezone: string): number {
  if (NAMED.includes(interval)) return FIRST_RUN_SECONDS;
  try {
    const wait = new Schedule(interval, { timezone, mode: '5-part' }).msToNext();
    if (wait !== null) return Math.ceil(wait / 1000);
  } catch {
    // The same refusal as for an expression that never comes.
  }
  const ways = [...NAMED, 'five fields as in crontab'].join(', ');
  throw unprocessable(`"${interval}" in ${timezone} is no interval. Known: ${ways}.`, 'interval');
}

async function findCron(
  call: Call,
  action: 'read' | 'write',
): Promise<{ cron: Cron; repository: Repository }> {
  const cron = await call.api.store.crons.get(idOf(call.params['id']));
  if (!cron) throw notFound('cron');
  return { cron, repository: await repositoryOf(call, cron.repositoryId, action, 'cron') };
}
