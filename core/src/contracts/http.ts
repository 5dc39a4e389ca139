/** HTTP as plugins see it: no server framework in sight, so a route is a function that tests can call. */
import type { Duplex } from 'node:stream';
import type { AccessLevel } from './domain.js';

/** Who asks. Made by core's authentication; each route names the kinds that it lets in. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly userId: number;
      readonly login: string;
      readonly admin: boolean;
      readonly via: 'session' | 'token';
      readonly scopes: readonly string[];
    }
  /** One of our own processes (role secret). */
  | { readonly kind: 'role' }
  /** A worker (worker token): hello and claim. */
  | { readonly kind: 'worker' }
  /** One run's worker (run token): renew, report, append. */
  | { readonly kind: 'run'; readonly jobId: number; readonly run: number }
  /** A job's script (job token): cache, workspace, artifacts of its build. */
  | {
      readonly kind: 'job';
      readonly jobId: number;
      readonly run: number;
      readonly buildId: number;
      readonly repositoryId: number;
    };
export type PrincipalKind = Principal['kind'];

export interface HttpExchange {
  readonly method: string;
  /** Without the base path. */
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly principal: Principal;
  /** Address of the client, after trusted proxies. */
  readonly ip: string;
  /** Request id, also in logs and the `X-Request-Id` answer. */
  readonly id: string;
  /** Aborted when the client goes away. */
  readonly signal: AbortSignal;
  /** JSON or form body. Throws InputError (malformed, too large, wrong type). */
  json(): Promise<unknown>;
  /** Whole body. Throws InputError if larger than the route's limit. */
  bytes(): Promise<Uint8Array>;
  /** The body as it comes, with back-pressure; the route's limit holds. */
  stream(): AsyncIterable<Uint8Array>;
}

export interface HttpResponse {
  /** 200 if absent, 204 without a body. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Objects become JSON. Streams are sent with back-pressure and aborted with the client. */
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** `/v3/repo/:slug/builds`; `:name(.*)` takes the rest. */
  readonly path: string;
  /** Kinds let in; others get 401 (anonymous) or 403. */
  readonly allow: readonly PrincipalKind[];
  /** 1 MiB if absent. */
  readonly bodyLimitBytes?: number;
  /** Requests a minute from one address (anonymous) or principal; the server's default if absent; 0: none. */
  readonly ratePerMinute?: number;
  handle(exchange: HttpExchange): Promise<HttpResponse> | HttpResponse;
}

/** A WebSocket door. `accept` owns the socket from then on. */
export interface UpgradeRoute {
  readonly path: string;
  readonly allow: readonly PrincipalKind[];
  accept(
    exchange: Omit<HttpExchange, 'json' | 'bytes' | 'stream'>,
    raw: { request: unknown; socket: Duplex; head: Uint8Array },
  ): Promise<void> | void;
}

/** What people may do who are not logged in. Provided by the api, where it runs in the same process. */
export interface VisitorRights {
  /** `api.public`: may they read public repositories? */
  readonly mayRead: boolean;
}

/** Name of the cookie that carries a session. */
export const SESSION_COOKIE = 'turnpike_session';

/** One way to log in, as the login page offers it. Provided by the login plugins. */
export interface LoginMethod {
  readonly id: string;
  readonly title: string;
  /** `password`: the form. `redirect`: a link to `url`. */
  readonly kind: 'password' | 'redirect';
  readonly url?: string;
  /**
   * Checks what was posted to the session: the user's id; undefined: not for this method, or wrong.
   * Throws TURNPIKE_RATE_LIMITED after too many wrong ones. The api makes the session.
   */
  logIn?(credentials: Readonly<Record<string, unknown>>): Promise<number | undefined>;
  /** true: the account came by a one-time link and has no password yet. */
  passwordNeeded?(userId: number): Promise<boolean>;
}

export interface SessionInfo {
  readonly token: string;
  readonly expiresAt: number;
}

/** Rights of one user on one repository; admins have `admin` everywhere. */
export type RepositoryRights = AccessLevel | null;
