/** Which plugins run in processes of their own, as it is configured. */
import { resolve } from 'node:path';
import type { CoreConfig } from '../../contracts/config.js';
import { isTurnpikeError, TurnpikeError } from '../../contracts/errors.js';
import type { peekPlugins } from '../../config/config.js';
import type { ConfigSources } from '../../config/sources.js';
import type { AddedSpecs } from '../added/added-plugins.js';
import type { Attempt, PluginSpec } from '../load.js';
import type { Paths } from '../paths.js';
import { isFromElsewhere } from '../elsewhere.js';
import { loadApart, type ApartSettings } from './load-apart.js';

/**
 * By spec, those that are not to be imported here. A module of which one plugin is to run apart is not imported for the
 * others either: each of its plugins runs apart.
 */
export async function readApart(
  specs: readonly PluginSpec[],
  { root, paths: configFiles }: ConfigSources,
  peeked: ReturnType<typeof peekPlugins>,
  { paths, added }: { readonly paths: Pick<Paths, 'dataDir'>; readonly added: AddedSpecs },
): Promise<ReadonlyMap<string, Attempt>> {
  const { isolation, host } = peeked;
  const read = new Map<string, Attempt>();
  if (!wantsAny(isolation)) return read;
  const settings: ApartSettings = {
    secret: [
      ...configFiles,
      paths.dataDir,
      ...peeked.secretFiles.map((path) => resolve(root, path)),
    ],
    hookSeconds: host.hookSeconds,
    startSeconds: host.startSeconds,
    memoryBytes: host.pluginMemoryBytes,
    consentedTo: added.consentedTo,
    isApart: (id, spec) => isApart(isolation, id, spec),
  };
  for (const spec of new Set(specs.filter(isStranger))) {
    const result = await loadOne(spec, root, settings);
    if (result) read.set(spec, result);
  }
  return read;
}

function wantsAny(isolation: CoreConfig['isolation']): boolean {
  return typeof isolation === 'string'
    ? isolation === 'process'
    : Object.values(isolation).includes('process');
}

function isApart(isolation: CoreConfig['isolation'], id: string, spec: string): boolean {
  if (typeof isolation === 'string') return isolation === 'process';
  return (isolation[id] ?? isolation[spec] ?? isolation['*']) === 'process';
}

function isStranger(spec: PluginSpec): spec is string {
  return typeof spec === 'string' && isFromElsewhere(spec);
}

async function loadOne(
  spec: string,
  root: string,
  settings: ApartSettings,
): Promise<Attempt | undefined> {
  try {
    return await loadApart(spec, root, settings);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const known = isTurnpikeError(error) ? error : undefined;
    const wayOut = known?.details.wayOut ?? 'Correct the plugin, or take it out of `plugins`.';
    const problem = new TurnpikeError(
      known?.code ?? 'TURNPIKE_PLUGIN_FAILED',
      known && known.code !== 'TURNPIKE_PLUGIN_FAILED'
        ? message
        : `What ${spec} declares cannot be read in a process of its own: ${message}`,
      { ...known?.details, source: spec, wayOut },
      error,
    );
    return { plugins: [], refused: [{ source: spec, problems: [problem] }] };
  }
}
