import { definePlugin, provide, tokens, type PluginContext } from '@turnpike/sdk';
import { kindOfHost, notifiersFor } from '@turnpike/sdk/platform';
import { purgeAll } from '@turnpike/sdk/store';
import { createCommands } from './commands.js';
import { createClaimLine } from './claim-line.js';
import { createCloneTokens, migrations } from './clone-tokens.js';
import { Config, type HubConfig } from './config.js';
import { requires, type Hub } from './context.js';
import { endRevoked } from './end-revoked.js';
import { expireLeases } from './expire-leases.js';
import { LeaseWatch } from './lease-watch.js';
import { createLeases } from './leases.js';
import { createMeter } from './meter.js';
import { createRenewals } from './renewals.js';

type Context = PluginContext<HubConfig, typeof requires>;

async function purgeRuns({ deps, config, log, signal }: Context): Promise<void> {
  const { keepRunsDays: olderThanDays } = config;
  const removed = await purgeAll(
    (limit) => deps.store.runs.purge({ olderThanDays, limit }),
    signal,
  );
  if (removed > 0)
    log.info({ removed, olderThanDays }, 'earlier runs of restarted jobs were removed');
}

const watches = new WeakMap<Context, { watch: LeaseWatch; lastLook: number }>();

export const plugin = definePlugin({
  id: 'hub',
  summary: 'The only writer of job states after creation; leases, roll-up, restart and cancel.',
  config: Config,
  requires,
  // It puts the payload together and asks taps for what they change of it.
  permissions: { secrets: true },
  offers: [tokens.leases, tokens.commands],
  provides(ctx: Context) {
    const hub = hubOf(ctx);
    return [
      provide(tokens.leases, createLeases(hub)),
      provide(tokens.commands, createCommands(hub)),
    ];
  },
  migrations,
  on: {
    'job:finished': (_event, ctx: Context) => ctx.wake('clones'),
    'job:canceled': (_event, ctx: Context) => ctx.wake('clones'),
    'job:reset': (_event, ctx: Context) => ctx.wake('clones'),
    'worker:changed': async (_event, ctx: Context) => void (await endRevoked(hubOf(ctx))),
  },
  sweep: [
    { everySeconds: 1, run: sweep },
    { name: 'purge', everySeconds: 3600, run: purgeRuns },
    { name: 'clones', everySeconds: 5, run: (ctx) => clonesOf(ctx).sweep() },
  ],
});

/** The sweep's own rhythm is configured, so the timer only offers occasions. */
async function sweep(ctx: Context): Promise<void> {
  const everyMs = ctx.config.sweepSeconds * 1000;
  const now = ctx.clock.monotonic();
  const kept = watches.get(ctx) ?? {
    watch: new LeaseWatch(ctx.config.leaseSeconds * 1000, 2 * everyMs, ctx.clock),
    lastLook: -Infinity,
  };
  watches.set(ctx, kept);
  if (now - kept.lastLook < everyMs) return;
  kept.lastLook = now;
  const hub = hubOf(ctx);
  const open = await hub.store.runs.open();
  await endRevoked(hub, open);
  await expireLeases(hub, kept.watch, open);
}

const hubs = new WeakMap<object, Hub>();

/** One a scope: metrics are registered once. */
function hubOf(context: Context): Hub {
  const { deps, config, limits, hooks, log, metrics } = context;
  const known = hubs.get(deps);
  if (known) return known;
  const notifiers: Hub['notifiers'] = (provider) =>
    notifiersFor(deps.installed.manifests, kindOfHost(deps.vcsProviders, provider));
  const meter = createMeter(metrics);
  const hub: Hub = {
    ...{ store: deps.store, config, limits, deps, hooks, log, meter, notifiers },
    claims: createClaimLine(deps.store.runs),
    renewals: createRenewals(deps.store.runs),
    clones: clonesOf(context),
    process: deps.installed.process.name,
    // Known only once the server listens.
    get publicUrl() {
      return context.publicUrl;
    },
    get storageUrl() {
      return storageUrl(context);
    },
  };
  hubs.set(deps, hub);
  return hub;
}

function clonesOf({ deps, tables, log }: Context) {
  return createCloneTokens({ ...deps, tables, log });
}

/** The storage of this process, unless configuration names another one. */
function storageUrl({ config, deps, publicUrl }: Context): string | undefined {
  if (config.storageUrl) return config.storageUrl;
  return deps.installed.running.includes('storage') ? `${publicUrl}/storage` : undefined;
}
