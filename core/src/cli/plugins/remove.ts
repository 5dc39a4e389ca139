import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathsOf } from '../../host/paths.js';
import { planHost } from '../../host/plan.js';
import type { Io } from '../io.js';
import { configOptions, type ConfigFlags } from '../options.js';
import { changeLock } from './change-lock.js';
import { findAdded } from './find-added.js';
import { inPluginsFolder, pluginsDir, sweepFolder } from './folder.js';
import { told, type Told } from './told.js';

/** Its code goes; tables, files and settings stay, and are told of. */
export async function removePlugin(given: string, flags: ConfigFlags, io: Io): Promise<Told> {
  const options = configOptions(flags, io);
  const dir = pluginsDir(options);
  return inPluginsFolder(dir, async (was) => {
    const before = await planHost(options);
    const { name, entry } = findAdded(given, was, before);
    const { [name]: _gone, ...rest } = was;
    const next = await changeLock({ dir, options, before, was, now: rest });
    const { dataDir } = pathsOf(before.configuration.core, before.root);
    await sweepFolder(dir, rest, dataDir);
    const left = entry.plugins.map((id) => join(dataDir, id)).filter((path) => existsSync(path));
    const stays = left.map((path) => `${path} stays; remove it if you want nothing of it`);
    return told('removed', name, entry, [...next, ...stays]);
  });
}
