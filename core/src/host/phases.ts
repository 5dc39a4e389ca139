/** The phases that each plugin goes through. A failure is the plugin's alone where others can do without it. */
import { TurnpikeError } from '../contracts/errors.js';
import { withinTime } from '../hooks/tap-runner.js';
import { timed, type BootState } from './boot-state.js';
import { failForeign, failUnit } from './failures.js';
import { createContext } from './plugin-context.js';
import { joinProblems } from './problems.js';
import { asWork } from './whose.js';
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
  unit.apart?.onGivenUp((error) => giveUp(boot, unit, error));
  await runPhase(boot, unit, 'build', async () => {
    unit.context = contextOf(boot, unit);
    const provisions = await provideTokens(unit, unit.context, boot.core);
    addServiceRoutes(unit, provisions, boot.core);
  });
}

/** As any plugin that fails while it runs: what it guards is refused. Where ours need it, each call of it fails. */
function giveUp(boot: BootState, { plugin }: Unit, error: TurnpikeError): void {
  if (failForeign(boot, plugin, 'stay up', error)) return;
  boot.log.error({ plugin, err: error }, 'a plugin was given up, and others need it');
}

/** Taps, subscriptions, sweeps (not begun). */
export async function registerUnit(boot: BootState, unit: Unit): Promise<void> {
  const { context, definition } = unit;
  const { bus } = boot;
  if (!context || !bus) return;
  await runPhase(boot, unit, 'tap', () => {
    const answer: unknown = definition.taps?.(context);
    refusePromise(unit.plugin, answer);
    unit.isTapped = true;
  });
  await runPhase(boot, unit, 'subscribe', () => {
    subscribeAll(unit, context, bus);
    addSweeps(unit, context, { bus, clock: boot.core.clock });
  });
}

/** Its routes, which wait for the start. Ours come first: an address belongs to who serves it already. */
export async function serveUnit(boot: BootState, unit: Unit): Promise<void> {
  const { context, definition } = unit;
  if (!context) return;
  await runPhase(boot, unit, 'routes', () => {
    for (const route of definition.routes?.(context) ?? []) addRoute(unit, route, boot.core);
    for (const route of definition.upgrades?.(context) ?? []) addUpgrade(unit, route, boot.core);
  });
}

/** What an asynchronous `taps` adds late would be there for some questions and not for others. */
function refusePromise(plugin: string, answer: unknown): void {
  if (!(answer instanceof Promise)) return;
  answer.catch(() => undefined);
  throw new TurnpikeError('TURNPIKE_PLUGIN_INVALID', `${plugin}: its \`taps\` answers a promise.`, {
    plugin,
    wayOut: 'Tap at once, without `async`; prepare in `provides` or `start` what takes time.',
  });
}

export async function startUnit(boot: BootState, unit: Unit): Promise<void> {
  const { context } = unit;
  if (!context) return;
  await runPhase(boot, unit, 'start', () => unit.definition.start?.(context));
  unit.isStarted = unit.scope.state === 'running';
  unit.ready.resolve();
}

/** Plugins whose declaration is wrong do not run. Throws once, with all that others cannot do without. */
export async function failFaulty(boot: BootState): Promise<void> {
  const grave: TurnpikeError[] = [];
  for (const [id, faults] of boot.plan.faults) {
    const unit = boot.units.find(({ plugin }) => plugin === id);
    if (unit)
      await failUnit(unit, 'check', joinProblems(faults), boot).catch((error: unknown) => {
        grave.push(error as TurnpikeError);
      });
    else
      for (const err of faults)
        boot.log.error({ plugin: id, err }, 'a plugin is not as it should be');
  }
  if (grave.length > 0) throw joinProblems(grave);
}

/** Plugins whose tables could not be made do not run; those that are only installed are told of in the log. */
export async function failMigrated(boot: BootState): Promise<void> {
  for (const [id, error] of boot.store?.failures ?? []) {
    const unit = boot.units.find(({ plugin }) => plugin === id);
    if (unit) await failUnit(unit, 'migrate', error, boot);
    else boot.log.error({ plugin: id, err: error }, 'the tables of a plugin could not be made');
  }
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
    await timed(boot.steps, unit.plugin, name, () =>
      withinTime(asWork(unit.plugin, unit.work.phases, work), limitMs),
    );
  } catch (error) {
    await failUnit(unit, name, error, boot);
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
    bus: () => boot.bus,
    tables: boot.store?.tablesOf(unit.plugin),
    listenUrl: () => boot.listening?.url ?? '',
    publicUrl: () => boot.listening?.publicUrl ?? core.config.publicUrl ?? '',
  });
}
