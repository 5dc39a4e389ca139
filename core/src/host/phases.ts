/** The phases that each plugin goes through. A failure is the plugin's alone where others can do without it. */
import { withinTime } from '../hooks/tap-runner.js';
import { timed, type BootState } from './boot-state.js';
import { failUnit } from './failures.js';
import { createContext } from './plugin-context.js';
import {
  addRoute,
  addServiceRoutes,
  addSweeps,
  addUpgrade,
  hooksFor,
  provideTokens,
  subscribeAll,
} from './register.js';
import type { AnyContext, Unit } from './unit.js';

/** Resolves what it requires, makes its context and what it provides. Once. */
export async function buildUnit(boot: BootState, unit: Unit): Promise<void> {
  if (unit.context) return;
  await runPhase(boot, unit, 'build', async () => {
    unit.context = contextOf(boot, unit);
    const provisions = await provideTokens(unit, unit.context, boot.core);
    addServiceRoutes(unit, provisions, boot.core);
  });
}

/** Taps, subscriptions, sweeps (not begun) and routes (which wait for the start). */
export async function registerUnit(boot: BootState, unit: Unit): Promise<void> {
  const { context, definition } = unit;
  const { bus, core } = boot;
  if (!context || !bus) return;
  await runPhase(boot, unit, 'tap', () => {
    definition.taps?.(context);
    unit.isTapped = true;
  });
  await runPhase(boot, unit, 'subscribe', () => {
    subscribeAll(unit, context, bus);
    addSweeps(unit, context, bus);
  });
  await runPhase(boot, unit, 'routes', () => {
    for (const route of definition.routes?.(context) ?? []) addRoute(unit, route, core);
    for (const route of definition.upgrades?.(context) ?? []) addUpgrade(unit, route, core);
  });
}

export async function startUnit(boot: BootState, unit: Unit): Promise<void> {
  const { context } = unit;
  if (!context) return;
  await runPhase(boot, unit, 'start', () => unit.definition.start?.(context));
  unit.isStarted = unit.scope.state === 'running';
  unit.ready.resolve();
}

async function runPhase(
  boot: BootState,
  unit: Unit,
  name: string,
  work: () => unknown,
): Promise<void> {
  if (unit.scope.state !== 'running') return;
  const limitMs = boot.core.config.host.startSeconds * 1_000;
  try {
    await timed(boot.steps, unit.plugin, name, () => withinTime(work(), limitMs));
  } catch (error) {
    await failUnit(unit, name, error, boot.units, boot.log);
  }
}

function contextOf(boot: BootState, unit: Unit): AnyContext {
  const { core, plan } = boot;
  const settings = {
    hooks: boot.hooks,
    timeLimitMs: core.config.host.hookSeconds * 1_000,
    asked: boot.isAsked,
  };
  return createContext(unit, {
    core,
    config: plan.configuration.section(unit.plugin),
    hooks: hooksFor(unit, settings, core),
    tables: boot.store?.tablesOf(unit.plugin),
    publicUrl: () => boot.listening?.publicUrl ?? core.config.publicUrl ?? '',
  });
}
