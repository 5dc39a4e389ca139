/** What a plugin's functions get. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TurnpikeError } from '../contracts/errors.js';
import type { EventBus } from '../contracts/events.js';
import type { Hooks } from '../contracts/hooks.js';
import type { PrivateTables } from '../contracts/plugin.js';
import type { CoreParts } from './core-parts.js';
import { declaredDeps } from './declared-deps.js';
import { publisherOf } from './plugin-topics.js';
import { ownerSettingsReader, repositorySettingsReader } from './repository-settings.js';
import type { AnyContext, Unit } from './unit.js';

export interface ContextParts {
  readonly core: CoreParts;
  readonly config: unknown;
  readonly hooks: Hooks;
  /** Of this process. */
  readonly bus: () => EventBus | undefined;
  /** undefined: no database in this process. */
  readonly tables: PrivateTables | undefined;
  readonly publicUrl: () => string;
  readonly listenUrl: () => string;
}

/** Dependencies are resolved now: their providers were built before. */
export function createContext(unit: Unit, parts: ContextParts): AnyContext {
  const { core } = parts;
  const folder = join(core.paths.dataDir, unit.plugin);
  let made: Promise<string> | undefined;
  return {
    id: unit.plugin,
    config: parts.config,
    deps: declaredDeps(
      unit,
      core.container.resolveAll(unit.definition.requires ?? {}),
      parts.config,
    ),
    log: core.log.child({ plugin: unit.plugin }),
    clock: core.clock,
    metrics: core.metrics,
    hooks: parts.hooks,
    signal: unit.scope.signal,
    tables: parts.tables ?? noTables(unit.plugin),
    dataDir: () => (made ??= makeFolder(folder)),
    limits: core.config.limits,
    get publicUrl() {
      return parts.publicUrl();
    },
    get listenUrl() {
      return parts.listenUrl();
    },
    wake: (sweep) => wake(unit, sweep),
    repositorySettings: repositorySettingsReader(unit.plugin, unit.definition.repositorySettings),
    ownerSettings: ownerSettingsReader(unit.plugin, unit.definition.ownerSettings),
    publish: publisherOf(unit, parts.bus, core.clock),
  };
}

async function makeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

function noTables(plugin: string): PrivateTables {
  return {
    table(name) {
      throw new TurnpikeError(
        'TURNPIKE_STORE_UNAVAILABLE',
        `${plugin} asked for its table ${name}, but this process has no database.`,
        { plugin, key: 'database.url', wayOut: `Run ${plugin} in a process with a database.` },
      );
    },
  };
}

function wake(unit: Unit, name: string | undefined): void {
  const sweeper = name === undefined ? [...unit.sweepers.values()][0] : unit.sweepers.get(name);
  if (sweeper) return sweeper.wake();
  if (unit.scope.state !== 'running') return;
  throw new TurnpikeError(
    'TURNPIKE_PLUGIN_INVALID',
    `${unit.plugin} woke ${name ?? 'a sweep'}, which it does not have.`,
    { plugin: unit.plugin, wayOut: 'Name a sweep of the same plugin.' },
  );
}
