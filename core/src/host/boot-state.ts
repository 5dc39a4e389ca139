/** What the steps of a boot share; they fill it in as they go. */
import type { EventBus } from '../contracts/events.js';
import type { HookName, Hooks } from '../contracts/hooks.js';
import type { BootStep, InstalledPlugins, Logger } from '../contracts/host.js';
import { createHooks } from '../hooks/create-hooks.js';
import type { HeapWatch } from '../work/heap-by-owner.js';
import type { Listening } from '../http/http-host.js';
import { createCoreParts, type CoreParts } from './core-parts.js';
import { apartFacts } from './apart/apart-facts.js';
import { databaseFact } from './database-fact.js';
import { failedPlugins } from './failed-plugins.js';
import type { HostOptions } from './host.js';
import { describeInstalled } from './installed.js';
import type { HostPlan } from './plan.js';
import { isAsked } from './register.js';
import type { StorePart } from './store-part.js';
import type { Sweeper } from './sweeper.js';
import type { Unit } from './unit.js';
import { workReader } from './work-reader.js';

export interface BootState {
  readonly plan: HostPlan;
  readonly options: HostOptions;
  readonly log: Logger;
  readonly core: CoreParts;
  readonly hooks: Hooks;
  readonly units: Unit[];
  readonly installed: InstalledPlugins;
  readonly steps: BootStep[];
  bus: EventBus | undefined;
  store: StorePart | undefined;
  /** Where somebody wants to know it, and plugins from elsewhere run. */
  heap: HeapWatch | undefined;
  listening: Listening | undefined;
  /** Tells the other processes the facts of this one, where there is a database. */
  reporter: Sweeper | undefined;
  /** Everything has started and nothing stops. */
  isReady: boolean;
  /** Is the hook asked in this process? */
  isAsked(hook: HookName): boolean;
}

export function createBootState(
  plan: HostPlan,
  options: HostOptions,
  log: Logger,
  steps: BootStep[],
): BootState {
  const { units } = plan;
  const core = createCoreParts(plan.configuration.core, plan.root, log, options);
  const running = new Set(units.map((unit) => unit.plugin));
  const state: BootState = {
    plan,
    options,
    log,
    core,
    hooks: createHooks(),
    units,
    installed: describeInstalled(
      plan,
      core,
      steps,
      () => [
        ...(state.store ? [databaseFact(state.store)] : []),
        ...failedPlugins(units),
        ...apartFacts(units),
      ],
      workReader(plan, core.metrics, () => state.heap),
    ),
    steps,
    bus: undefined,
    store: undefined,
    heap: undefined,
    listening: undefined,
    reporter: undefined,
    isReady: false,
    isAsked: (hook) => options.allTaps === true || isAsked(hook, running),
  };
  return state;
}

/** Measures a step for the boot report, whether it succeeds or not. */
export async function timed<T>(
  steps: BootStep[],
  plugin: string,
  phase: string,
  work: () => T | Promise<T>,
): Promise<T> {
  const since = performance.now();
  try {
    return await work();
  } finally {
    steps.push({ plugin, phase, ms: performance.now() - since });
  }
}
