/** Starts a process: load, check, migrate, build, tap, subscribe, serve, start. */
import type { BootStep, InstalledPlugins, Logger } from '../contracts/host.js';
import type { EventBus } from '../contracts/events.js';
import { tokens } from '../contracts/tokens.js';
import { createHooks } from '../hooks/create-hooks.js';
import { withinTime } from '../hooks/tap-runner.js';
import { createLogger } from '../log/create-logger.js';
import { createBus, createCoreParts, provideCoreTokens } from './core-parts.js';
import { createFailures } from './failures.js';
import { healthRoutes } from './health-routes.js';
import type { Host, HostOptions } from './host.js';
import { createContext } from './plugin-context.js';
import { planHost, type HostPlan } from './plan.js';
import { bootTree, joinProblems } from './problems.js';
import {
  addRoute,
  addServiceRoutes,
  addSweeps,
  addUpgrade,
  hooksFor,
  isAsked,
  provideTokens,
  subscribeAll,
} from './register.js';
import { createRemote } from './remotes.js';
import { SDK_VERSION } from './sdk-version.js';
import { createStopper } from './stop.js';
import { openStorePart, type StorePart } from './store-part.js';
import { offersBroker, type Unit } from './unit.js';
import { unloadUnit } from './unload.js';

/**
 * Starts a host from configuration files, or in process for a test. Throws one TurnpikeError that
 * names everything that is wrong; nothing is left running then.
 */
export async function bootHost(options: HostOptions = {}): Promise<Host> {
  const since = performance.now();
  const plan = await planHost(options);
  if (plan.problems.length > 0) throw joinProblems(plan.problems);
  const log = options.log ?? (await createLogger({ config: plan.configuration.core.log }));
  const steps: BootStep[] = [{ plugin: 'core', phase: 'load', ms: performance.now() - since }];
  const boot = createBoot(plan, options, log, steps);
  try {
    return await boot.run();
  } catch (error) {
    log.error({ tree: bootTree(steps), err: error }, 'the boot failed');
    await boot.undo();
    throw error;
  }
}

