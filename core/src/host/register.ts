/** The phases in which a plugin registers things; each goes into its scope. */
import {
  EVENT_NAMES,
  type EventBus,
  type EventName,
  type TurnpikeEvent,
} from '../contracts/events.js';
import { HOOK_KINDS, type HookName, type Hooks } from '../contracts/hooks.js';
import { TurnpikeError } from '../contracts/errors.js';
import type { Route, UpgradeRoute } from '../contracts/http.js';
import type { Provision, Sweep } from '../contracts/plugin.js';
import { scopedHooks } from '../hooks/scoped-hooks.js';
import { serviceRoutes } from '../rpc/service-routes.js';
import type { CoreParts } from './core-parts.js';
import { refuseUndeclaredRoute } from './declared-routes.js';
import { refuseFaultyRoute } from './route-faults.js';
import { createSweeper } from './sweeper.js';
import type { HostClock } from './system-clock.js';
import type { AnyContext, Unit } from './unit.js';
import { asPlugin, asWork } from './whose.js';

/** Builds what the plugin provides; what it returns must be what it offers. */
export async function provideTokens(
  unit: Unit,
  context: AnyContext,
  core: CoreParts,
): Promise<readonly Provision[]> {
  const provisions = (await unit.definition.provides?.(context)) ?? [];
  const offered = new Set(unit.offers.map((token) => token.kind !== 'optional' && token.name));
  for (const { token, value } of provisions) {
    if (!offered.has(token.name)) throw notOffered(unit.plugin, token.name);
    const undo = core.container.provide(token, unit.plugin, () => value);
    unit.scope.add('provides', undo, token.name);
  }
  const missing = unit.offers.filter(
    (token) => token.kind === 'single' && !provisions.some((one) => one.token.name === token.name),
  );
  if (missing.length > 0)
    throw notProvided(
      unit.plugin,
      missing.map((token) => ('name' in token ? token.name : '')),
    );
  return provisions;
}

function notOffered(plugin: string, token: string): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_PLUGIN_INVALID',
    `${plugin} provides the token ${token}, which it does not list in \`offers\`.`,
    { plugin, token, wayOut: 'Add the token to `offers`.' },
  );
}

function notProvided(plugin: string, missing: readonly string[]): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_PLUGIN_INVALID',
    `${plugin} offers ${missing.join(', ')}, but did not provide it.`,
    { plugin, token: missing.join(', '), wayOut: 'Return it from `provides`.' },
  );
}

/** Doors of services that other processes may call. */
export function addServiceRoutes(
  unit: Unit,
  provisions: readonly Provision[],
  core: CoreParts,
): void {
  for (const { token, value } of provisions) {
    if (token.kind !== 'single' || !token.service) continue;
    // Doors of what it offers: declared with that.
    for (const route of serviceRoutes(token.service, value as never)) serve(unit, route, core);
  }
}

export function addRoute(unit: Unit, route: Route, core: CoreParts): void {
  refuseFaultyRoute(unit.plugin, route);
  refuseUndeclaredRoute(unit.plugin, route, unit.manifest.permissions.routes);
  serve(unit, route, core);
}

/** A route answers once its plugin has started: requests that come earlier wait. */
function serve(unit: Unit, route: Route, core: CoreParts): void {
  const handle: Route['handle'] = async (exchange) => {
    if (!unit.isStarted) await unit.ready.promise;
    return asWork(unit.plugin, unit.work.routes, () => route.handle(exchange));
  };
  unit.scope.add('routes', core.http.add({ ...route, handle }, unit.plugin));
}

export function addUpgrade(unit: Unit, route: UpgradeRoute, core: CoreParts): void {
  refuseFaultyRoute(unit.plugin, route, true);
  const { routes } = unit.manifest.permissions;
  refuseUndeclaredRoute(unit.plugin, { method: 'GET', path: route.path }, routes);
  unit.scope.add(
    'routes',
    core.http.addUpgrade(
      {
        ...route,
        accept: (...given) => asWork(unit.plugin, unit.work.routes, () => route.accept(...given)),
      },
      unit.plugin,
    ),
  );
}

export interface HookSettings {
  readonly hooks: Hooks;
  readonly timeLimitMs: number;
  readonly asked: (hook: HookName) => boolean;
}

/** The hooks as this plugin taps and asks them. */
export function hooksFor(unit: Unit, settings: HookSettings, core: CoreParts): Hooks {
  return scopedHooks(settings.hooks, {
    plugin: unit.plugin,
    rights: { ...unit.manifest.permissions, isForeign: unit.isForeign },
    within: (work) => asPlugin(unit.plugin, work),
    log: core.log,
    clock: core.clock,
    timeLimitMs: settings.timeLimitMs,
    asked: settings.asked,
    onTap(record, undo) {
      unit.taps.add(record);
      unit.scope.add('taps', () => {
        undo();
        unit.taps.delete(record);
      });
    },
    onSkipped: (hook) => unit.skippedTaps.add(hook),
  });
}

/** Is the hook asked in a process with these plugins? */
export function isAsked(hook: HookName, running: ReadonlySet<string>): boolean {
  const { askedBy }: { askedBy: readonly string[] | null } = HOOK_KINDS[hook];
  return askedBy === null || askedBy.some((id) => running.has(id));
}

/** A handler that fails is logged with its plugin's name; the others hear the event all the same. */
export function subscribeAll(unit: Unit, context: AnyContext, bus: EventBus): void {
  const handlers = (unit.definition.on ?? {}) as Readonly<Record<string, unknown>>;
  for (const [name, handler] of Object.entries(handlers)) {
    if (!isEventName(name)) throw unknownEvent(unit.plugin, name);
    const handle = handler as (event: TurnpikeEvent, context: AnyContext) => unknown;
    const undo = bus.on(name, async (event) => {
      if (unit.scope.state !== 'running') return;
      try {
        await asWork(unit.plugin, unit.work.handlers, () =>
          handle(event as TurnpikeEvent, context),
        );
      } catch (error) {
        context.log.error({ event: name, err: error }, 'an event handler failed');
      }
    });
    unit.scope.add('subscriptions', undo);
  }
}

function isEventName(name: string): name is EventName {
  return (EVENT_NAMES as readonly string[]).includes(name);
}

function unknownEvent(plugin: string, name: string): TurnpikeError {
  return new TurnpikeError(
    'TURNPIKE_PLUGIN_INVALID',
    `There is no event ${name}, which ${plugin} listens to.`,
    {
      plugin,
      wayOut: `Events: ${EVENT_NAMES.join(', ')}.`,
    },
  );
}

export function addSweeps(
  unit: Unit,
  context: AnyContext,
  { bus, clock }: { readonly bus: EventBus; readonly clock: HostClock },
): void {
  for (const sweep of sweepsOf(unit.definition.sweep)) {
    const name = sweep.name ?? 'main';
    const sweeper = createSweeper({
      plugin: unit.plugin,
      name,
      everySeconds: sweep.everySeconds,
      run: () => asWork(unit.plugin, unit.work.sweeps, () => sweep.run(context)),
      connected: () => bus.connected,
      log: context.log,
      clock,
    });
    unit.sweepers.set(name, sweeper);
    unit.scope.add('timers', () => sweeper.stop());
  }
}

function sweepsOf(
  sweep: Sweep<AnyContext> | readonly Sweep<AnyContext>[] | undefined,
): readonly Sweep<AnyContext>[] {
  if (sweep === undefined) return [];
  return Array.isArray(sweep)
    ? (sweep as readonly Sweep<AnyContext>[])
    : [sweep as Sweep<AnyContext>];
}
