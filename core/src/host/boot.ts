/** Starts a process: load, check, migrate, build, tap, subscribe, serve, start. */
import type { BootStep } from '../contracts/host.js';
import { createLogger } from '../log/create-logger.js';
import { createBootState, timed, type BootState } from './boot-state.js';
import { takeDataFolder } from './data-folder.js';
import { oursFirst } from './elsewhere.js';
import { failForeign } from './failures.js';
import { healthRoutes } from './health-routes.js';
import type { Host, HostOptions } from './host.js';
import { openCore } from './open-core.js';
import {
  buildUnit,
  failFaulty,
  failMigrated,
  registerUnit,
  serveUnit,
  startUnit,
} from './phases.js';
import { allProblems, planHost } from './plan.js';
import { bootTree, joinProblems } from './problems.js';
import { replaceUnit } from './replace.js';
import { startReporter } from './report-facts.js';
import { createStopper, type Stopper } from './stop.js';
import { offersBroker } from './unit.js';
import { unloadUnit } from './unload.js';

/**
 * Starts a host from configuration files, or in process for a test. Throws one TurnpikeError that
 * names everything that is wrong; nothing is left running then.
 */
export async function bootHost(options: HostOptions = {}): Promise<Host> {
  const steps: BootStep[] = [];
  const plan = await timed(steps, 'core', 'load', () => planHost(options));
  if (plan.problems.length > 0) throw joinProblems(allProblems(plan));
  const log = options.log ?? (await createLogger({ config: plan.configuration.core.log }));
  const boot = createBootState(plan, options, log, steps);
  const stopper = createStopper(boot);
  try {
    await run(boot);
    return hostOf(boot, stopper);
  } catch (error) {
    log.error({ tree: bootTree(steps), err: error }, 'the boot failed');
    await stopper.stop(true);
    throw error;
  }
}

async function run(boot: BootState): Promise<void> {
  const { core, units, steps } = boot;
  await takeDataFolder(core.paths.dataDir);
  await watchHeap(boot);
  serveHealth(boot);
  await failFaulty(boot);
  if (core.config.bus.url === 'embedded') {
    for (const unit of units.filter(offersBroker)) await buildUnit(boot, unit);
  }
  await openCore(boot);
  await failMigrated(boot);
  for (const unit of units) await buildUnit(boot, unit);
  for (const unit of units) await registerUnit(boot, unit);
  for (const unit of oursFirst(units, ({ isForeign }) => isForeign)) await serveUnit(boot, unit);
  boot.listening = await timed(steps, 'core', 'listen', () => core.http.listen());
  for (const unit of units) await startUnit(boot, unit);
  for (const unit of units.filter((one) => one.isStarted)) {
    for (const sweeper of unit.sweepers.values()) sweeper.start();
  }
  await timed(steps, 'core', 'ready', () => boot.hooks.host.ready.promise());
  boot.isReady = true;
  startReporter(boot);
  sayWhatIsOdd(boot);
}

/** Loaded where it is wanted: the inspector takes memory of its own. */
async function watchHeap(boot: BootState): Promise<void> {
  const { options, units } = boot;
  if (!options.watchesHeap || !units.some(({ isForeign }) => isForeign)) return;
  const heap = await import('../work/heap-by-owner.js');
  boot.heap = heap.watchHeap();
}

function serveHealth(boot: BootState): void {
  const hasStore = boot.core.config.database.url !== 'none';
  const routes = healthRoutes(boot.core, {
    isReady: () => boot.isReady,
    look: async () => {
      boot.installed.work();
      await boot.installed.facts();
    },
    isBusConnected: () => boot.bus?.connected ?? false,
    probeStore: hasStore ? async () => boot.store?.probe() : undefined,
  });
  for (const route of routes) boot.core.http.add(route, 'core');
}

function sayWhatIsOdd(boot: BootState): void {
  const { plan, installed, log } = boot;
  for (const name of plan.configuration.unknownVariables) {
    log.warn({ variable: name }, 'a variable names no key of the configuration');
  }
  for (const { plugin, manifest } of boot.units)
    for (const { name, since, use } of manifest.deprecated)
      log.warn({ plugin, name, since, use }, 'a plugin uses something deprecated');
  const { skippedTaps } = installed;
  if (skippedTaps.length > 0) log.info({ skippedTaps }, 'taps of hooks that are asked elsewhere');
}

function hostOf(boot: BootState, stopper: Stopper): Host {
  const { core, installed, hooks, log, units, listening } = boot;
  return {
    url: listening?.url ?? '',
    publicUrl: listening?.publicUrl ?? '',
    config: core.config,
    dataDir: core.paths.dataDir,
    installed,
    hooks,
    log,
    routes: () => core.http.routes(),
    resolve: (token) => core.container.resolve(token),
    resolveAll: (wanted) => core.container.resolveAll(wanted),
    unload: (id) => unloadUnit(id, units, core.config.host.stopSeconds * 1_000),
    replace: (loaded) => replaceUnit(boot, loaded),
    hasForeign: units.some(({ isForeign }) => isForeign),
    failForeign: (id, phase, cause) => failForeign(boot, id, phase, cause),
    stop: (settings) => stopper.stop(settings?.force === true),
  };
}
