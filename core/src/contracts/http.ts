/** HTTP as plugins see it: no server framework in sight, so a route is a function that tests can call. */
import type { Duplex } from 'node:stream';
import type { JsonObject, Millis } from './domain.js';
import type { HostPerson, HostGrant, SignInPolicy, SignInReturn, SignInStart } from './sign-in.js';

/** Who asks. Made by core's authentication; each route names the kinds that it lets in. @stable */
export type Principal =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly userId: number;
      readonly login: string;
      readonly admin: boolean;
      readonly via: 'session' | 'token';
      readonly scopes: readonly string[];
      /** The administrator who acts as this user, with this user's rights; absent: nobody does. */
      readonly by?: ActingAdministrator;
      /** Id of the owner whose token this is: no person asks. Absent: a person does. */
      readonly ownerId?: number;
    }
  /** One of our own processes (role secret). */
  | { readonly kind: 'role' }
  /** A worker: hello and claim. */
  | {
      readonly kind: 'worker';
      /** By a token of its own: it speaks in this name only. Absent: by the secret that all workers share. */
      readonly worker?: WorkerIdentity;
    }
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
/** An administrator who acts as somebody else. @experimental */
export interface ActingAdministrator {
  /** Id of the administrator. */
  readonly userId: number;
  /** Login of the administrator. */
  readonly login: string;
  /** When it ends by itself. */
  readonly until: Millis;
}
/** One kind of who may ask. @stable */
export type PrincipalKind = Principal['kind'];
/** All kinds, for `allow`. @stable */
export const PRINCIPAL_KINDS = [
  'anonymous',
  'user',
  'role',
  'worker',
  'run',
  'job',
] as const satisfies readonly PrincipalKind[];

/** A worker that has a token of its own. @experimental */
export interface WorkerIdentity {
  /** The only name that it may speak in. */
  readonly name: string;
  /** The only queues that it may take jobs from; null: all. */
  readonly queues: readonly string[] | null;
}

/** What the audit log says of a request, beyond who, when and from where. Nothing in it is secret. @stable */
export interface AuditNote {
  /** `user.suspend`; the route's `audit` if absent. */
  readonly action?: string;
  /** `user/grace`; the path if absent. */
  readonly target?: string;
  /** Which repository it is about; null: none. */
  readonly repositoryId?: number | null;
  /** What changes, as it was; null: it was not there. */
  readonly before?: JsonObject | null;
  /** The same afterwards; null: it is gone. */
  readonly after?: JsonObject | null;
  /** In place of who asks: who logs in. */
  readonly who?: { readonly userId: number | null; readonly login: string };
}

/** A request as a route's handler gets it. No server framework is in sight. @stable */
export interface HttpExchange {
  /** In capitals. */
  readonly method: string;
  /** Without the base path. */
  readonly path: string;
  /** By the names in the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** What stands behind the question mark. */
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Who asks, as the route's `allow` let them in. */
  readonly principal: Principal;
  /** Address of the client, after trusted proxies. */
  readonly ip: string;
  /** Did it come by https? By the public URL, or by the word of a trusted proxy. */
  readonly secure: boolean;
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
  /**
   * Completes the row of the audit log that stands there since before the handler ran, and writes a line of the log;
   * never throws. Routes that write have a row without it: this is for what it should say, and for refusals that are
   * worth one.
   */
  audit(note: AuditNote): Promise<void>;
}

/** What a handler answers. Errors are thrown: a TurnpikeError becomes its status and words. @stable */
export interface HttpResponse {
  /** 200 if absent, 204 without a body. */
  readonly status?: number;
  /** Any case; a list is sent as several of one name. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Objects become JSON. Streams are sent with back-pressure and aborted with the client. */
  readonly body?: unknown;
}

/**
 * How many calls are under way at once: of one address (anonymous) or principal, and of all. A few more
 * wait in line for some seconds; the others get 429 (their own are too many) or 503, with `Retry-After`.
 * @stable
 */
export interface AtOnce {
  /** Routes of one name share the numbers, those of the route that was served first. */
  readonly name: string;
  /** Of one address or principal. */
  readonly each: number;
  /** Altogether. */
  readonly all: number;
}

