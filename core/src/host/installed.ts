import type { FactSource } from '../contracts/facts.js';
import type { BootStep, InstalledPlugins, ScopeInfo } from '../contracts/host.js';
import type { CoreParts } from './core-parts.js';
import { withoutCredentials } from '../contracts/text.js';
import { createFacts } from './facts.js';
import type { HostPlan } from './plan.js';
import { CORE_OPERATIONS } from './core-operations.js';
import { plainOperations } from './operations.js';
import { privateFiles } from './private-files.js';
import { SDK_VERSION } from './sdk-version.js';
import type { Unit } from './unit.js';

function scopeOf({ scope, manifest: { version }, refuses, apart }: Unit): ScopeInfo {
  const info = apart?.info();
  return { ...scope.info(), version, refuses: [...refuses], ...(info ? { apart: info } : {}) };
}

/** The value of the token `installed`: it tells what is now, not what was at boot. */
export function describeInstalled(
  { manifests, units, configFiles }: HostPlan,
  core: CoreParts,
  steps: readonly BootStep[],
  ownFacts: () => readonly FactSource[],
  work: InstalledPlugins['work'],
): InstalledPlugins {
  return {
    process: {
      name: core.origin,
      version: SDK_VERSION,
      startedAt: Date.now(),
      busUrl: withoutCredentials(core.config.bus.url),
    },
    manifests,
    get running() {
      return units.filter((unit) => unit.scope.state === 'running').map((unit) => unit.plugin);
    },
    boot: steps,
    get scopes() {
      return units.map(scopeOf);
    },
    routes: () => core.http.routes(),
    get coreOperations() {
      return plainOperations(CORE_OPERATIONS);
    },
    facts: createFacts(core, ownFacts),
    work,
    taps: () => units.flatMap((unit) => [...unit.taps].map((tap) => ({ ...tap }))),
    get skippedTaps() {
      return units.flatMap(({ plugin, skippedTaps }) =>
        [...skippedTaps].map((hook) => ({ plugin, hook })),
      );
    },
    privateFiles: privateFiles(core, configFiles),
  };
}
