/** What `turnpike doctor` says of the addresses by which people reach the server. */
import type { CoreConfig } from '../contracts/config.js';
import { isLoopbackAddress } from '../http/client-address.js';
import type { Check } from './checks.js';

type Addresses = Pick<CoreConfig, 'http' | 'publicUrl'>;

export function addressChecks(config: Addresses): readonly Check[] {
  const problems = [plainHttp(config), mismatch(config), proxyWithoutTrust(config)];
  return problems.flatMap((check) => check ?? []);
}

const isLocal = (host: string): boolean =>
  host === 'localhost' || isLoopbackAddress(host.replace(/^\[(.*)\]$/, '$1'));

/** Passwords and tokens go over the net as they are. */
function plainHttp({ http: { host }, publicUrl }: Addresses): Check | undefined {
  if (isLocal(host)) return undefined;
  const where = ['0.0.0.0', '::'].includes(host) ? 'on all interfaces' : `on ${host}`;
  const behindTls = publicUrl?.startsWith('https:') ?? false;
  return warning(
    'address',
    behindTls
      ? `plain HTTP ${where}, beside the proxy at ${publicUrl}`
      : `plain HTTP ${where}: passwords and tokens can be read on the way`,
    'Set http.host: 127.0.0.1 and put a proxy with TLS in front, with publicUrl: https://….',
  );
}

/** People are sent where nothing answers, or the browser's writes are refused as another page's. */
function mismatch({ http: { host, port }, publicUrl }: Addresses): Check | undefined {
  if (publicUrl === undefined) {
    if (isLocal(host)) return undefined;
    return warning(
      'public address',
      'is not set: links in mails and commit statuses name the address that it listens on',
      'Set publicUrl to what people type in.',
    );
  }
  const url = new URL(publicUrl);
  const wanted = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  if (!isLocal(url.hostname) || url.protocol === 'https:' || wanted === port) return undefined;
  return warning(
    'public address',
    `${publicUrl} is on this machine, but the server listens on port ${port}`,
    `Set publicUrl: http://${url.hostname}:${port}, or leave it out.`,
  );
}

/** Something must end TLS in front: this server speaks HTTP only. */
function proxyWithoutTrust({ http, publicUrl }: Addresses): Check | undefined {
  if (!publicUrl?.startsWith('https:') || http.trustProxy.length > 0) return undefined;
  return warning(
    'proxy',
    `${publicUrl} needs a proxy, and http.trustProxy names none: all visitors share the limits of one address`,
    isLocal(http.host)
      ? 'Set http.trustProxy: [loopback].'
      : 'Set http.trustProxy to the address of the proxy.',
  );
}

function warning(name: string, message: string, wayOut: string): Check {
  return { name, state: 'warning', message, wayOut };
}
