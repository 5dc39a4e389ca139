import { BlockList, isIP } from 'node:net';
import { ConfigError } from '../contracts/index.js';
import { addNetwork, embeddedIPv4 } from './addresses.js';

export interface AllowList {
  /** Named by `net.allow` itself: its addresses are not judged. */
  host(host: string): boolean;
  address(address: string): boolean;
}

const HOST = /^(\*\.)?[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i;

/**
 * Reads `net.allow`: host names (`git.example.com`, `*.example.com`), addresses, networks (CIDR).
 * Throws ConfigError naming the entry that is none of these.
 */
export function createAllowList(entries: readonly string[]): AllowList {
  const networks = new BlockList();
  const hosts: string[] = [];
  for (const entry of entries) {
    const text = entry.trim().replace(/^\[(.*)\]$/, '$1');
    if (addNetwork(networks, text)) continue;
    if (!HOST.test(text)) throw invalidEntry(entry);
    hosts.push(text.toLowerCase());
  }
  return {
    host: (host) => hosts.some((pattern) => matches(pattern, host.toLowerCase())),
    address: (address) => contains(networks, address),
  };
}

function matches(pattern: string, host: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

function contains(networks: BlockList, address: string): boolean {
  const plain = embeddedIPv4(address) ?? address.replace(/%.*$/, '');
  return networks.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

function invalidEntry(entry: string): ConfigError {
  return new ConfigError('TURNPIKE_CONFIG_INVALID', `net.allow: ${JSON.stringify(entry)}`, {
    key: 'net.allow',
    wayOut: 'Give host names (*.example.com), addresses, or networks such as 10.0.0.0/8.',
  });
}
