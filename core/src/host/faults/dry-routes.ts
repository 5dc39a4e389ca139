/** Routes without a server: what would be refused when they are added. */
import { TurnpikeError } from '../../contracts/errors.js';
import { refuseUndeclaredRoute } from '../declared-routes.js';
import type { LoadedPlugin } from '../load.js';
import { manifestOf } from '../manifest.js';
import { refuseFaultyRoute } from '../route-faults.js';
import type { AnyDefinition } from '../unit.js';
import { dryContext } from './dry-taps.js';

/**
 * What a start would refuse; `plugin doctor` asks. Where `routes` does more with its stand-ins than make routes of
 * them, it may say nothing here, and is found at the start.
 */
export function dryRouteFaults(loaded: LoadedPlugin, config: unknown): readonly TurnpikeError[] {
  const { id, plugin } = loaded;
  const definition = plugin.definition as unknown as AnyDefinition;
  const { routes: declared } = manifestOf(loaded).permissions;
  const context = dryContext(id, config, new Set());
  const check = (route: unknown, isDoor: boolean): void => {
    refuseFaultyRoute(id, route, isDoor);
    const { method = 'GET', path } = route as { readonly method?: string; readonly path: string };
    refuseUndeclaredRoute(id, { method, path }, declared);
  };
  return [
    ...listed(
      () => definition.routes?.(context),
      (route) => check(route, false),
    ),
    ...listed(
      () => definition.upgrades?.(context),
      (door) => check(door, true),
    ),
  ];
}

function listed(make: () => unknown, check: (one: unknown) => void): readonly TurnpikeError[] {
  return listOf(make).flatMap((one) => {
    try {
      check(one);
      return [];
    } catch (error) {
      if (error instanceof TurnpikeError) return [error];
      throw error;
    }
  });
}

function listOf(make: () => unknown): readonly unknown[] {
  try {
    const made = make();
    return Array.isArray(made) ? (made as readonly unknown[]) : [];
  } catch {
    return [];
  }
}
