/** What is known of a plugin that could not be loaded stands in its place: it is listed, and what it guards is refused. */
import type { TurnpikeError } from '../contracts/errors.js';
import type { HookName } from '../contracts/hooks.js';
import type { Plugin } from '../contracts/plugin.js';
import type { LoadedPlugin } from './load.js';
import { isPluginId } from './plugin-shape.js';

/** A plugin that is there and was not taken. */
export interface Refused {
  readonly problems: readonly TurnpikeError[];
  readonly source: string;
  /** Where it is known. */
  readonly id?: string | undefined;
  /** Hooks that it taps; absent: nobody knows, so it may be any. */
  readonly hooks?: readonly HookName[] | undefined;
}
export interface StandIn {
  readonly loaded: LoadedPlugin;
  readonly problems: readonly TurnpikeError[];
}

/** What can be said of what is no plugin: its id, and which hooks it would tap. */
export function remainsOf(candidate: unknown): Pick<Refused, 'id' | 'hooks'> {
  const definition = memberOf(candidate, 'definition');
  const id = memberOf(definition, 'id');
  const taps = memberOf(definition, 'taps');
  const permissions = memberOf(definition, 'permissions');
  const hooks = taps === undefined ? [] : memberOf(permissions, 'hooks');
  return {
    ...(typeof id === 'string' && isPluginId(id) ? { id } : {}),
    ...(definition !== undefined && Array.isArray(hooks) ? { hooks: hooks as HookName[] } : {}),
  };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** `taken`: ids that others have. */
export function standInsFor(
  refused: readonly Refused[],
  taken: ReadonlySet<string>,
): readonly StandIn[] {
  const ids = new Set(taken);
  return refused.map((one) => {
    const id = freeId(one.id ?? nameIn(one.source), ids);
    ids.add(id);
    const { source, problems } = one;
    return { loaded: { plugin: standIn(id, one), id, source, isStandIn: true }, problems };
  });
}

function standIn(id: string, { hooks }: Refused): Plugin {
  const definition = {
    id,
    summary: 'It could not be loaded.',
    version: '-',
    ...(hooks === undefined ? {} : { permissions: { hooks } }),
    ...(hooks?.length === 0 ? {} : { taps: unknownTaps }),
  };
  return { kind: 'turnpike-plugin', definition };
}

/** Nobody knows what it would tap. */
function unknownTaps(): never {
  throw new Error('It could not be loaded.');
}

function freeId(wanted: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? wanted : `${wanted}-${count}`;
    if (!taken.has(id)) return id;
  }
}

/** `./plugins/quiet-hours.js`, `@acme/quiet-hours`: quiet-hours. */
function nameIn(source: string): string {
  const last = source.split('/').at(-1) ?? '';
  const name = last.replace(/\.[cm]?[jt]s$/, '').toLowerCase();
  return name.replace(/[^a-z0-9_+-]+/g, '-').replace(/^[^a-z]+/, '') || 'plugin';
}

/** Of what was not loaded nobody knows its id: its section and its name in `run` may be somebody's after all. */
export function mayBeOfUnloaded({ code, details: { key = '' } }: TurnpikeError): boolean {
  if (code === 'TURNPIKE_PLUGIN_UNKNOWN') return key === 'run';
  return code === 'TURNPIKE_CONFIG_INVALID' && isPluginId(key);
}
