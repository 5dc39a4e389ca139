/** The HTTP server of a process: routes come from plugins, everything around them is done here, once. */
import type { IncomingMessage } from 'node:http';
import type { CoreConfig } from '../contracts/config.js';
import type { Logger, Metrics } from '../contracts/host.js';
import type { Principal, Route, UpgradeRoute } from '../contracts/http.js';
import type { Authenticate } from './authenticate.js';
import { createProxies } from './client-address.js';
import { createKoa } from './koa-app.js';
import { createRateLimit } from './rate-limit.js';
import { refuseFlood } from './refuse.js';
import { createRouter, type Routed } from './router.js';
import { createServer } from './server.js';
import { createUpgrades } from './upgrades.js';

export interface HttpHostOptions {
  readonly config: Pick<CoreConfig, 'http' | 'publicUrl'>;
  readonly log: Logger;
  readonly authenticate: Authenticate;
  readonly metrics: Metrics;
}

export interface HttpHost {
  /** Serves a route for a plugin. Returns the undo. Throws ConfigError where the path is taken. */
  add(route: Route, owner: string): () => void;
  addUpgrade(route: UpgradeRoute, owner: string): () => void;
  /** Throws ConfigError TURNPIKE_PORT_IN_USE that names the next free port. */
  listen(): Promise<Listening>;
  /** Takes no more connections, waits a while for answers under way, then cuts. Repeatable. */
  close(graceMs?: number): Promise<void>;
  routes(): readonly ServedRoute[];
}
export interface ServedRoute {
  readonly method: string;
  readonly path: string;
  /** Id of the plugin. */
  readonly owner: string;
  /** A WebSocket door. */
  readonly upgrade: boolean;
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
  /** Seconds to wait; 0: let in. */
  takeRate(principal: Principal, ip: string, route: Route): number;
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
      await server.close(graceMs);
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
  return { method: route.method, path: route.path, owner, upgrade };
}

/** Wrong tokens a minute from one address before it is told to wait. */
const WRONG_TOKENS_PER_MINUTE = 60;

function createContext(options: HttpHostOptions): HttpContext {
  const { http, publicUrl } = options.config;
  const proxies = createProxies(http.trustProxy);
  const limits = createRateLimit();
  const basePath = publicUrl ? new URL(publicUrl).pathname.replace(/\/+$/, '') : '';
  return {
    ...options,
    basePath,
    https: publicUrl?.startsWith('https:') ?? false,
    origins: publicUrl ? [new URL(publicUrl).origin] : [],
    below(path) {
      if (basePath === '') return path;
      if (path === basePath) return '/';
      return path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
    },
    address(request) {
      const forwarded = request.headers['x-forwarded-for'];
      const peer = request.socket.remoteAddress ?? '';
      return proxies.clientAddress(peer, Array.isArray(forwarded) ? forwarded.join() : forwarded);
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

function principalKey(principal: Principal, ip: string): string {
  if (principal.kind === 'user') return `user:${principal.userId}`;
  if (principal.kind === 'job') return `job:${principal.jobId}`;
  if (principal.kind === 'run') return `run:${principal.jobId}.${principal.run}`;
  return `${principal.kind}:${ip}`;
}
