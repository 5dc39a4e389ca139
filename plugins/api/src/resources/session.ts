import {
  NotAllowedError,
  isTurnpikeError,
  type HttpResponse,
  type LoginMethod,
  type Route,
  type TurnpikeError,
} from '@turnpike/sdk';
import { endedSessionCookies } from '@turnpike/sdk/platform';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { fieldsOf } from '../envelope/fields.js';
import { time } from '../envelope/times.js';
import { renderUser } from '../render/people.js';
import type { Wire } from '../render/render.js';
import { endSession, openSession } from '../sign-in/open-session.js';
import { startPath } from '../sign-in/addresses.js';
import { byHost, byPassword } from '../sign-in/ways-in.js';

const LOGINS_PER_MINUTE = 30;

/** The login plugins say who it is; sessions are the same for all of them. */
export function sessionRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/session', async (call) => ({
      status: 200,
      body: await renderSession(call, call.access.userId),
    })),
    endpoint(api, 'POST /v3/session', logIn, {
      reads: true,
      ratePerMinute: LOGINS_PER_MINUTE,
      bodyLimitBytes: 10_000,
      ownPagesOnly: true,
      audit: 'session.create',
    }),
    endpoint(
      api,
      'DELETE /v3/session',
      async (call) => {
        await endSession(api, call.exchange);
        const ended = { publicUrl: api.publicUrl(), secure: call.exchange.secure };
        return { status: 204, headers: { 'set-cookie': endedSessionCookies(ended) } };
      },
      { audit: 'session.end' },
    ),
  ];
}

async function logIn(call: Call): Promise<HttpResponse> {
  const { api, exchange } = call;
  const userId = await whoIs(call, fieldsOf(await exchange.json(), 'session'));
  const cookie = await openSession(api, exchange, userId);
  const login = (await call.load.user(userId))?.login ?? '';
  await exchange.audit({ who: { userId, login }, target: `user/${login}` });
  return {
    status: 200,
    headers: { 'set-cookie': cookie },
    body: await renderSession(call, userId),
  };
}

/** Throws TURNPIKE_AUTH_INVALID: the same for an unknown login and a wrong password. */
async function whoIs(call: Call, credentials: Readonly<Record<string, unknown>>): Promise<number> {
  const from = { address: call.exchange.ip };
  try {
    for (const login of call.api.logins) {
      const userId = await login.logIn?.(credentials, from);
      if (userId !== undefined) return userId;
    }
    throw refusalOf(credentials);
  } catch (error) {
    if (isTurnpikeError(error)) await noteRefusal(call, credentials, error);
    throw error;
  }
}

function refusalOf({ once }: Readonly<Record<string, unknown>>): NotAllowedError {
  if (typeof once !== 'string')
    return new NotAllowedError('TURNPIKE_AUTH_INVALID', 'Login or password is wrong.');
  return new NotAllowedError(
    'TURNPIKE_AUTH_INVALID',
    'This one-time link has been used, has been replaced by another, or is too old. Log in with your password, or have another made: turnpike user reset-password LOGIN.',
    { errorType: 'link_used' },
  );
}

/** What was typed as a login may be a password: only the name of an account is kept. */
async function noteRefusal(
  { api, exchange }: Call,
  { login }: Readonly<Record<string, unknown>>,
  { code }: TurnpikeError,
): Promise<void> {
  const action = code === 'TURNPIKE_RATE_LIMITED' ? 'session.locked' : 'session.refused';
  const user = typeof login === 'string' ? await api.store.users.byLogin(login) : undefined;
  const name = user?.login ?? 'unknown';
  await exchange.audit({
    action,
    who: { userId: user?.id ?? null, login: name },
    target: `user/${name}`,
  });
}

export async function renderSession(call: Call, userId: number | null): Promise<Wire> {
  const { api } = call;
  const user = userId === null ? undefined : await call.load.user(userId);
  const acting = actingOf(call, userId);
  return {
    '@type': 'session',
    '@href': '/v3/session',
    '@representation': 'standard',
    user: user ? renderUser(user, true) : null,
    public: api.config.public,
    logins: api.logins.map(renderLogin),
    ...(await passwordOf(api, acting ? null : userId)),
    acting,
    version: api.installed.process.version,
  };
}

/** Of whoever asks, as they came; null where they are themselves. */
function actingOf({ access: { principal } }: Call, userId: number | null): Wire | null {
  const by = principal.kind === 'user' && principal.userId === userId ? principal.by : undefined;
  return by ? { by: by.login, until: time(by.until) } : null;
}

function renderLogin({ id, title, kind, url, authorize }: LoginMethod): Wire {
  const way = authorize ? startPath(id) : url;
  return { id, title, kind, ...(way ? { url: way } : {}) };
}

/** Who comes in by a host needs none, and may have one beside it. */
async function passwordOf(
  api: Api,
  userId: number | null,
): Promise<{ readonly password_needed: boolean; readonly has_password: boolean }> {
  if (userId === null) return { password_needed: false, has_password: false };
  const { has, lacks } = await byPassword(api, userId);
  const isNeeded = lacks && !byHost(api, await api.store.identities.ofUser(userId));
  return { password_needed: isNeeded, has_password: has };
}
