/** The code hosts of the configuration, each with a way of its own. */
import { readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { CodeHostConfig } from '../contracts/code-host-config.js';
import type { CodeHost, CodeHosts, HostApp } from '../contracts/code-hosts.js';
import type { CoreConfig } from '../contracts/config.js';
import { ConfigError, InputError } from '../contracts/errors.js';
import type { Outbound } from '../contracts/outbound.js';

/** Of an id of a host: the app that was made for it from the system page. */
export type FindMadeApp = (host: string) => Promise<HostApp | null>;
const noneMade: FindMadeApp = async () => null;

/** `root`: where relative paths of the configuration start. */
export function createCodeHosts(
  config: Pick<CoreConfig, 'hosts' | 'net'>,
  root: string,
  findMade: FindMadeApp = noneMade,
): CodeHosts {
  const made = config.hosts.map((entry) => ({
    ...codeHost(entry, config.net, root),
    findApp: async () => (entry.app ? configuredApp(entry.app) : findMade(entry.id)),
  }));
  return {
    all: made.map(({ id, kind, url }) => ({ id, kind, url })),
    kindOf: (id) => made.find((one) => one.id === id)?.kind ?? id,
    ofKind: (kind) => made.filter((one) => one.kind === kind),
    ofSetting: (url) => outboundTo({ id: new URL(url).host, url }, config.net, root),
  };
}

const configuredApp = (app: NonNullable<CodeHostConfig['app']>): HostApp => ({
  ...app,
  ...{ slug: null, webhookSecret: null, clientId: null, clientSecret: null },
});

function codeHost(
  entry: CodeHostConfig,
  net: CoreConfig['net'],
  root: string,
): Omit<CodeHost, 'findApp'> {
  const { id, kind, webhookSecrets, allowedOrganizations, registration } = entry;
  const url = bare(entry.url);
  return {
    ...{ id, kind, url, webhookSecrets, allowedOrganizations, registration },
    apiUrl: entry.apiUrl === undefined ? null : bare(entry.apiUrl),
    reachUrl: entry.internalUrl === undefined ? url : bare(entry.internalUrl),
    clientId: entry.clientId ?? null,
    clientSecret: entry.clientSecret ?? null,
    token: entry.token ?? null,
    app: entry.app ?? null,
    pollSeconds: entry.pollSeconds ?? null,
    outbound: outboundTo(entry, net, root),
  };
}

const bare = (url: string): string => url.replace(/\/+$/, '');

/** What a way is made of. */
type Reached = Pick<CodeHostConfig, 'id' | 'url'> & Partial<CodeHostConfig>;

/** Loaded on first use: few processes go out. */
function outboundTo(entry: Reached, net: CoreConfig['net'], root: string): Outbound {
  let made: Promise<Outbound> | undefined;
  const own = origins(entry);
  const load = () => (made ??= open(entry, net, root));
  return {
    async fetch(url, init) {
      const { origin } = URL.canParse(url) ? new URL(url) : { origin: url };
      if (!own.includes(origin)) throw otherHost(entry, origin);
      return (await load()).fetch(url, init);
    },
    async resolve(host, port) {
      return (await load()).resolve(host, port);
    },
  };
}

/** Its own addresses are the administrator's word: they may be private. */
async function open(entry: Reached, net: CoreConfig['net'], root: string): Promise<Outbound> {
  const { createOutbound } = await import('../net/outbound.js');
  const own = origins(entry).map((one) => new URL(one).hostname.replace(/^\[(.*)\]$/, '$1'));
  const proxy = entry.proxy ?? net.proxy;
  return createOutbound({
    // What `net.allow` names is asked directly, but a proxy of the host's own holds for all of it.
    allow: entry.proxy === undefined ? net.allow : [],
    ...(proxy === undefined ? {} : { proxy }),
    ...(entry.ca === undefined ? {} : { ca: await readCa(entry, root) }),
    ...(entry.allowInsecure === true ? { allowInsecure: true } : {}),
    trusted: (host) => own.includes(host.toLowerCase()),
    mayReach(host) {
      if (!own.includes(host.toLowerCase())) throw otherHost(entry, host);
    },
  });
}

/** Of its pages and its API, which some have beside them. */
function origins({ url, apiUrl, internalUrl }: Reached): readonly string[] {
  const given = [url, apiUrl, internalUrl].filter((one) => one !== undefined);
  const { protocol, host } = new URL(url);
  const beside = API_BESIDE.test(host) ? [`${protocol}//api.${host}`] : [];
  return [...new Set([...given.map((one) => new URL(one).origin), ...beside])];
}
const API_BESIDE = /^(?:github\.com|[^.]+\.ghe\.com|bitbucket\.org)$/;

async function readCa({ id, ca = '' }: Reached, root: string): Promise<string> {
  const path = isAbsolute(ca) ? ca : join(root, ca);
  return readFile(path, 'utf8').catch((cause: unknown) => {
    const words = `The certificate authority of the host ${id} cannot be read: ${path}.`;
    const wayOut = 'Name a PEM file that the server may read.';
    throw new ConfigError('TURNPIKE_CONFIG_UNREADABLE', words, { key: 'hosts', wayOut }, cause);
  });
}

function otherHost({ id }: Reached, host: string): InputError {
  return new InputError('TURNPIKE_URL_FORBIDDEN', `${host} is not the code host ${id}.`, {
    host,
    wayOut: `Where it belongs to it, name it as apiUrl or internalUrl of the entry ${id} of hosts.`,
  });
}
