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
  const { taps, permissions } = plugin.definition as unknown as AnyDefinition;
  if (!taps) return [];
  const tapped = new Set<HookName>();
  const found: TurnpikeError[] = [];
  try {
    taps(contextOf(id, config, tapped));
  } catch (error) {
    if (error instanceof TurnpikeError && error.code === 'TURNPIKE_PLUGIN_INVALID')
      found.push(error);
  }
  const rights = { ...permissionsOf(permissions), isForeign: true };
  for (const hook of tapped) {
    try {
      refuseUndeclared(id, hook, rights);
    } catch (error) {
      found.push(error as TurnpikeError);
    }
  }
  return found;
}

function contextOf(id: string, config: unknown, tapped: Set<HookName>): AnyContext {
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
  };
}
