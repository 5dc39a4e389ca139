/** The HTTP server of a process: routes come from plugins, everything around them is done here, once. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { CoreConfig } from '../contracts/config.js';
import type { Logger, Metrics } from '../contracts/host.js';
import type {
  AtOnce,
  HttpResponse,
  Principal,
  Route,
  ServedRoute,
  UpgradeRoute,
} from '../contracts/http.js';
import type { Authenticate } from './authenticate.js';
import type { AuditKeeper } from './audited.js';
import { createProxies, plainAddress } from './client-address.js';
import { createKoa } from './koa-app.js';
import { createRateLimit } from './rate-limit.js';
import { principalKey } from './principal-key.js';
import { createProxyWatch, type ProxyFault } from './proxy-watch.js';
import { refuseFlood } from './refuse.js';
import { createRouter, type Routed } from './router.js';
import { createServer } from './server.js';
import { createShares, type Shares } from './shares.js';
import { createUpgrades } from './upgrades.js';
import { watchAnswers } from './watch-answers.js';

export interface HttpHostOptions {
  readonly config: Pick<CoreConfig, 'http' | 'publicUrl'>;
  readonly log: Logger;
  readonly authenticate: Authenticate;
  readonly metrics: Metrics;
  /** Keeps rows of the audit log; absent: there is no database here, and the log line is all. */
  readonly audit?: AuditKeeper;
  readonly onAnswer?: OnAnswer;
}

/** An answer as it goes out, with the route that made it. */
export interface SeenAnswer {
  /** Id of the plugin; absent: no route was found. */
  readonly plugin?: string;
  /** Of the route. */
  readonly method: string;
  readonly path: string;
  readonly response: HttpResponse;
}
/** For tests: hears every answer. Must not throw. */
export type OnAnswer = (answer: SeenAnswer) => void;

export interface HttpHost {
  /** Something in front of it is not as the configuration says: all its clients count as one. */
  readonly sawUntrustedProxy: boolean;
  /** What requests showed of a proxy that the configuration does not say, or says wrongly. */
  proxyFaults(): readonly ProxyFault[];
  /** Serves a route for a plugin. Returns the undo. Throws ConfigError where the path is taken. */
  add(route: Route, owner: string): () => void;
  addUpgrade(route: UpgradeRoute, owner: string): () => void;
  /** Throws ConfigError TURNPIKE_PORT_IN_USE that names the next free port. */
  listen(): Promise<Listening>;
  /** Takes no more connections, waits a while for answers under way, then cuts. Repeatable. */
  close(graceMs?: number): Promise<void>;
  routes(): readonly ServedRoute[];
}
export interface Listening {
  /** Where this process listens, with the base path, no trailing slash: `http://127.0.0.1:3030/base`. */
  readonly url: string;
  /** What people use: the configured public URL, else `url`. No trailing slash. */
  readonly publicUrl: string;
  readonly port: number;
}

/** What the parts of the server share. */
export interface HttpContext extends HttpHostOptions {
  readonly basePath: string;
  readonly https: boolean;
  /** Origins of the public URL; filled when listening where there is none configured. */
  readonly origins: readonly string[];
  /** The path below the base; undefined: outside of it. */
  below(path: string): string | undefined;
  address(request: IncomingMessage): string;
  /** Throws TURNPIKE_AUTH_INVALID, TURNPIKE_RATE_LIMITED. */
  whoIs(request: IncomingMessage, ip: string): Promise<Principal>;
  isSecure(request: IncomingMessage): boolean;
  /** Ends the answer once whoever asked has lost the right to ask. */
  watch(request: IncomingMessage, response: ServerResponse, principal: Principal): void;
  proxyFaults(): readonly ProxyFault[];
  /** A proxy removes the path of `publicUrl`. */
  noteStripped(): void;
  close(): void;
  /** Seconds to wait; 0: let in. */
  takeRate(principal: Principal, ip: string, route: Route): number;
  /** Room in memory for whole bodies and for answers until their client has taken them; by caller. */
  readonly bodies: Shares;
  readonly answers: Shares;
  /** A place among the costly calls of this name. */
  turns(atOnce: AtOnce): Shares;
}

