/** Taps without a process: which hooks a plugin would tap, beside those that it declares. */
import type { HookName } from '../../contracts/hooks.js';
import { HOOK_KINDS } from '../../contracts/hooks.js';
import { TurnpikeError } from '../../contracts/errors.js';
import { permissionsOf } from '../../contracts/permissions.js';
import { createHooks } from '../../hooks/create-hooks.js';
import { refuseUndeclared } from '../../hooks/hook-rights.js';
import { scopedHooks } from '../../hooks/scoped-hooks.js';
import { silentLogger } from '../../log/silent-logger.js';
import { noMetrics } from '../../metrics/no-metrics.js';
import type { LoadedPlugin } from '../load.js';
import { systemClock } from '../system-clock.js';
import type { AnyContext, AnyDefinition } from '../unit.js';
import { anything } from './anything.js';

/**
 * What a start would refuse; `plugin doctor` asks. `taps` gets stand-ins for what it requires: where it does more with
 * them than tap, it may stop half-way, and what comes behind that is found at the start.
 */
export function dryTapFaults(
  { plugin, id }: LoadedPlugin,
  config: unknown,
): readonly TurnpikeError[] {
  const definition = plugin.definition as unknown as AnyDefinition;
  const { tapped, error } = dryTaps(definition, config);
  const isTold = error instanceof TurnpikeError && error.code === 'TURNPIKE_PLUGIN_INVALID';
  const found: TurnpikeError[] = isTold ? [error] : [];
  const rights = { ...permissionsOf(definition.permissions), isForeign: true };
  for (const hook of tapped) {
    try {
      refuseUndeclared(id, hook, rights);
    } catch (refused) {
      found.push(refused as TurnpikeError);
    }
  }
  return found;
}

export interface DryTaps {
  /** Up to where it came. */
  readonly tapped: ReadonlySet<HookName>;
  /** Why it came no further; undefined: these are all. */
  readonly error: unknown;
}

/** Which hooks `taps` would tap, if it might tap any. */
export function dryTaps({ id, taps }: AnyDefinition, config: unknown): DryTaps {
  const tapped = new Set<HookName>();
  try {
    const answer: unknown = taps?.(dryContext(id, config, tapped));
    if (!(answer instanceof Promise)) return { tapped, error: undefined };
    answer.catch(() => undefined);
    return { tapped, error: new Error('It goes on later.') };
  } catch (error) {
    return { tapped, error: error ?? new Error('It threw nothing.') };
  }
}

/** A context without anything behind it. `tapped` gets the hooks that are tapped. */
export function dryContext(id: string, config: unknown, tapped: Set<HookName>): AnyContext {
  const hooks = scopedHooks(createHooks(), {
    plugin: id,
    rights: { hooks: Object.keys(HOOK_KINDS) as HookName[], secrets: [], isForeign: true },
    log: silentLogger,
    clock: systemClock,
    timeLimitMs: 0,
    within: (work) => work(),
    asked: () => false,
    onTap: () => undefined,
    onSkipped: (hook) => tapped.add(hook),
  });
  return {
    ...{ id, config, hooks, log: silentLogger, clock: systemClock, metrics: noMetrics },
    ...{ deps: anything as never, tables: anything as never, limits: anything as never },
    ...{ signal: new AbortController().signal, publicUrl: '', listenUrl: '' },
    dataDir: async () => '',
    wake: () => undefined,
    repositorySettings: () => anything,
    ownerSettings: () => anything,
    publish: async () => undefined,
  };
}
