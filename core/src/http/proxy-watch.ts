/** What requests show of a proxy in front that the configuration does not say, or says wrongly. */
import { isForwarded, isLoopbackAddress, plainAddress, type Proxies } from './client-address.js';

export interface ProxyFault {
  /** For people, one clause. */
  readonly text: string;
  readonly wayOut: string;
}
interface Seen {
  readonly peer: string;
  readonly headers: Readonly<Record<string, unknown>>;
}
export interface ProxyWatch {
  /** The first of each kind that was seen. */
  faults(): readonly ProxyFault[];
  /** Answers a fault that was not seen before. */
  look(request: Seen): ProxyFault | undefined;
  /** Requests for the path of `publicUrl` come without it, over and over. Answers a fault that was not seen before. */
  stripped(basePath: string): ProxyFault | undefined;
}

/** `publicHost`: of `publicUrl`, where it is set. */
export function createProxyWatch(proxies: Proxies, publicHost: string | undefined): ProxyWatch {
  const seen = new Map<Kind, ProxyFault>();
  function note(kind: Kind, about: string): ProxyFault | undefined {
    if (seen.has(kind)) return undefined;
    const fault = FAULTS[kind](about);
    seen.set(kind, fault);
    return fault;
  }
  return {
    faults: () => [...seen.values()],
    stripped: (basePath) => note('stripped', basePath),
    look(request) {
      const kind = kindOf(request, proxies, publicHost);
      return kind && note(kind, plainAddress(request.peer));
    },
  };
}

type Kind = 'local' | 'remote' | 'silent' | 'stripped';

const FAULTS: Readonly<Record<Kind, (about: string) => ProxyFault>> = {
  stripped: (basePath) => ({
    text: `publicUrl has the path ${basePath}, and requests for it arrive without it: the proxy in front removes the prefix`,
    wayOut:
      'Let the proxy pass the path on as it came (nginx: nothing after the port of proxy_pass; Caddy: handle, not handle_path).',
  }),
  local: () => ({
    text: 'a proxy on this machine forwards requests and is not trusted: all its visitors share the limits of one address',
    wayOut: 'Set http.trustProxy: [loopback].',
  }),
  remote: (peer) => ({
    text: `requests from ${peer} say that they are forwarded, and http.trustProxy does not name it: if it is your proxy, all its visitors share the limits of one address`,
    wayOut: `If it is your proxy, set http.trustProxy: ['${peer}']; if not, nothing is to be done: its word is not believed.`,
  }),
  silent: (peer) => ({
    text: `${peer} is trusted as a proxy and does not say whose requests it forwards: all its visitors share the limits of one address`,
    wayOut:
      'Let it send X-Forwarded-For (nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for), or take it out of http.trustProxy.',
  }),
};

function kindOf(
  { peer, headers }: Seen,
  proxies: Proxies,
  publicHost: string | undefined,
): Kind | undefined {
  const isTrusted = proxies.trusts(plainAddress(peer));
  if (isForwarded(headers) && !isTrusted) return isLoopbackAddress(peer) ? 'local' : 'remote';
  // Our own commands and checks come from this machine too, but by its own name.
  const isForOthers = publicHost !== undefined && headers['host'] === publicHost;
  if (!isTrusted || headers['x-forwarded-for'] !== undefined || !isForOthers) return undefined;
  return isLocalName(publicHost) ? undefined : 'silent';
}

function isLocalName(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || isLoopbackAddress(name);
}
