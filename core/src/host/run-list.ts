/** Which of the installed plugins run in this process. */
import type { CoreConfig } from '../contracts/config.js';
import { ConfigError, type TurnpikeError } from '../contracts/errors.js';
import { didYouMean } from '../config/suggest.js';
import type { LoadedPlugin } from './load.js';

export interface RunList {
  readonly ids: ReadonlySet<string>;
  readonly problems: readonly TurnpikeError[];
}

/**
 * `run` holds ids, ids with `*` at the end (`vcs-*`), or the name of an installed module, which stands
 * for all plugins that it exports. `absent`: ids of those that are disabled, which may be named.
 */
export function runList(
  run: CoreConfig['run'],
  installed: readonly LoadedPlugin[],
  absent: readonly string[] = [],
): RunList {
  if (run === 'all') return { ids: new Set(installed.map((one) => one.id)), problems: [] };
  const ids = new Set<string>();
  const problems: TurnpikeError[] = [];
  for (const entry of run) {
    const found = installed.filter((one) => matches(entry, one));
    for (const one of found) ids.add(one.id);
    if (found.length === 0 && !entry.endsWith('*') && !absent.includes(entry))
      problems.push(unknown(entry, installed));
  }
  return { ids, problems };
}

function matches(entry: string, { id, source }: LoadedPlugin): boolean {
  if (entry.endsWith('*')) return id.startsWith(entry.slice(0, -1));
  return entry === id || entry === source;
}

function unknown(entry: string, installed: readonly LoadedPlugin[]): TurnpikeError {
  const ids = installed.map((one) => one.id);
  return new ConfigError(
    'TURNPIKE_PLUGIN_UNKNOWN',
    `run names ${entry}, which is not installed.${didYouMean(entry, ids)}`,
    { key: 'run', wayOut: `Installed: ${ids.join(', ')}.` },
  );
}
