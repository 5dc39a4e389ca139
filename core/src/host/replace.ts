/** Another version of a plugin takes its place while the others run. */
import type { PluginManifest } from '../contracts/plugin.js';
import type { BootState } from './boot-state.js';
import { declarationFaults } from './faults/index.js';
import { guardedBy } from './guards.js';
import type { LoadedPlugin } from './load.js';
import { manifestOf } from './manifest.js';
import { buildUnit, registerUnit, serveUnit, startUnit } from './phases.js';
import { joinProblems, pluginFailed } from './problems.js';
import { createScope } from './scope.js';
import { createUnit, type Unit } from './unit.js';
import { unloadUnit } from './unload.js';

/**
 * The new one is built first, so that what both provide is never missing; then the old one goes, and the new one
 * registers and starts. See `Host.replace`.
 */
export async function replaceUnit(
  boot: BootState,
  loaded: LoadedPlugin,
): Promise<string | undefined> {
  const old = boot.units.find(({ plugin }) => plugin === loaded.id);
  if (old?.scope.state !== 'running') return 'it does not run';
  const before = boot.plan.installed.find(({ id }) => id === loaded.id);
  const unit = createUnit(loaded, manifestOf(loaded), createScope(loaded.id), old.work);
  const reason = whyNot(old, unit);
  if (reason !== undefined || !before) return reason ?? 'it was not installed';
  refuseFaulty(loaded);
  await ranWell(boot, unit, () => buildUnit(boot, unit));
  await unloadUnit(loaded.id, boot.units, boot.core.config.host.stopSeconds * 1_000);
  try {
    await begin(boot, unit, loaded);
  } catch (error) {
    const again = createUnit(before, old.manifest, createScope(loaded.id), old.work);
    await ranWell(boot, again, () => buildUnit(boot, again));
    await begin(boot, again, before);
    throw error;
  }
  return undefined;
}

async function begin(boot: BootState, unit: Unit, loaded: LoadedPlugin): Promise<void> {
  const { units, plan } = boot;
  put(units, ({ plugin }) => plugin === loaded.id, unit);
  put(plan.manifests, ({ id }) => id === loaded.id, unit.manifest);
  put(plan.installed, ({ id }) => id === loaded.id, loaded);
  await ranWell(boot, unit, () => registerUnit(boot, unit));
  await ranWell(boot, unit, () => serveUnit(boot, unit));
  await ranWell(boot, unit, () => startUnit(boot, unit));
  for (const sweeper of unit.sweepers.values()) sweeper.start();
}

function put<T>(list: T[], isIt: (one: T) => boolean, value: T): void {
  list[list.findIndex(isIt)] = value;
}

/** A phase that fails disposes the plugin, and says so in its scope. */
async function ranWell(boot: BootState, unit: Unit, phase: () => Promise<void>): Promise<void> {
  await phase();
  const { state, failure } = unit.scope.info();
  if (state === 'running') return;
  throw pluginFailed(unit.plugin, 'take its place', new Error(failure ?? 'it was disposed'));
}

function refuseFaulty(loaded: LoadedPlugin): void {
  const faults = declarationFaults(loaded);
  if (faults.length > 0) throw joinProblems(faults);
}

/** What others have read of the declaration when they were built. */
const READ_ONCE = ['sdk', 'requires', 'offers', 'configSchema', 'yml', 'provider'] as const;

function whyNot(old: Unit, unit: Unit): string | undefined {
  if (!old.definition.replaceable || !unit.definition.replaceable)
    return 'it does not say that it may be replaced';
  // Meanwhile nobody would ask what it decides.
  if (guardedBy(old).length > 0 || unit.definition.taps) return 'it takes part in decisions';
  if (unit.offers.some(({ kind }) => kind === 'single')) return 'others hold what it provides';
  const changed = READ_ONCE.find((part) => differs(old.manifest, unit.manifest, part));
  if (changed !== undefined) return `its ${changed} has changed`;
  const names = ({ definition }: Unit) => (definition.migrations ?? []).map(({ name }) => name);
  return names(old).join() === names(unit).join() ? undefined : 'it has other tables';
}

function differs(a: PluginManifest, b: PluginManifest, part: keyof PluginManifest): boolean {
  return JSON.stringify(a[part]) !== JSON.stringify(b[part]);
}
