import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ExternalHostError, InputError, type OutboundPlace } from '../contracts/index.js';
import { isForbiddenAddress } from './addresses.js';
import type { AllowList } from './allow-list.js';
import type { Trust } from './exchange.js';

/** All addresses of a name. */
export type Lookup = (host: string) => Promise<readonly string[]>;

export async function lookupAll(host: string): Promise<readonly string[]> {
  const found = await systemLookup(host, { all: true, verbatim: true });
  return found.map((entry) => entry.address);
}

export interface Way {
  /** Which certificates are believed. */
  readonly tls?: Trust;
  readonly allow: AllowList;
  readonly lookup: Lookup;
  /** Throws for a host that whoever asks may not reach. */
  readonly mayReach?: (host: string) => void;
  /** The administrator's own word: their addresses are not judged, though a proxy is gone through. */
  readonly trusted?: (host: string) => boolean;
  /** `net.proxy`: for all that `net.allow` does not name. */
  readonly proxy?: string;
}

/**
 * Looks a host up once and judges every address it has: one forbidden address refuses the host,
 * because which of them is used would be up to chance. Behind a proxy, names that only the proxy can
 * look up are left to it: what it reaches is not our network.
 */
export async function resolvePlace(way: Way, host: string, port: number): Promise<OutboundPlace> {
  const name = host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  way.mayReach?.(name);
  const addresses = isIP(name) === 0 ? await find(way, name) : [name];
  const named = way.allow.host(name) || addresses.some((address) => way.allow.address(address));
  const isTrusted = way.allow.host(name) || way.trusted?.(name) === true;
  const refused = addresses.some(
    (address) => isForbiddenAddress(address) && !isTrusted && !way.allow.address(address),
  );
  if (refused) throw forbidden(name);
  return { host: name, port, addresses, ...(way.proxy && !named ? { proxy: way.proxy } : {}) };
}

async function find({ lookup, proxy }: Way, name: string): Promise<readonly string[]> {
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(name)) throw forbidden(name);
  const addresses = await lookup(name).catch((error: unknown) => {
    if (proxy) return [];
    throw unknownHost(name, error);
  });
  if (addresses.length === 0 && !proxy) throw unknownHost(name);
  return addresses;
}

function unknownHost(host: string, cause?: unknown): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_UNAVAILABLE',
    `The host ${host} is not known.`,
    { host },
    cause,
  );
}

/** The address itself is not told: it would show who asks what lies in our network. */
function forbidden(host: string): InputError {
  return new InputError(
    'TURNPIKE_URL_FORBIDDEN',
    `${host} leads to a private or reserved address.`,
    { host, wayOut: 'An administrator can name the host, address or network in `net.allow`.' },
  );
}