/** An address that a plugin answers. It waits until its plugin has started. @stable */
export interface Route {
  /** Routes of one path differ by it. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** `/v3/repo/:slug/builds`; `:name(.*)` takes the rest. */
  readonly path: string;
  /** Kinds let in; others get 401 (anonymous) or 403. */
  readonly allow: readonly PrincipalKind[];
  /** 1 MiB if absent. */
  readonly bodyLimitBytes?: number;
  /** Requests a minute from one address (anonymous) or principal; the server's default if absent; 0: none. */
  readonly ratePerMinute?: number;
  /** Refused with the Origin of another page although no cookie came: for logging in. */
  readonly ownPagesOnly?: boolean;
  /**
   * Of routes that write: the action's name in the audit log (`user.suspend`). The row is written before the handler
   * runs, and completed when it has answered.
   * false: not worth a row. Absent: method and path are its name.
   */
  readonly audit?: string | false;
  /** For calls that cost much. Absent: as many as come. */
  readonly atOnce?: AtOnce;
  /** Called for each request that was let in. What it throws is answered by its status, with the plugin in the log. */
  handle(exchange: HttpExchange): Promise<HttpResponse> | HttpResponse;
}

/** A route as a process serves it. @experimental */
export interface ServedRoute {
  /** `GET`; of a door too. */
  readonly method: string;
  /** As the route has it. */
  readonly path: string;
  /** Id of the plugin; `core`. */
  readonly owner: string;
  /** A WebSocket door. */
  readonly upgrade: boolean;
  /** See `Route.audit`. */
  readonly audit?: string | false;
}

/** A WebSocket door. `accept` owns the socket from then on. @experimental */
export interface UpgradeRoute {
  /** As that of a route. */
  readonly path: string;
  /** Kinds let in. */
  readonly allow: readonly PrincipalKind[];
  /** Once a door is open: asks every so often, by `whoNow`, whether it may stay so. */
  accept(
    exchange: Omit<HttpExchange, 'json' | 'bytes' | 'stream' | 'audit'> & {
      /** Who the same credentials are now; nobody where they have ended. Throws only what may pass. */
      whoNow(): Promise<Principal>;
    },
    raw: { request: unknown; socket: Duplex; head: Uint8Array },
  ): Promise<void> | void;
}

/** What people may do who are not logged in. Provided by the api, where it runs in the same process. @experimental */
export interface VisitorRights {
  /** `api.public`: may they read public repositories? */
  readonly mayRead: boolean;
}

/** Which pages of the interface show something. Provided by the api, where it runs in the same process. @experimental */
export interface ShownPages {
  /**
   * `path`: below the base, encoded, as it was asked for. False: there is no such page or thing, or who asks may not
   * see it: the two are never told apart. Throws what the store throws.
   */
  has(path: string, principal: Principal): Promise<boolean>;
}

/** Name of the cookie that carries a session. @experimental */
export const SESSION_COOKIE = 'turnpike_session';
/** The same where all of a host is ours and https: no other page of the domain can set it. @experimental */
export const HOST_SESSION_COOKIE = '__Host-turnpike_session';

/** One way to log in, as the login page offers it. Provided by the login plugins. @stable */
export interface LoginMethod {
  /** The plugin's id without `login-`; the id of the host, where one signs in at a host. */
  readonly id: string;
  /** On the button. */
  readonly title: string;
  /** `password`: the form. `redirect`: a link to `url`. */
  readonly kind: 'password' | 'redirect';
  /** Of `redirect`: where the button leads. */
  readonly url?: string;
  /**
   * Checks what was posted to the session: the user's id; undefined: not for this method, or wrong.
   * Throws TURNPIKE_RATE_LIMITED after too many wrong ones. The api makes the session.
   */
  logIn?(
    credentials: Readonly<Record<string, unknown>>,
    /** Where they came from: wrong ones are counted by it too. */
    from?: { readonly address: string },
  ): Promise<number | undefined>;
  /** true: the account came by a one-time link and has no password yet. */
  passwordNeeded?(userId: number): Promise<boolean>;
  /**
   * Of `redirect`, in place of `url`: the platform sends browsers to the host of this id, and takes them back, at
   * `/auth/ID/start` and `/auth/ID/callback`. State, PKCE, nonce and accounts are the platform's: the plugin only
   * speaks to the host. Answers the URL of the host's page. Throws ExternalHostError where the host cannot be asked.
   */
  authorize?(start: SignInStart): Promise<string>;
  /**
   * With `authorize`: turns what came back into who it is, once. Throws NotAllowedError where the host or the proof
   * says no, ExternalHostError where the host cannot be asked.
   */
  exchange?(back: SignInReturn): Promise<HostPerson>;
  /**
   * The next grant, where tokens end. Throws NotAllowedError where the host will not give another: one has to sign in
   * again. Called by one process at a time for one account.
   */
  refresh?(refreshToken: string): Promise<HostGrant>;
  /** With `authorize`: whom it lets in. Absent: `closed`. */
  readonly policy?: SignInPolicy;
}