export function createHttpHost(options: HttpHostOptions): HttpHost {
  const context = createContext(options);
  const router = createRouter<Route>();
  const upgrades = createUpgrades(context);
  const app = createKoa(context, router);
  const server = createServer(options, app.callback(), (request, socket, head) =>
    upgrades.handle(request, socket, head),
  );
  return {
    add: (route, owner) => router.add(route, owner),
    addUpgrade: (route, owner) => upgrades.add(route, owner),
    async listen() {
      const { origin, port } = await server.listen();
      const url = `${origin}${context.basePath}`;
      return { url, port, publicUrl: options.config.publicUrl?.replace(/\/+$/, '') ?? url };
    },
    async close(graceMs = 5_000) {
      upgrades.close();
      context.close();
      await server.close(graceMs);
    },
    proxyFaults: context.proxyFaults,
    get sawUntrustedProxy() {
      return context.proxyFaults().length > 0;
    },
    routes: () => [
      ...router.list().map((entry) => served(entry, false)),
      ...upgrades.list().map((entry) => served(entry, true)),
    ],
  };
}

function served(
  { route, owner }: { readonly route: Routed; readonly owner: string },
  upgrade: boolean,
): ServedRoute {
  const { method, path, audit } = route;
  return { method, path, owner, upgrade, ...(audit === undefined ? {} : { audit }) };
}

const MIB = 1_048_576;
const BODIES = { each: 64 * MIB, all: 256 * MIB, waitingEach: 16, waiting: 200, waitMs: 30_000 };
/** Answers are there already: they do not wait. */
const ANSWERS = { each: 32 * MIB, all: 128 * MIB, waitingEach: 0, waiting: 0, waitMs: 0 };
const TURNS = { waitingEach: 4, waiting: 40, waitMs: 15_000 };

/** Wrong tokens a minute from one address before it is told to wait. */
const WRONG_TOKENS_PER_MINUTE = 60;

function createContext(options: HttpHostOptions): HttpContext {
  const { http, publicUrl } = options.config;
  const proxies = createProxies(http.trustProxy);
  const limits = createRateLimit();
  const answers = watchAnswers(options.authenticate);
  const proxyWatch = createProxyWatch(proxies, publicUrl ? new URL(publicUrl).host : undefined);
  const turns = new Map<string, Shares>();
  const basePath = publicUrl ? new URL(publicUrl).pathname.replace(/\/+$/, '') : '';
  const https = publicUrl?.startsWith('https:') ?? false;

  function warnOfProxy(fault: ProxyFault | undefined): void {
    if (fault) options.log.warn({ wayOut: fault.wayOut }, `Behind a proxy: ${fault.text}`);
  }

  return {
    ...options,
    basePath,
    bodies: createShares(BODIES),
    answers: createShares(ANSWERS),
    turns({ name, each, all }) {
      const shares = turns.get(name) ?? createShares({ each, all, ...TURNS });
      turns.set(name, shares);
      return shares;
    },
    https,
    origins: publicUrl ? [new URL(publicUrl).origin] : [],
    below(path) {
      if (basePath === '') return path;
      if (path === basePath) return '/';
      return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
    },
    address(request) {
      const forwarded = request.headers['x-forwarded-for'];
      const peer = request.socket.remoteAddress ?? '';
      warnOfProxy(proxyWatch.look({ peer, headers: request.headers }));
      return proxies.clientAddress(peer, Array.isArray(forwarded) ? forwarded.join() : forwarded);
    },
    proxyFaults: proxyWatch.faults,
    noteStripped: () => warnOfProxy(proxyWatch.stripped(basePath)),
    watch: answers.add,
    close: answers.close,
    isSecure(request) {
      if (https || (request.socket as Partial<TLSSocket>).encrypted === true) return true;
      const said = String(request.headers['x-forwarded-proto'] ?? '');
      const last = said.split(',').pop()?.trim().toLowerCase();
      return last === 'https' && proxies.trusts(plainAddress(request.socket.remoteAddress ?? ''));
    },
    async whoIs(request, ip) {
      const { authorization, cookie } = request.headers;
      try {
        return await options.authenticate({ authorization, cookie });
      } catch (error) {
        refuseFlood(limits.take(`wrong:${ip}`, WRONG_TOKENS_PER_MINUTE));
        throw error;
      }
    },
    takeRate(principal, ip, route) {
      const perMinute = route.ratePerMinute ?? defaultRate(principal, http.ratePerMinute);
      const own = route.ratePerMinute === undefined ? '' : `${route.method} ${route.path}`;
      return limits.take(`${principalKey(principal, ip)}|${own}`, perMinute);
    },
  };
}

/** The platform's own processes append logs and renew leases at their own pace. */
function defaultRate(principal: Principal, perMinute: number): number {
  return ['role', 'worker', 'run'].includes(principal.kind) ? 0 : perMinute;
}
