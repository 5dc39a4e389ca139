import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { ExternalHostError, InputError, type OutboundPlace } from '../contracts/index.js';
import { isForbiddenAddress } from './addresses.js';
import type { AllowList } from './allow-list.js';

/** All addresses of a name. */
export type Lookup = (host: string) => Promise<readonly string[]>;

export async function lookupAll(host: string): Promise<readonly string[]> {
  const found = await systemLookup(host, { all: true, verbatim: true });
  return found.map((entry) => entry.address);
}

/**
 * Looks a host up once and judges every address it has: one forbidden address refuses the host,
 * because which of them is used would be up to chance.
 */
export async function resolvePlace(
  allow: AllowList,
  lookup: Lookup,
  host: string,
  port: number,
): Promise<OutboundPlace> {
  const name = host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
  const addresses = isIP(name) === 0 ? await find(lookup, name) : [name];
  const refused = addresses.find(
    (address) => isForbiddenAddress(address) && !allow.host(name) && !allow.address(address),
  );
  if (refused !== undefined) throw forbidden(name);
  return { host: name, port, addresses };
}

async function find(lookup: Lookup, name: string): Promise<readonly string[]> {
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/i.test(name)) throw forbidden(name);
  const addresses = await lookup(name).catch((error: unknown) => {
    throw unknownHost(name, error);
  });
  if (addresses.length === 0) throw unknownHost(name);
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
