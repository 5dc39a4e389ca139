/** The context that a plugin's functions get in a process of its own: what they call goes to the server. */
import { InputError } from '../../../contracts/errors.js';
import type { Hooks } from '../../../contracts/hooks.js';
import type { Logger } from '../../../contracts/host.js';
import type { PrivateTable, PrivateTables } from '../../../contracts/plugin.js';
import { ownerSettingsReader, repositorySettingsReader } from '../../repository-settings.js';
import { systemClock } from '../../system-clock.js';
import type { AnyContext, AnyDefinition } from '../../unit.js';
import type { Channel } from '../channel.js';
import type { Begin } from '../protocol.js';
import { errorOut } from '../wire-errors.js';
import { depsOf, type Hearers } from './deps.js';
import { metricsOf } from './metrics.js';

export interface ChildContext {
  readonly context: AnyContext;
  readonly hearers: Hearers;
  /** Ends its signal. */
  end(): void;
}

/** Throws InputError where the plugin's own schema refuses its settings. */
export function childContext(
  definition: AnyDefinition,
  begin: Begin,
  hooks: Hooks,
  channel: Channel,
): ChildContext {
  const controller = new AbortController();
  const hearers: Hearers = new Map();
  const context: AnyContext = {
    id: begin.id,
    config: configOf(definition, begin),
    deps: depsOf(definition, begin, channel, hearers) as AnyContext['deps'],
    log: loggerOf(channel, {}),
    clock: systemClock,
    metrics: metricsOf(channel),
    hooks,
    signal: controller.signal,
    tables: tablesOf(channel),
    dataDir: async () => begin.dataDir,
    limits: begin.limits,
    publicUrl: begin.publicUrl,
    // For what runs on the same machine; this process has no network.
    listenUrl: '',
    wake: (sweep) => channel.tell('wake', sweep),
    repositorySettings: repositorySettingsReader(begin.id, definition.repositorySettings),
    ownerSettings: ownerSettingsReader(begin.id, definition.ownerSettings),
    publish: async (...given) => void (await channel.call('publish', given)),
  };
  return { context, hearers, end: () => controller.abort() };
}

function configOf({ config }: AnyDefinition, { id, config: given }: Begin): unknown {
  if (!config) return undefined;
  const { success, data, error } = config.safeParse(given);
  if (success) return data;
  const [issue] = error.issues;
  const at = [id, ...(issue?.path ?? [])].join('.');
  throw new InputError('TURNPIKE_CONFIG_INVALID', `${at}: ${issue?.message ?? 'is not valid'}`, {
    key: at,
  });
}

const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

function loggerOf(channel: Channel, own: Readonly<Record<string, unknown>>): Logger {
  const levels = LEVELS.map((level) => [
    level,
    (fields: Readonly<Record<string, unknown>>, message: string) =>
      channel.tell('log', level, plainFields({ ...own, ...fields }), message),
  ]);
  return {
    ...(Object.fromEntries(levels) as unknown as Omit<Logger, 'child'>),
    child: (fields) => loggerOf(channel, { ...own, ...fields }),
  };
}

/** Of an error JSON keeps nothing. */
function plainFields(fields: Readonly<Record<string, unknown>>): object {
  const members = Object.entries(fields).map(([name, value]) => [
    name,
    value instanceof Error ? { ...errorOut(value), stack: value.stack } : value,
  ]);
  return Object.fromEntries(members) as object;
}

const TABLE_CALLS = ['insert', 'find', 'first', 'update', 'delete'] as const;

function tablesOf(channel: Channel): PrivateTables {
  return {
    table: (name) =>
      Object.fromEntries(
        TABLE_CALLS.map((verb) => [
          verb,
          (...args: readonly unknown[]) => channel.call('table', [name, verb, args]),
        ]),
      ) as unknown as PrivateTable<never>,
  };
}
