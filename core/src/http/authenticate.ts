/** Who asks: a bearer token of one of the kinds, a session cookie, or nobody. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { NotAllowedError } from '../contracts/errors.js';
import type { User } from '../contracts/domain.js';
import type { TokenIssuer } from '../contracts/host.js';
import { HOST_SESSION_COOKIE, SESSION_COOKIE, type Principal } from '../contracts/http.js';
import type { SessionStore, WorkerStore } from '../contracts/store.js';

const ANONYMOUS: Principal = { kind: 'anonymous' };

interface Credentials {
  readonly authorization?: string | undefined;
  readonly cookie?: string | undefined;
}
/** Throws NotAllowedError TURNPIKE_AUTH_INVALID for a token that is not valid. */
export type Authenticate = (credentials: Credentials) => Promise<Principal>;

export interface AuthenticateOptions {
  /** Role secret and worker token of the configuration. */
  readonly tokens: { readonly role?: string | undefined; readonly worker?: string | undefined };
  /** Run and job tokens. */
  readonly issuer: Pick<TokenIssuer, 'verify'>;
  /** API tokens and sessions; undefined in a process without a database. */
  readonly sessions?: () => Pick<SessionStore, 'find' | 'findToken'> | undefined;
  /** Tokens of single workers; undefined in a process without a database. */
  readonly workers?: () => Pick<WorkerStore, 'findToken'> | undefined;
  /** How tokens are stored (SecretBox.hash). */
  readonly hash: (token: string) => string;
}

export function createAuthenticate(options: AuthenticateOptions): Authenticate {
  const checks = [
    fixedToken(options),
    issuedToken(options),
    workerToken(options),
    storedToken(options),
  ];

  async function byToken(token: string): Promise<Principal> {
    for (const check of checks) {
      const principal = await check(token);
      if (principal) return principal;
    }
    throw new NotAllowedError('TURNPIKE_AUTH_INVALID');
  }

  async function bySession(token: string): Promise<Principal> {
    const user = await options.sessions?.()?.find(options.hash(token));
    // A session that has ended is no wrong password: one asks again as nobody, and is shown the login.
    if (!user || user.suspendedAt !== null) return ANONYMOUS;
    const principal = userPrincipal(user, 'session', ['*']);
    return user.by ? { ...principal, by: user.by } : principal;
  }

  return async ({ authorization, cookie }) => {
    const token = authorization === undefined ? undefined : bearerToken(authorization);
    if (token !== undefined) return byToken(token);
    const session = cookie === undefined ? undefined : sessionOf(cookie);
    return session === undefined ? ANONYMOUS : bySession(session);
  };
}

type Check = (token: string) => Promise<Principal | undefined>;

function fixedToken({ tokens }: AuthenticateOptions): Check {
  return async (token) => {
    if (tokens.role && sameText(token, tokens.role)) return { kind: 'role' };
    if (tokens.worker && sameText(token, tokens.worker)) return { kind: 'worker' };
    return undefined;
  };
}

/** Run and job tokens. What else an issuer may know is no way in here. */
function issuedToken({ issuer }: AuthenticateOptions): Check {
  return async (token) => {
    const principal = await issuer.verify(token);
    return principal?.kind === 'run' || principal?.kind === 'job' ? principal : undefined;
  };
}

/** They begin so: what people send is not looked up among workers. */
const WORKER_TOKEN_PREFIX = 'tpw_';

function workerToken({ workers, hash }: AuthenticateOptions): Check {
  return async (token) => {
    if (!token.startsWith(WORKER_TOKEN_PREFIX)) return undefined;
    const found = await workers?.()?.findToken(hash(token));
    return found && { kind: 'worker', worker: { name: found.name, queues: found.queues } };
  };
}

function storedToken({ sessions, hash }: AuthenticateOptions): Check {
  return async (token) => {
    const found = await sessions?.()?.findToken(hash(token));
    if (!found || found.user.suspendedAt !== null) return undefined;
    const principal = userPrincipal(found.user, 'token', found.token.scopes);
    const { ownerId } = found.user;
    return ownerId ? { ...principal, ownerId } : principal;
  };
}

function userPrincipal(
  user: User,
  via: 'session' | 'token',
  scopes: readonly string[],
): Extract<Principal, { readonly kind: 'user' }> {
  return { kind: 'user', userId: user.id, login: user.login, admin: user.admin, via, scopes };
}

/** `Bearer X`, `token X` and `token "X"` (Travis), and basic with the token as user name. */
export function bearerToken(authorization: string): string | undefined {
  const [, scheme = '', value = ''] = /^(\S+)\s+(.*)$/.exec(authorization.trim()) ?? [];
  const text = value.trim().replace(/^"(.*)"$/, '$1');
  if (text === '') return undefined;
  if (/^(bearer|token)$/i.test(scheme)) return text;
  if (/^basic$/i.test(scheme)) return Buffer.from(text, 'base64').toString('utf8').split(':')[0];
  return undefined;
}

/** Those from before a server moved to https go on until they end. */
function sessionOf(cookies: string): string | undefined {
  return cookieValue(cookies, HOST_SESSION_COOKIE) ?? cookieValue(cookies, SESSION_COOKIE);
}

export function cookieValue(cookies: string, name: string): string | undefined {
  for (const pair of cookies.split(';')) {
    const [key = '', ...rest] = pair.trim().split('=');
    if (key === name) return rest.join('=') || undefined;
  }
  return undefined;
}

/** Constant time; digests first, so that lengths tell nothing either. */
function sameText(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
