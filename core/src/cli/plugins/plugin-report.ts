/** What a plugin says of itself: read in a process that may do nothing else (`read-plugin.ts`). */
import type { TurnpikeError } from '../../contracts/errors.js';
import type { DeclaredParts, ReportedPlugin } from '../../host/added/consent.js';
import { sdkMismatches } from '../../host/check-sdk.js';
import { declarationFaults } from '../../host/faults/index.js';
import { loadPlugins, type LoadedPlugin } from '../../host/load.js';
import { manifestOf } from '../../host/manifest.js';
import type { PackageFacts } from '../../host/package-facts.js';
import type { AnyDefinition } from '../../host/unit.js';

export interface PluginReport {
  readonly plugins: readonly ReportedPlugin[];
  readonly packaged: PackageFacts;
  /** As JSON: they cross a process. */
  readonly problems: readonly ReturnType<TurnpikeError['toJSON']>[];
}

/** `path`: absolute, of the file or the package's folder. */
export async function reportOf(path: string): Promise<PluginReport> {
  const { plugins, problems } = await loadPlugins([path], path);
  const reported = plugins.map(reportedOf);
  const all = [
    ...problems,
    ...plugins.flatMap(declarationFaults),
    ...sdkMismatches(reported.map(({ manifest }) => manifest)),
  ];
  return {
    plugins: reported,
    packaged: plugins[0]?.packaged ?? {},
    problems: all.map((problem) => problem.toJSON()),
  };
}

export function reportedOf(loaded: LoadedPlugin): ReportedPlugin {
  const definition = loaded.plugin.definition as unknown as AnyDefinition;
  return { manifest: manifestOf(loaded), parts: partsOf(definition) };
}

function partsOf(definition: AnyDefinition): DeclaredParts {
  return { taps: definition.taps !== undefined, sweeps: definition.sweep !== undefined };
}
