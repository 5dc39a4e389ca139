/** Everything that can be checked before anything runs; all faults at once. */
import { z } from 'zod';
import { coreConfig, type CoreConfig } from '../contracts/config.js';
import { ConfigError, TurnpikeError } from '../contracts/errors.js';
import type { PluginManifest } from '../contracts/plugin.js';
import { tokens, type Token } from '../contracts/tokens.js';
import { peekPlugins, resolveConfig, type Configuration } from '../config/config.js';
import { originOf } from '../config/layer.js';
import { readSources, type ConfigSources } from '../config/sources.js';
import { createAllowList } from '../net/allow-list.js';
import { addedPlugins } from './added/added-plugins.js';
import { isSchema } from './faults/index.js';
import { fitTokens } from './fit-tokens.js';
import type { HostOptions } from './host.js';
import { judgeDeclarations } from './judge-declarations.js';
import { addFaults, type FaultMap } from './left-out.js';
import { loadPlugins, type LoadedPlugin } from './load.js';
import { readApart } from './apart/read-apart.js';
import { pathsOf } from './paths.js';
import { remoteTokens, type RemoteToken } from './remotes.js';
import { runList } from './run-list.js';
import { createScope } from './scope.js';
import { mayBeOfUnloaded, standInsFor } from './stand-ins.js';
import { createUnit, offersBroker, type Unit } from './unit.js';

export interface HostPlan {
  readonly root: string;
  readonly configuration: Configuration;
  /** Absolute paths of the files that were read. */
  readonly configFiles: readonly string[];
  /** One of these, of the manifests and of the units is another one after a plugin was replaced. */
  readonly installed: LoadedPlugin[];
  readonly manifests: PluginManifest[];
  /** What runs here, providers before their users. */
  readonly units: Unit[];
  readonly remotes: readonly RemoteToken[];
  /** What is wrong with the whole: nothing runs then. */
  readonly problems: readonly TurnpikeError[];
  /** What is wrong with single plugins, by id: those do not run, and contribute nothing. */
  readonly faults: Faults;
}
export type Faults = ReadonlyMap<string, readonly TurnpikeError[]>;

export async function planHost(options: HostOptions): Promise<HostPlan> {
  const sources = readSources(options);
  const found = await loadInstalled(sources, options);
  const { installed, problems: loadProblems, run, absent } = found;
  const running = runList(run, installed, absent);
  const configuration = resolveConfig(sources, [
    ...absent.map((id) => ({ id, schema: z.unknown(), running: false })),
    ...installed.map(({ id, plugin }) => ({
      id,
      schema: schemaOf(plugin.definition.config),
      running: running.ids.has(id),
    })),
  ]);
  const { faults, manifests, problems: keyProblems } = judgeDeclarations(installed, found.faults);
  const [unloaded] = installed.filter(({ isStandIn }) => isStandIn);
  const named = [...configuration.problems, ...running.problems];
  const consequences = unloaded ? named.filter(mayBeOfUnloaded) : [];
  if (unloaded) addFaults(faults, unloaded.id, consequences);
  // It may be the one that `run` names.
  const mayRun = (one: LoadedPlugin) => one.isStandIn === true && running.problems.length > 0;
  const units = installed.flatMap((loaded, index) => {
    const manifest = manifests[index];
    if (!manifest || !(running.ids.has(loaded.id) || mayRun(loaded))) return [];
    return [createUnit(loaded, manifest, createScope(loaded.id))];
  });
  const { core } = configuration;
  const remote = remoteTokens(units, core);
  const tokenPlan = fitTokens(units, readyTokens(core, remote.remotes, options), faults);
  return {
    root: sources.root,
    configuration,
    configFiles: sources.paths,
    installed,
    manifests,
    units: brokerFirst(tokenPlan.order),
    remotes: remote.remotes,
    problems: [
      ...named.filter((problem) => !consequences.includes(problem)),
      ...loadProblems,
      ...keyProblems,
      ...remote.problems,
      ...tokenPlan.problems,
      ...missingBroker(core, units),
      ...wrongNetworks(core, configuration),
    ],
    faults,
  };
}

/** All that a start would say: of the whole, and of each plugin. */
export function allProblems({ problems, faults }: Pick<HostPlan, 'problems' | 'faults'>) {
  return [...problems, ...[...faults.values()].flat()];
}

