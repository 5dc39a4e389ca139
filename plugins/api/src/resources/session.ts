import { randomBytes } from 'node:crypto';
import {
  NotAllowedError,
  endedSessionCookie,
  sessionCookie,
  sessionToken,
  type HttpExchange,
  type HttpResponse,
  type Route,
} from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { fieldsOf } from '../envelope/fields.js';
import { renderUser } from '../render/people.js';
import type { Wire } from '../render/render.js';

const LOGINS_PER_MINUTE = 30;
const DAY_SECONDS = 86_400;

/** The login plugins say who it is; sessions are the same for all of them. */
export function sessionRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/session', 'always', async (call) => ({
      status: 200,
      body: await renderSession(call, call.access.userId),
    })),
    endpoint(api, 'POST /v3/session', 'always', logIn, {
      reads: true,
      ratePerMinute: LOGINS_PER_MINUTE,
      bodyLimitBytes: 10_000,
    }),
    endpoint(api, 'DELETE /v3/session', 'user', async (call) => {
      const token = sessionToken(call.exchange.headers['cookie']);
      if (token) await api.store.sessions.delete(api.secrets.hash(token));
      return { status: 204, headers: { 'set-cookie': endedSessionCookie(api.publicUrl()) } };
    }),
  ];
}

async function logIn(call: Call): Promise<HttpResponse> {
  const { api, exchange } = call;
  refuseForeign(api, exchange);
  const userId = await whoIs(api, fieldsOf(await exchange.json(), 'session'));
  const token = randomBytes(32).toString('base64url');
  const maxAgeSeconds = api.config.sessionDays * DAY_SECONDS;
  await api.store.sessions.create({
    hash: api.secrets.hash(token),
    userId,
    ttlSeconds: maxAgeSeconds,
  });
  const cookie = sessionCookie(token, { publicUrl: api.publicUrl(), maxAgeSeconds });
  return {
    status: 200,
    headers: { 'set-cookie': cookie },
    body: await renderSession(call, userId),
  };
}

/** Throws TURNPIKE_AUTH_INVALID: the same for an unknown login and a wrong password. */
async function whoIs(api: Api, credentials: Readonly<Record<string, unknown>>): Promise<number> {
  for (const login of api.logins) {
    const userId = await login.logIn?.(credentials);
    if (userId !== undefined) return userId;
  }
  throw new NotAllowedError('TURNPIKE_AUTH_INVALID', 'Login or password is wrong.');
}

/** There is no cookie yet that core could check: another page must not log one in as somebody else. */
function refuseForeign(api: Api, { headers }: HttpExchange): void {
  const { origin, host } = headers;
  if (origin === undefined || origin === new URL(api.publicUrl()).origin) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new NotAllowedError('TURNPIKE_ORIGIN_DENIED', undefined, { origin });
}

async function renderSession(call: Call, userId: number | null): Promise<Wire> {
  const { api } = call;
  const user = userId === null ? undefined : await call.load.user(userId);
  return {
    '@type': 'session',
    '@href': '/v3/session',
    '@representation': 'standard',
    user: user ? renderUser(user, true) : null,
    public: api.config.public,
    logins: api.logins.map(({ id, title, kind, url }) => ({
      id,
      title,
      kind,
      ...(url ? { url } : {}),
    })),
    password_needed: user ? await passwordNeeded(api, user.id) : false,
    version: api.installed.process.version,
  };
}

async function passwordNeeded(api: Api, userId: number): Promise<boolean> {
  const answers = await Promise.all(api.logins.map((login) => login.passwordNeeded?.(userId)));
  return answers.includes(true);
}
