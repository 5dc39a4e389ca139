import type { DeprecatedUse, Plugin } from '@turnpike/core/contracts';

/** Notes in the plugin how it was made: the host tells of it at the plugin's start, with its id. */
export function usingDeprecated(plugin: Plugin, use: DeprecatedUse): Plugin {
  return { ...plugin, deprecated: [...(plugin.deprecated ?? []), use] };
}
