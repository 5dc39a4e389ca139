import { isTurnpikeError, type Repository } from '@turnpike/sdk';
import { applyRepoEvent, asksForBuild, openRepoAccess, storeRequest } from '@turnpike/sdk/store';
import type { Context } from './context.js';

const DEFAULT_SECONDS = 300;
const LONGEST_PAUSE_SECONDS = 300;

/** When each repository is asked next, by this process's monotonic clock; and its failures in a row. */
export interface PollPlan {
  readonly due: Map<number, number>;
  readonly failures: Map<number, number>;
}

const plans = new WeakMap<AbortSignal, PollPlan>();

export function planOf(ctx: Pick<Context, 'signal'>): PollPlan {
  const plan = plans.get(ctx.signal) ?? { due: new Map(), failures: new Map() };
  plans.set(ctx.signal, plan);
  return plan;
}

/** Asks each provider what was missed in the repositories that are due, a few at once. */
export async function pollDue(ctx: Context): Promise<void> {
  const plan = planOf(ctx);
  for (const provider of ctx.deps.providers) {
    const seconds = ctx.config.pollSeconds[provider.id] ?? provider.pollSeconds ?? DEFAULT_SECONDS;
    const repositories = await ctx.deps.store.repositories.active(provider.id);
    const now = ctx.clock.monotonic();
    const due = repositories.filter(({ id }) => (plan.due.get(id) ?? 0) <= now);
    await inLanes(ctx.config.pollSlots, due, async (repository) => {
      const pause = await pollOne(ctx, plan, repository, seconds);
      plan.due.set(repository.id, ctx.clock.monotonic() + pause * 1000);
    });
  }
}

/** Answers the pause until the next look: longer with each failure in a row. */
async function pollOne(
  ctx: Context,
  plan: PollPlan,
  repository: Repository,
  seconds: number,
): Promise<number> {
  if (ctx.signal.aborted) return seconds;
  try {
    await findMissed(ctx, repository);
    plan.failures.delete(repository.id);
    return seconds;
  } catch (error) {
    const failures = (plan.failures.get(repository.id) ?? 0) + 1;
    plan.failures.set(repository.id, failures);
    const fields = { repositoryId: repository.id, failures, error: words(error) };
    if (failures === 1) ctx.log.warn(fields, 'a repository cannot be asked for missed pushes');
    else ctx.log.debug(fields, 'a repository cannot be asked for missed pushes');
    return Math.min(Math.max(LONGEST_PAUSE_SECONDS, seconds), seconds * 2 ** failures);
  }
}

function words(error: unknown): string {
  return isTurnpikeError(error) ? `${error.code} ${error.message}` : String(error);
}

/** Requests and the cursor that covers them are stored together. */
async function findMissed(ctx: Context, repository: Repository): Promise<void> {
  const provider = ctx.deps.providers.find(({ id }) => id === repository.vcsProvider);
  if (!provider) return;
  const access = await openRepoAccess(ctx.deps, repository);
  const { events, cursor } = await provider.missed(access, repository.vcsCursor);
  if (events.length === 0 && cursor === repository.vcsCursor) return;
  await ctx.deps.store.transaction(async (tx) => {
    for (const { event } of events)
      if (asksForBuild(event)) await storeRequest(tx, repository, event);
      else await applyRepoEvent(tx, repository, event);
    await tx.repositories.update(repository.id, { vcsCursor: cursor });
  });
}

async function inLanes<T>(
  lanes: number,
  items: readonly T[],
  work: (item: T) => Promise<void>,
): Promise<void> {
  const rest = [...items];
  const lane = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}