/** The tables of those that are as they should be. */
export function migrationsOf({ installed, faults }: Pick<HostPlan, 'installed' | 'faults'>) {
  return installed.flatMap(({ id, plugin: { definition } }) =>
    definition.migrations && !faults.has(id) ? [{ id, migrations: definition.migrations }] : [],
  );
}

/** In place of what is none: what stands in its section is not to be called wrong as well. */
function schemaOf(config: unknown): never {
  return (config === undefined || isSchema(config) ? config : z.unknown()) as never;
}

async function loadInstalled(
  sources: ConfigSources,
  options: Pick<HostOptions, 'plugins' | 'fresh'>,
): Promise<{
  readonly installed: LoadedPlugin[];
  readonly problems: readonly TurnpikeError[];
  /** Of those that stand in for what could not be loaded. */
  readonly faults: FaultMap;
  readonly run: CoreConfig['run'];
  readonly absent: readonly string[];
}> {
  const peeked = peekPlugins(sources);
  const { plugins, run, folders, originOfPlugin } = peeked;
  const paths = pathsOf(folders, sources.root);
  const added = await addedPlugins(paths.pluginsDir);
  const specs = [...plugins, ...added.specs, ...(options.plugins ?? [])];
  const originOf = (spec: string) => originOfPlugin(spec) ?? added.originOf(spec);
  const apart = await readApart(specs, sources, peeked, { paths, added });
  const loaded = await loadPlugins(specs, sources.root, originOf, options.fresh, apart);
  const taken = new Set(loaded.plugins.map(({ id }) => id));
  const standIns = standInsFor([...added.refused, ...loaded.refused], taken);
  const installed = [...loaded.plugins, ...standIns.map((one) => one.loaded)];
  const told = new Set(standIns.flatMap(({ problems }) => problems));
  return {
    installed,
    problems: [...added.problems, ...loaded.problems].filter((problem) => !told.has(problem)),
    faults: new Map(standIns.map(({ loaded: { id }, problems }) => [id, problems])),
    run,
    absent: added.ids.filter((id) => !installed.some((one) => one.id === id)),
  };
}

/** Tokens that are met without a plugin of this process. */
function readyTokens(
  core: CoreConfig,
  remotes: readonly RemoteToken[],
  options: HostOptions,
): ReadonlyMap<string, string> {
  const own: readonly Token[] = [
    tokens.events,
    tokens.secrets,
    tokens.tokenIssuer,
    tokens.clock,
    tokens.metrics,
    tokens.outbound,
    tokens.codeHosts,
    tokens.installed,
    ...(core.database.url === 'none' ? [] : [tokens.store]),
  ];
  const name = (token: Token) => (token.kind === 'optional' ? token.of.name : token.name);
  const given = (options.provided ?? []).filter(({ token }) => token.kind === 'single');
  return new Map([
    ...own.map((token): [string, string] => [name(token), 'core']),
    ...remotes.map(({ token }): [string, string] => [token.name, `remotes.${token.name}`]),
    ...given.map(({ token }): [string, string] => [name(token), 'the caller']),
  ]);
}

/** The bus must be there before anybody is built who listens. */
function brokerFirst(units: readonly Unit[]): Unit[] {
  return [...units.filter(offersBroker), ...units.filter((unit) => !offersBroker(unit))];
}

function missingBroker(core: CoreConfig, units: readonly Unit[]): readonly TurnpikeError[] {
  if (core.bus.url !== coreConfig.shape.bus.parse(undefined).url || units.some(offersBroker)) {
    return [];
  }
  return [
    new ConfigError(
      'TURNPIKE_CONFIG_INVALID',
      'bus.url is `embedded`, but no broker runs in this process.',
      {
        key: 'bus.url',
        wayOut: 'Run the broker plugin here, or set bus.url to mqtt://… of a broker.',
      },
    ),
  ];
}

function wrongNetworks(core: CoreConfig, { layers }: Configuration): readonly TurnpikeError[] {
  try {
    createAllowList(core.net.allow);
    return [];
  } catch (error) {
    if (!(error instanceof TurnpikeError)) throw error;
    const origin = originOf(layers, ['net', 'allow']);
    const { source: file, line } = origin ?? {};
    const at = { ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { line }) };
    return [new ConfigError(error.code, error.message, { ...error.details, ...at })];
  }
}
