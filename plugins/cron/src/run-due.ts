import type { Cron, PluginContext, Repository } from '@turnpike/sdk';
import { storeNewRequest, tokens, type StoreTransaction } from '@turnpike/sdk/store';
import { secondsToNextRun } from './next-run.js';

export const requires = { store: tokens.store } as const;
export interface Config {
  readonly recentHours: number;
}
export type Context = PluginContext<Config, typeof requires>;

const BATCH = 100;
/** A cron that is switched off keeps a time that never comes. */
const NEVER_SECONDS = 10 * 365 * 86_400;

/** Asks for a build by every cron that is due. Several processes may do so at once: `advance` decides who. */
export async function runDue(ctx: Context): Promise<void> {
  for (;;) {
    const due = await ctx.deps.store.crons.due(BATCH);
    for (const cron of due) await runOne(ctx, cron);
    if (due.length < BATCH) return;
  }
}

async function runOne(ctx: Context, cron: Cron): Promise<void> {
  const { store } = ctx.deps;
  const repository = await store.repositories.get(cron.repositoryId);
  const stop = await whyStopped(ctx, cron, repository);
  const seconds = secondsToNextRun(cron.interval, cron.timeZone, cron.nextRunAt, await store.now());
  const active = stop === undefined && seconds !== undefined;
  const isWanted = active && !(cron.skipIfRecent && (await hasRecentBuild(ctx, cron)));
  await store.transaction(async (tx) => {
    // Whoever moves the time takes the run; the request commits with it or not at all.
    if (!(await tx.crons.advance(cron.id, cron.nextRunAt, seconds ?? NEVER_SECONDS, active)))
      return;
    if (isWanted && repository) await request(tx, cron, repository);
  });
  if (!active)
    ctx.log.warn(
      { cronId: cron.id, branch: cron.branch, reason: stop ?? `${cron.interval} is never due` },
      'a cron was switched off',
    );
}

async function whyStopped(
  { deps }: Context,
  cron: Cron,
  repository: Repository | undefined,
): Promise<string | undefined> {
  if (!repository?.active) return 'the repository is not active';
  const branch = await deps.store.branches.get(repository.id, cron.branch);
  // A branch that was never built is not known yet: gatekeeper finds out whether it exists.
  return branch && !branch.exists ? 'the branch is gone' : undefined;
}

async function hasRecentBuild({ deps, config }: Context, cron: Cron): Promise<boolean> {
  const eventTypes = ['push', 'api', 'release'] as const;
  const { rows } = await deps.store.builds.list(
    { repositoryId: cron.repositoryId, branch: cron.branch, eventTypes },
    { limit: 1 },
  );
  const startedAt = rows[0]?.startedAt ?? null;
  return (
    startedAt !== null && (await deps.store.now()) - startedAt < config.recentHours * 3_600_000
  );
}

async function request(tx: StoreTransaction, cron: Cron, repository: Repository): Promise<void> {
  await storeNewRequest(tx, {
    repositoryId: repository.id,
    ownerId: repository.ownerId,
    eventType: 'cron',
    ref: `refs/heads/${cron.branch}`,
    branch: cron.branch,
    guid: `cron ${cron.id} ${cron.nextRunAt}`,
  });
}
