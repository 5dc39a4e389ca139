/** Whose address it is: the last one in `X-Forwarded-For` that no trusted proxy added. */
import { BlockList, isIP } from 'node:net';
import { ConfigError } from '../contracts/errors.js';

export interface Proxies {
  readonly trusts: (address: string) => boolean;
  clientAddress(peer: string, forwardedFor: string | undefined): string;
}

/** What proxies add. Without any of them, and from this machine, nobody stands between. */
const FORWARDED_HEADERS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-server',
  'x-forwarded-port',
  'x-original-forwarded-for',
  'x-real-ip',
  'x-client-ip',
  'true-client-ip',
  'cf-connecting-ip',
  'via',
] as const;

export function isForwarded(headers: Readonly<Record<string, unknown>>): boolean {
  return FORWARDED_HEADERS.some((name) => headers[name] !== undefined);
}

/** `127.0.0.0/8`, `::1`, and the one in the other's clothes. */
export function isLoopbackAddress(address: string): boolean {
  const plain = plainAddress(address);
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

/** `trusted`: addresses, networks (`10.0.0.0/8`), or `loopback`. */
export function createProxies(trusted: readonly string[]): Proxies {
  const list = new BlockList();
  for (const entry of trusted) addEntry(list, entry);
  const trusts = (address: string) => isIP(address) > 0 && list.check(address, family(address));
  return {
    trusts,
    clientAddress(peer, forwardedFor) {
      const chain = [...(forwardedFor ?? '').split(','), peer].map(plainAddress).filter(Boolean);
      let client = chain.pop() ?? '';
      while (trusts(client) && chain.length > 0) {
        const next = chain.pop() ?? '';
        if (isIP(next) === 0) break;
        client = next;
      }
      return client;
    },
  };
}

/** `::ffff:127.0.0.1` is `127.0.0.1`; ports of some proxies are cut off. */
export function plainAddress(text: string): string {
  const address = text
    .trim()
    .replace(/^::ffff:/i, '')
    .replace(/^\[(.*)\](:\d+)?$/, '$1');
  return isIP(address) === 0 ? address.replace(/:\d+$/, '') : address;
}

function addEntry(list: BlockList, entry: string): void {
  if (entry === 'loopback') {
    list.addSubnet('127.0.0.0', 8, 'ipv4');
    list.addAddress('::1', 'ipv6');
    return;
  }
  const [address = '', prefix] = entry.split('/');
  if (isIP(address) === 0) throw invalid(entry);
  if (prefix === undefined) return list.addAddress(address, family(address));
  try {
    list.addSubnet(address, Number(prefix), family(address));
  } catch {
    throw invalid(entry);
  }
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

function invalid(entry: string): ConfigError {
  return new ConfigError('TURNPIKE_CONFIG_INVALID', `http.trustProxy: ${entry} is no address.`, {
    key: 'http.trustProxy',
    wayOut: 'Give addresses or networks such as 10.0.0.0/8, or `loopback`.',
  });
}
