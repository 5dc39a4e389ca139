import { integrityProblem } from '../../host/added/check-integrity.js';
import { planHost } from '../../host/plan.js';
import type { Io } from '../io.js';
import { configOptions, type ConfigFlags } from '../options.js';
import { changeLock } from './change-lock.js';
import { findAdded } from './find-added.js';
import { inPluginsFolder, pluginsDir } from './folder.js';
import { told, type Told } from './told.js';

/** A disabled plugin is not loaded; its settings may stand in the configuration, and `run` may name it. */
export async function switchPlugin(
  given: string,
  enabled: boolean,
  flags: ConfigFlags,
  io: Io,
): Promise<Told> {
  const options = configOptions(flags, io);
  const dir = pluginsDir(options);
  return inPluginsFolder(dir, async (was) => {
    const before = await planHost(options);
    const { name, entry } = findAdded(given, was, before);
    const problem = enabled ? await integrityProblem(dir, name, entry) : undefined;
    if (problem) throw problem;
    const changed = { ...entry, enabled };
    const next = await changeLock({ dir, options, before, was, now: { ...was, [name]: changed } });
    return told(enabled ? 'enabled' : 'disabled', name, changed, next);
  });
}
