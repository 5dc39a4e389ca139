/** The hosts that a plugin may reach through the token `outbound`. */
import type { HostPermission } from '../contracts/permissions.js';
import type { Outbound } from '../contracts/outbound.js';
import { permissionError } from '../hooks/hook-rights.js';
import { settingOf } from './declared-places.js';

/** An outbound that is asked before each host, those of redirects too. */
export interface RestrictableOutbound extends Outbound {
  restrictedTo(check: HostCheck): Outbound;
}
/** Throws for a host that may not be asked. */
export type HostCheck = (host: string) => void;

/** `config`: the plugin's own, of which declared settings are hosts. */
export function outboundFor(
  plugin: string,
  outbound: Outbound,
  hosts: readonly HostPermission[],
  config: unknown,
): Outbound {
  if (hosts.includes('*')) return outbound;
  const check: HostCheck = (host) => checkDeclared(plugin, hosts, config, host);
  if ('restrictedTo' in outbound) return (outbound as RestrictableOutbound).restrictedTo(check);
  // A fake of a test: it answers for its redirects itself.
  return {
    fetch: async (url, init) => {
      if (URL.canParse(url)) check(new URL(url).hostname);
      return outbound.fetch(url, init);
    },
    resolve: async (host, port) => {
      check(host);
      return outbound.resolve(host, port);
    },
  };
}

/** Throws for a host that the plugin does not declare. */
export function checkDeclared(
  plugin: string,
  hosts: readonly HostPermission[],
  config: unknown,
  host: string,
): void {
  const name = bareHost(host);
  const patterns = hosts.flatMap((one) =>
    typeof one === 'string' ? one : settingHosts(one, config),
  );
  if (!patterns.some((pattern) => matches(pattern.toLowerCase(), name)))
    throw undeclaredHost(plugin, name, hosts);
}

/** Of an address or a name, or a list of them; nothing where the operator has set none. */
function settingHosts(one: Exclude<HostPermission, string>, config: unknown): string[] {
  // Code hosts have a way of their own (`CodeHost.outbound`).
  if ('kind' in one) return [];
  const { setting } = one;
  return [settingOf(config, setting)]
    .flat()
    .flatMap((one) => (typeof one === 'string' ? hostOf(one) : []));
}

function hostOf(text: string): string[] {
  const address = text.includes('://') ? text : `tcp://${text}`;
  return URL.canParse(address) ? [bareHost(new URL(address).hostname)] : [];
}

const bareHost = (host: string): string => host.toLowerCase().replace(/^\[(.*)\]$/, '$1');

function matches(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : bareHost(pattern) === host;
}

function undeclaredHost(plugin: string, host: string, hosts: readonly HostPermission[]): Error {
  const all = [...hosts, host].map((one) => {
    if (typeof one === 'string') return `'${one}'`;
    return 'kind' in one ? `{ kind: '${one.kind}' }` : `{ setting: '${one.setting}' }`;
  });
  return permissionError(
    plugin,
    `${plugin} asks the host ${host}, which it does not declare.`,
    `Add it to the declaration: permissions: { hosts: [${all.join(', ')}] }.`,
    { host },
  );
}