function createBoot(plan: HostPlan, options: HostOptions, log: Logger, steps: BootStep[]) {
  const { core: config } = plan.configuration;
  const { units } = plan;
  const core = createCoreParts(config, plan.root, log);
  const hooks = createHooks();
  const running = new Set(units.map((unit) => unit.plugin));
  const failures = createFailures(units, log);
  let bus: EventBus | undefined;
  let store: StorePart | undefined;
  let listening: { readonly url: string; readonly publicUrl: string } | undefined;
  let isReady = false;
  const stopper = createStopper({ core, units, hooks, bus: () => bus, store: () => store });

  function sayWhatIsOdd(): void {
    for (const name of plan.configuration.unknownVariables) {
      log.warn({ variable: name }, 'a variable names no key of the configuration');
    }
    const { skippedTaps } = installed;
    if (skippedTaps.length > 0) log.info({ skippedTaps }, 'taps of hooks that are asked elsewhere');
  }

  async function timed<T>(plugin: string, phase: string, work: () => T | Promise<T>): Promise<T> {
    const since = performance.now();
    try {
      return await work();
    } finally {
      steps.push({ plugin, phase, ms: performance.now() - since });
    }
  }

  /** One phase of one plugin: measured, limited; a failure is the plugin's alone if others can do without. */
  async function phase(unit: Unit, name: string, work: () => unknown): Promise<void> {
    if (unit.scope.state !== 'running') return;
    const limit = config.host.startSeconds * 1_000;
    try {
      await timed(unit.plugin, name, () => withinTime(work(), limit));
    } catch (error) {
      await failures.fail(unit, name, error);
    }
  }

  async function openCore(): Promise<void> {
    const embedded = config.bus.url === 'embedded';
    for (const unit of units.filter((one) => embedded && offersBroker(one))) await build(unit);
    bus = await timed('core', 'bus', () =>
      createBus(core, embedded ? core.container.resolve(tokens.embeddedBroker) : undefined),
    );
    store = await openStore(bus);
    for (const remote of plan.remotes) {
      const client = await createRemote(remote, config);
      core.container.provide(remote.token, `remotes.${remote.token.name}`, () => client);
    }
    for (const { token, value } of options.provided ?? []) {
      if (token.kind !== 'optional') core.container.provide(token, 'the caller', () => value);
    }
    provideCoreTokens(core, bus, store?.store, installed);
  }

  function openStore(events: EventBus): Promise<StorePart | undefined> {
    const migrations = plan.installed.flatMap(({ id, plugin }) =>
      plugin.definition.migrations ? [{ id, migrations: plugin.definition.migrations }] : [],
    );
    const { dataDir } = core.paths;
    return timed('core', 'migrate', () =>
      openStorePart({ config: config.database, dataDir, bus: events, log, migrations }),
    );
  }

  async function build(unit: Unit): Promise<void> {
    if (unit.context) return;
    await phase(unit, 'build', async () => {
      const hookSettings = {
        hooks,
        timeLimitMs: config.host.hookSeconds * 1_000,
        asked: (hook: Parameters<typeof isAsked>[0]) =>
          options.allTaps === true || isAsked(hook, running),
      };
      unit.context = createContext(unit, {
        core,
        config: plan.configuration.section(unit.plugin),
        hooks: hooksFor(unit, hookSettings, core),
        tables: store?.tablesOf(unit.plugin),
        publicUrl: () => listening?.publicUrl ?? config.publicUrl ?? '',
      });
      const provisions = await provideTokens(unit, unit.context, core);
      addServiceRoutes(unit, provisions, core);
    });
  }

  async function register(unit: Unit): Promise<void> {
    const { context, definition } = unit;
    if (!context || !bus) return;
    const events = bus;
    await phase(unit, 'tap', () => {
      definition.taps?.(context);
      unit.isTapped = true;
    });
    await phase(unit, 'subscribe', () => {
      subscribeAll(unit, context, events);
      addSweeps(unit, context, events);
    });
    await phase(unit, 'routes', () => {
      for (const route of definition.routes?.(context) ?? []) addRoute(unit, route, core);
      for (const route of definition.upgrades?.(context) ?? []) addUpgrade(unit, route, core);
    });
  }

  async function start(unit: Unit): Promise<void> {
    const { context } = unit;
    if (!context) return;
    await phase(unit, 'start', () => unit.definition.start?.(context));
    unit.isStarted = unit.scope.state === 'running';
    unit.ready.resolve();
  }

  async function run(): Promise<Host> {
    const health = {
      isReady: () => isReady,
      isBusConnected: () => bus?.connected ?? false,
      pingStore: config.database.url === 'none' ? undefined : async () => store?.store.now(),
    };
    for (const route of healthRoutes(core, health)) core.http.add(route, 'core');
    await openCore();
    for (const unit of units) await build(unit);
    for (const unit of units) await register(unit);
    listening = await timed('core', 'listen', () => core.http.listen());
    for (const unit of units) await start(unit);
    for (const unit of units.filter((one) => one.isStarted)) {
      for (const sweeper of unit.sweepers.values()) sweeper.start();
    }
    await timed('core', 'ready', () => hooks.host.ready.promise());
    isReady = true;
    sayWhatIsOdd();
    return host(listening);
  }

  const installed: InstalledPlugins = {
    process: {
      name: core.origin,
      version: SDK_VERSION,
      startedAt: Date.now(),
      busUrl: withoutCredentials(config.bus.url),
    },
    manifests: plan.manifests,
    get running() {
      return units.filter((unit) => unit.scope.state === 'running').map((unit) => unit.plugin);
    },
    boot: steps,
    get scopes() {
      return units.map((unit) => ({ ...unit.scope.info(), version: unit.manifest.version }));
    },
    taps: () => units.flatMap((unit) => [...unit.taps].map((tap) => ({ ...tap }))),
    get skippedTaps() {
      return units.flatMap(({ plugin, skippedTaps }) =>
        [...skippedTaps].map((hook) => ({ plugin, hook })),
      );
    },
  };

  function host(at: { readonly url: string; readonly publicUrl: string }): Host {
    return {
      ...at,
      config,
      dataDir: core.paths.dataDir,
      installed,
      hooks,
      log,
      resolve: (token) => core.container.resolve(token),
      resolveAll: (wanted) => core.container.resolveAll(wanted),
      unload: (id) => unloadUnit(id, units, config.host.stopSeconds * 1_000),
      stop: (settings) => {
        // No new work from those who ask whether we are ready.
        isReady = false;
        return stopper.stop(settings?.force === true);
      },
    };
  }

  return { run, undo: () => stopper.stop(true) };
}

function withoutCredentials(url: string): string {
  return URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host}` : url;
}
