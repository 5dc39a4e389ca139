import type { Context } from '../context.js';
import { inFlight } from './in-flight.js';
import { LEASE_SECONDS, runSync } from './run-sync.js';

const syncsOf = inFlight();

/** Begins what is due, as far as there is room: several processes share them by claiming. */
export async function syncDue(ctx: Context): Promise<void> {
  const here = syncsOf(ctx);
  while (here.size < ctx.config.sync.slots && !ctx.signal.aborted) {
    const sync = await ctx.deps.store.syncs.claim(`gatekeeper-${process.pid}`, LEASE_SECONDS);
    if (!sync) return;
    const work = runSync(ctx, sync).catch((error: unknown) => {
      // Its claim lapses, and another begins it anew.
      ctx.log.warn({ identityId: sync.identityId, error: String(error) }, 'a sync was given up');
    });
    here.add(work);
  }
}

/** They stop after the page that they read, and are begun anew elsewhere. */
export const syncsEnded = (ctx: Context): Promise<void> => syncsOf(ctx).ended();

/** Private reading ends with the token that it came by, once that has been dead for so long. */
export async function withdrawStale({ deps, config, log }: Context): Promise<void> {
  const identities = await deps.store.syncs.withdrawStale(config.sync.maxAgeHours * 3600);
  if (identities > 0) log.info({ identities }, 'rights of people who are signed out have ended');
}
