import { endedSessionCookie, sessionToken, type Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { renderUser } from '../render/people.js';
import type { Wire } from '../render/render.js';

/** Logging in is the login plugins' own; who one is, and logging out, is the same for all. */
export function sessionRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'GET /v3/session', 'always', async (call) => ({
      status: 200,
      body: await renderSession(call),
    })),
    endpoint(api, 'DELETE /v3/session', 'user', async (call) => {
      const token = sessionToken(call.exchange.headers['cookie']);
      if (token) await api.store.sessions.delete(api.secrets.hash(token));
      return { status: 204, headers: { 'set-cookie': endedSessionCookie(api.publicUrl()) } };
    }),
  ];
}

async function renderSession(call: Call): Promise<Wire> {
  const { api, access } = call;
  const user = access.userId === null ? undefined : await call.load.user(access.userId);
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
