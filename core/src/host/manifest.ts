import { EVENT_NAMES, type EventName } from '../contracts/events.js';
import type { PluginManifest } from '../contracts/plugin.js';
import { keySchema } from '../config/json-schema.js';
import { tokenName } from '../di/check-tokens.js';
import type { LoadedPlugin } from './load.js';
import { SDK_VERSION } from './sdk-version.js';
import type { AnyDefinition } from './unit.js';

/** A definition without its functions. The configuration's schema is made when it is read. */
export function manifestOf({ plugin, id, source }: LoadedPlugin): PluginManifest {
  const definition = plugin.definition as unknown as AnyDefinition;
  let schema: unknown;
  return {
    id,
    summary: definition.summary,
    version: definition.version ?? SDK_VERSION,
    sdk: definition.sdk ?? '*',
    source,
    requires: Object.values(definition.requires ?? {}).map((token) => ({
      token: tokenName(token),
      optional: token.kind === 'optional',
      many: token.kind === 'many',
    })),
    offers: (definition.offers ?? []).map(tokenName),
    events: eventsOf(definition.on),
    get configSchema() {
      return (schema ??= definition.config ? keySchema(definition.config) : null);
    },
    ui: definition.ui?.contributions ?? [],
    uiModule: definition.ui?.module.href ?? null,
    yml: definition.yml ?? [],
    notifier: definition.notifier ?? null,
    provider: definition.provider ?? null,
  };
}

function eventsOf(on: object | undefined): readonly EventName[] {
  return Object.keys(on ?? {}).filter((name): name is EventName =>
    (EVENT_NAMES as readonly string[]).includes(name),
  );
}
