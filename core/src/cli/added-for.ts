import { mayReadLock } from '../host/added/lock-file.js';
import { pathsOf } from '../host/paths.js';
import type { HostPlan } from '../host/plan.js';

export interface AddedFor {
  /** For the host's configuration. */
  readonly pluginsDir: string;
  /** What it goes without, a sentence each. */
  readonly lacks: readonly string[];
}

/**
 * What was added to the server is installed for its commands too, where who runs them may read it; else none is. For
 * hosts of commands, which have a data folder of their own.
 */
export function addedFor({ configuration, root }: HostPlan, dataDir: string): AddedFor {
  const { pluginsDir } = pathsOf(configuration.core, root);
  if (mayReadLock(pluginsDir)) return { pluginsDir, lacks: [] };
  const why = `${pluginsDir} cannot be read by this user.`;
  return {
    pluginsDir: pathsOf({ dataDir }, root).pluginsDir,
    lacks: [`Plugins that were added to the server here are left out: ${why}`],
  };
}
