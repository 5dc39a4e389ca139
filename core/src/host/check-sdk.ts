import satisfies from 'semver/functions/satisfies.js';
import validRange from 'semver/ranges/valid.js';
import { TurnpikeError } from '../contracts/errors.js';
import type { PluginManifest } from '../contracts/plugin.js';
import { SDK_VERSION } from './sdk-version.js';

/** Every plugin whose SDK range does not hold this SDK, by name. */
export function sdkMismatches(manifests: readonly PluginManifest[]): readonly TurnpikeError[] {
  return manifests
    .filter(({ sdk }) => validRange(sdk) === null || !satisfies(SDK_VERSION, sdk))
    .map(
      ({ id, sdk }) =>
        new TurnpikeError(
          'TURNPIKE_PLUGIN_SDK_MISMATCH',
          `${id} asks for SDK ${sdk}; this is ${SDK_VERSION}.`,
          { plugin: id, wayOut: `Install a version of ${id} for SDK ${SDK_VERSION}.` },
        ),
    );
}
