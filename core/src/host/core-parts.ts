/** What core itself brings: log, metrics, keys, tokens, bus, store, HTTP. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { CoreConfig } from '../contracts/config.js';
import type { EventBus } from '../contracts/events.js';
import type { InstalledPlugins, Logger, SecretBox, TokenIssuer } from '../contracts/host.js';
import type { Outbound } from '../contracts/outbound.js';
import type { Store } from '../contracts/store.js';
import { tokens, type EmbeddedBroker, type SingleToken } from '../contracts/tokens.js';
import { createContainer, type Container } from '../di/container.js';
import { createAuthenticate } from '../http/authenticate.js';
import type { AuditKeeper } from '../http/audited.js';
import { createHttpHost, type HttpHost } from '../http/http-host.js';
import { createMetrics, type MetricsRegistry } from '../metrics/create-metrics.js';
import { createSecretBox } from '../secrets/secret-box.js';
import { openKeyRing, type KeyRing } from '../secrets/server-key.js';
import { loadSigningKey } from '../secrets/signing-key.js';
import { createTokenIssuer } from '../secrets/token-issuer.js';
import { createCodeHosts } from './code-hosts.js';
import { findMadeApps } from './made-apps.js';
import type { HostCheck, RestrictableOutbound } from './declared-hosts.js';
import type { HostOptions } from './host.js';
import { pathsOf, type Paths } from './paths.js';
import { systemClock, type HostClock } from './system-clock.js';

export interface CoreParts {
  readonly config: CoreConfig;
  readonly paths: Paths;
  readonly log: Logger;
  readonly clock: HostClock;
  readonly metrics: MetricsRegistry;
  readonly keys: KeyRing;
  readonly secrets: SecretBox;
  readonly issuer: TokenIssuer;
  readonly container: Container;
  readonly http: HttpHost;
  /** Name of this process on the bus, unique by start. */
  readonly origin: string;
}

/** `root`: where relative paths of the configuration start. */
export function createCoreParts(
  config: CoreConfig,
  root: string,
  log: Logger,
  { onAnswer, clock = systemClock }: Pick<HostOptions, 'onAnswer' | 'clock'> = {},
): CoreParts {
  const paths = pathsOf(config, root);
  const container = createContainer();
  const metrics = createMetrics();
  const keys = openKeyRing(paths.keyFile);
  const secrets = createSecretBox(keys);
  const sealedFile = join(paths.dataDir, 'signing-key');
  const issuer = createTokenIssuer({
    keys,
    signingKey: () => loadSigningKey({ pemFile: config.signingKeyFile, sealedFile, box: secrets }),
  });
  const store = () =>
    container.providerOf(tokens.store) ? container.resolve(tokens.store) : undefined;
  const authenticate = createAuthenticate({
    tokens: config.tokens,
    issuer,
    sessions: () => store()?.sessions,
    workers: () => store()?.workers,
    hash: (token) => secrets.hash(token),
  });
  const audit: AuditKeeper = {
    add: async (entry) => (await store()?.audit.add(entry))?.id,
    settle: async (id, entry) => store()?.audit.settle(id, entry),
    drop: async (id) => store()?.audit.drop(id),
  };
  const http = createHttpHost({
    config,
    log: log.child({ part: 'http' }),
    authenticate,
    metrics,
    audit,
    ...(onAnswer ? { onAnswer } : {}),
  });
  const origin = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  return { config, paths, log, clock, metrics, keys, secrets, issuer, container, http, origin };
}

/** `embedded`: the broker of this process. Connecting goes on in the background. */
export async function createBus(
  parts: CoreParts,
  embedded: EmbeddedBroker | undefined,
): Promise<EventBus> {
  const { bus } = parts.config;
  const log = parts.log.child({ part: 'bus' });
  if (bus.url === 'memory') {
    const { createMemoryBus } = await import('../bus/memory-bus.js');
    return createMemoryBus({ log, origin: parts.origin });
  }
  // Loaded only where there is a broker to talk to.
  const { connectBus } = await import('../bus/mqtt-bus.js');
  return connectBus({
    url: bus.url,
    origin: parts.origin,
    log,
    ...(bus.user === undefined ? {} : { user: bus.user }),
    ...(bus.password === undefined ? {} : { password: bus.password }),
    ...(bus.ca === undefined ? {} : { ca: bus.ca }),
    ...(embedded ? { embedded: () => embedded.connect() } : {}),
  });
}

/** Tokens that core provides, unless the caller gave others in their place. */
export function provideCoreTokens(
  parts: CoreParts,
  bus: EventBus,
  store: Store | undefined,
  installed: InstalledPlugins,
): void {
  const own: readonly (readonly [SingleToken<unknown>, unknown])[] = [
    [tokens.events, bus],
    [tokens.secrets, parts.secrets],
    [tokens.tokenIssuer, parts.issuer],
    [tokens.clock, parts.clock],
    [tokens.metrics, parts.metrics],
    [tokens.outbound, lazyOutbound(parts.config.net)],
    [
      tokens.codeHosts,
      createCodeHosts(parts.config, parts.paths.root, findMadeApps(store, parts.secrets)),
    ],
    [tokens.installed, installed],
    ...(store ? ([[tokens.store, store]] as const) : []),
  ];
  for (const [token, value] of own) {
    if (parts.container.providerOf(token) === undefined) {
      parts.container.provide(token, 'core', () => value);
    }
  }
}

/** Loaded on first use: few processes go out. A wrong entry of `net.allow` is found then. */
function lazyOutbound(net: CoreConfig['net'], mayReach?: HostCheck): RestrictableOutbound {
  const { allow, proxy } = net;
  let made: Promise<Outbound> | undefined;
  const load = () =>
    (made ??= import('../net/outbound.js').then(({ createOutbound }) =>
      createOutbound({
        allow,
        ...(proxy === undefined ? {} : { proxy }),
        ...(mayReach === undefined ? {} : { mayReach }),
      }),
    ));
  return {
    fetch: async (url, init) => (await load()).fetch(url, init),
    resolve: async (host, port) => (await load()).resolve(host, port),
    restrictedTo: (check) => lazyOutbound(net, check),
  };
}
