/** What installed plugins declare, each for itself and side by side: who is wrong is left out, with what it brings. */
import type { TurnpikeError } from '../contracts/errors.js';
import { notificationFormProblems } from '../contracts/notification-form.js';
import type { PluginManifest } from '../contracts/plugin.js';
import { ymlConflicts, ymlContributions } from '../contracts/yml-conflicts.js';
import { sdkMismatches } from './check-sdk.js';
import { isFromElsewhere, oursFirst } from './elsewhere.js';
import { declarationFaults } from './faults/index.js';
import { addFaults, sortOut, type FaultMap } from './left-out.js';
import type { LoadedPlugin } from './load.js';
import { manifestOf } from './manifest.js';

export interface JudgedDeclarations {
  readonly faults: FaultMap;
  /** In the order of `installed`; of those with faults without what they would contribute. */
  readonly manifests: PluginManifest[];
  /** Of our own plugins: those are not left out. */
  readonly problems: readonly TurnpikeError[];
}

/** `known`: faults that were found before. */
export function judgeDeclarations(
  installed: readonly LoadedPlugin[],
  known: FaultMap,
): JudgedDeclarations {
  const faults: FaultMap = new Map(known);
  const manifests = installed.map(manifestOf);
  const strangers = new Set(manifests.filter(isStranger).map(({ id }) => id));
  const sorted = (problems: readonly TurnpikeError[]) =>
    sortOut(problems, (id) => strangers.has(id), faults);
  for (const one of installed)
    addFaults(faults, one.id, [...declarationFaults(one), ...(one.faults ?? [])]);
  const mismatches = sorted(sdkMismatches(manifests));
  const whole = manifests.filter(({ id }) => !faults.has(id));
  const keys = ymlContributions(oursFirst(whole, isStranger));
  const clashes = sorted([...ymlConflicts(keys), ...notificationFormProblems(keys)]);
  return {
    faults,
    manifests: manifests.map((one) => (faults.has(one.id) ? withoutContributions(one) : one)),
    problems: [...mismatches, ...clashes],
  };
}

const isStranger = ({ source }: PluginManifest): boolean => isFromElsewhere(source);

/** What does not run is no part of the language and of the pages. */
function withoutContributions(manifest: PluginManifest): PluginManifest {
  return {
    ...manifest,
    configSchema: null,
    repositorySettings: null,
    ownerSettings: null,
    yml: [],
    ui: [],
    uiModule: null,
    live: {},
    texts: {},
    notifier: null,
    provider: null,
    operations: {},
  };
}
