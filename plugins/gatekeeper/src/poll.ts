import { isTurnpikeError, type Missed, type Repository } from '@turnpike/sdk';
import { applyRepoEvent, asksForBuild, openHostAccess, storeRequest } from '@turnpike/sdk/store';
import type { Context } from './context.js';
import { followMove } from './follow-move.js';
import { noteHost } from './note-host.js';
import { renewLender } from './renew-lender.js';
import { toldSince } from './told-since.js';

const DEFAULT_SECONDS = 300;
const LONGEST_PAUSE_SECONDS = 300;

/** Repositories are listed so often; new ones are told of by `repository:changed`, mostly. */
const LIST_SECONDS = 10;

/** What this process asks and when, by its monotonic clock in milliseconds. */
interface PollPlan {
  /** Ids of the active repositories and their providers. */
  repositories: ReadonlyMap<number, string>;
  listAt: number;
  readonly due: Map<number, number>;
  /** In a row. */
  readonly failures: Map<number, number>;
  /** The newest request of each repository that a look knew of. */
  readonly told: Map<number, number>;
}

const plans = new WeakMap<AbortSignal, PollPlan>();

function planOf(ctx: Pick<Context, 'signal'>): PollPlan {
  const known = plans.get(ctx.signal);
  const plan = known ?? {
    repositories: new Map(),
    listAt: 0,
    due: new Map(),
    failures: new Map(),
    told: new Map(),
  };
  plans.set(ctx.signal, plan);
  return plan;
}

/** A repository is new or has changed: it is asked at the next look. */
export function pollSoon(ctx: Context, repositoryId: number): void {
  const plan = planOf(ctx);
  plan.listAt = 0;
  plan.due.delete(repositoryId);
  ctx.wake('poll');
}

/** Asks each provider what was missed in the repositories that are due, a few at once. */
export async function pollDue(ctx: Context): Promise<void> {
  const plan = planOf(ctx);
  const now = ctx.clock.monotonic();
  if (plan.listAt <= now) {
    plan.listAt = now + LIST_SECONDS * 1000;
    plan.repositories = await listRepositories(ctx);
  }
  const due = [...plan.repositories].filter(([id]) => (plan.due.get(id) ?? 0) <= now);
  await inLanes(ctx.config.pollSlots, due, async ([id, provider]) => {
    plan.due.set(id, Infinity);
    const pause = await pollOne(ctx, plan, id, intervalOf(ctx, provider));
    // Asked for while it ran, it is due again: what it saw may be older than what was told.
    if (plan.due.has(id)) plan.due.set(id, ctx.clock.monotonic() + pause * 1000);
  });
}

async function listRepositories(ctx: Context): Promise<ReadonlyMap<number, string>> {
  const found = new Map<number, string>();
  for (const { id: provider } of ctx.deps.providers)
    for (const { id } of await ctx.deps.store.repositories.active(provider))
      found.set(id, provider);
  return found;
}

function intervalOf({ config, deps }: Context, id: string): number {
  const provider = deps.providers.find((one) => one.id === id);
  return config.pollSeconds[id] ?? provider?.pollSeconds ?? DEFAULT_SECONDS;
}

/** Answers the pause until the next look: longer with each failure in a row. */
async function pollOne(
  ctx: Context,
  plan: PollPlan,
  repositoryId: number,
  seconds: number,
): Promise<number> {
  if (ctx.signal.aborted) return seconds;
  try {
    const repository = await ctx.deps.store.repositories.get(repositoryId);
    const again = repository?.active ? await findMissed(ctx, plan, repository) : undefined;
    if (repository) await noteHost(ctx, repository, undefined);
    plan.failures.delete(repositoryId);
    return again ?? seconds;
  } catch (error) {
    await noteFault(ctx, repositoryId, error);
    const failures = (plan.failures.get(repositoryId) ?? 0) + 1;
    plan.failures.set(repositoryId, failures);
    const fields = { repositoryId, failures, error: words(error) };
    if (failures === 1) ctx.log.warn(fields, 'a repository cannot be asked for missed pushes');
    else ctx.log.debug(fields, 'a repository cannot be asked for missed pushes');
    return Math.min(Math.max(LONGEST_PAUSE_SECONDS, seconds), seconds * 2 ** failures);
  }
}

/** A database that is away must not keep the poll from going on. */
async function noteFault(ctx: Context, repositoryId: number, error: unknown): Promise<void> {
  try {
    const repository = await ctx.deps.store.repositories.get(repositoryId);
    if (repository) await noteHost(ctx, repository, error);
  } catch (cause) {
    ctx.log.debug({ repositoryId, error: String(cause) }, 'a fault of a host cannot be noted');
  }
}

function words(error: unknown): string {
  return isTurnpikeError(error) ? `${error.code} ${error.message}` : String(error);
}

/** Answers the pause that the provider advises, unless the administrator set one. */
async function findMissed(
  ctx: Context,
  plan: PollPlan,
  repository: Repository,
): Promise<number | undefined> {
  const provider = ctx.deps.providers.find(({ id }) => id === repository.vcsProvider);
  if (!provider) return undefined;
  await renewLender(ctx, provider, repository);
  const access = await openHostAccess(ctx.deps, await followMove(ctx, provider, repository));
  // Read before the host is asked: what it shows then is no older than this.
  const since = await toldSince(ctx.deps.store, repository.id, plan.told.get(repository.id));
  const found = await provider.missed(access, repository.vcsCursor, since.told);
  const stored = await storeMissed(ctx, repository, found);
  if (stored && since.upTo !== undefined) plan.told.set(repository.id, since.upTo);
  return ctx.config.pollSeconds[provider.id] === undefined ? found.againInSeconds : undefined;
}

/** Requests and the cursor that covers them are stored together. `false`: another look was faster. */
async function storeMissed(
  { deps }: Context,
  repository: Repository,
  { events, cursor }: Missed,
): Promise<boolean> {
  if (events.length === 0 && cursor === repository.vcsCursor) return true;
  return deps.store.transaction(async (tx) => {
    // What an overtaken look saw is older than what is known, and its cursor would go back.
    const known = await tx.repositories.get(repository.id);
    if (known?.vcsCursor !== repository.vcsCursor) return false;
    for (const { event } of events)
      if (asksForBuild(event)) await storeRequest(tx, repository, event);
      else await applyRepoEvent(tx, repository, event);
    await tx.repositories.update(repository.id, { vcsCursor: cursor });
    return true;
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
