/** What a plugin requires, with the doors of core narrowed to what it declares. */
import type { CodeHosts } from '../contracts/code-hosts.js';
import type { EventSource } from '../contracts/events.js';
import type { Outbound } from '../contracts/outbound.js';
import type { HostPermission } from '../contracts/permissions.js';
import { tokens } from '../contracts/tokens.js';
import { tokenName } from '../di/check-tokens.js';
import { permissionError } from '../hooks/hook-rights.js';
import { checkDeclared, outboundFor } from './declared-hosts.js';
import { isToken } from './faults/index.js';
import type { AnyContext, Unit } from './unit.js';

type AnyDeps = AnyContext['deps'];

/** `deps`: as they were resolved, by the names that the plugin gave. */
export function declaredDeps(unit: Unit, deps: AnyDeps, config: unknown): AnyDeps {
  const requires = unit.definition.requires ?? {};
  const narrowed = Object.entries(deps).map(([name, value]) => {
    const token = requires[name];
    const known = isToken(token) ? NARROWED[tokenName(token)] : undefined;
    return [name, known && value !== undefined ? known(unit, value, config) : value] as const;
  });
  return Object.fromEntries(narrowed);
}

type Narrow = (unit: Unit, value: unknown, config: unknown) => unknown;

const NARROWED: Readonly<Record<string, Narrow>> = {
  [tokens.outbound.name]: ({ plugin, manifest }, value, config) =>
    outboundFor(plugin, value as Outbound, manifest.permissions.hosts, config),
  [tokens.codeHosts.name]: ({ plugin, manifest }, value, config) =>
    codeHostsFor(plugin, value as CodeHosts, manifest.permissions.hosts, config),
  [tokens.events.name]: (unit, value) => eventsFor(unit, value as EventSource),
};

/** Only what its contract names: the bus behind it could publish in the name of others. */
function eventsFor({ plugin, manifest }: Unit, bus: EventSource): EventSource {
  const { events, permissions } = manifest;
  const heard: readonly string[] = [...events, ...permissions.events];
  return {
    get connected() {
      return bus.connected;
    },
    on(name, handler) {
      if (!heard.includes(name)) throw undeclaredEvent(plugin, name, permissions.events);
      return bus.on(name, handler);
    },
  };
}

function undeclaredEvent(plugin: string, name: string, declared: readonly string[]): Error {
  const all = [...declared, name].map((one) => `'${one}'`).join(', ');
  return permissionError(
    plugin,
    `${plugin} hears the event ${name}, which it does not declare.`,
    `Handle it in \`on\`, or add it to the declaration: permissions: { events: [${all}] }.`,
    { event: name },
  );
}

/** Those of a kind with their secrets only where it is declared. */
function codeHostsFor(
  plugin: string,
  codeHosts: CodeHosts,
  declared: readonly HostPermission[],
  config: unknown,
): CodeHosts {
  const kinds = declared.flatMap((one) =>
    typeof one !== 'string' && 'kind' in one ? one.kind : [],
  );
  return {
    all: codeHosts.all,
    kindOf: (id) => codeHosts.kindOf(id),
    ofSetting(url) {
      checkDeclared(plugin, declared, config, new URL(url).hostname);
      return codeHosts.ofSetting(url);
    },
    ofKind(kind) {
      if (kinds.includes(kind)) return codeHosts.ofKind(kind);
      throw permissionError(
        plugin,
        `${plugin} asks for code hosts of the kind ${kind}, which it does not declare.`,
        `Add it to the declaration: permissions: { hosts: [{ kind: '${kind}' }] }.`,
        { kind },
      );
    },
  };
}
