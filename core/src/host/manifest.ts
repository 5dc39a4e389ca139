import { EVENT_NAMES, type EventName } from '../contracts/events.js';
import { permissionsOf, type DeclaredPermissions } from '../contracts/permissions.js';
import type { PluginManifest } from '../contracts/plugin.js';
import { keySchema } from '../config/json-schema.js';
import type { Token } from '../contracts/tokens.js';
import { tokenName } from '../di/check-tokens.js';
import { isSchema, isToken } from './faults/index.js';
import { operationsOfPlugin } from './operations.js';
import { plainTopics } from './plugin-topics.js';
import { plainSettings } from './repository-settings.js';
import type { PlainOperations } from '../contracts/operation.js';
import type { LoadedPlugin } from './load.js';
import { SDK_VERSION } from './sdk-version.js';
import type { AnyDefinition } from './unit.js';

/** A definition without its functions. The configuration's schema is made when it is read. */
export function manifestOf({ plugin, id, source, packaged }: LoadedPlugin): PluginManifest {
  const definition = plugin.definition as unknown as AnyDefinition;
  let schema: unknown;
  let settings: unknown;
  let ofOwners: unknown;
  let operations: PlainOperations | undefined;
  let live: PluginManifest['live'] | undefined;
  return {
    id,
    summary: definition.summary,
    version: definition.version ?? packaged?.version ?? SDK_VERSION,
    sdk: definition.sdk ?? packaged?.sdk ?? '*',
    source,
    requires: tokensOf(Object.values(definition.requires ?? {})).map((token) => ({
      token: tokenName(token),
      optional: token.kind === 'optional',
      many: token.kind === 'many',
    })),
    offers: tokensOf(definition.offers ?? []).map(tokenName),
    events: eventsOf(definition.on),
    permissions: withDescribed(permissionsOf(definition.permissions), definition),
    routes: Boolean(definition.routes ?? definition.upgrades),
    tables: definition.migrations !== undefined,
    commands: commandsOf(definition.cli),
    get configSchema() {
      return (schema ??= isSchema(definition.config)
        ? keySchema(definition.config as never)
        : null);
    },
    get repositorySettings() {
      return (settings ??= plainSettings(definition.repositorySettings));
    },
    get ownerSettings() {
      return (ofOwners ??= plainSettings(definition.ownerSettings));
    },
    ui: definition.ui?.contributions ?? [],
    uiModule: definition.ui?.module?.href ?? null,
    texts: definition.texts ?? {},
    get live() {
      return (live ??= plainTopics(definition.live));
    },
    yml: definition.yml ?? [],
    notifier: definition.notifier ?? null,
    provider: definition.provider ?? null,
    get operations() {
      return (operations ??= operationsOfPlugin(definition));
    },
    deprecated: plugin.deprecated ?? [],
    undescribed: definition.routes !== undefined && definition.operations === undefined,
  };
}

/** What a plugin says of its routes says that it has them. */
function withDescribed(
  permissions: DeclaredPermissions,
  { operations = {} }: AnyDefinition,
): DeclaredPermissions {
  const described = Object.values(operations as Readonly<Record<string, unknown>>)
    .map((one) => (one as { readonly address?: unknown } | null)?.address)
    .filter((address) => typeof address === 'string');
  return { ...permissions, routes: [...new Set([...permissions.routes, ...described])] };
}

const tokensOf = (list: readonly Token[]): readonly Token[] => list.filter(isToken);

function commandsOf(cli: AnyDefinition['cli']): readonly string[] {
  const commands = (cli ?? []).map((one) => (one as typeof one | null)?.command);
  return commands.filter((command) => typeof command === 'string');
}

function eventsOf(on: object | undefined): readonly EventName[] {
  return Object.keys(on ?? {}).filter((name): name is EventName =>
    (EVENT_NAMES as readonly string[]).includes(name),
  );
}
