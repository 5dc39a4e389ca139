/** An administrator sees the platform as somebody else does, for a while. */
import { z, type Route } from '@turnpike/sdk';
import { sessionToken } from '@turnpike/sdk/platform';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { conflict, loginRequired, notFound, unprocessable } from '../envelope/failures.js';
import { numberField, readFields } from '../envelope/fields.js';
import { bodyOf } from './body-of.js';
import { renderSession } from './session.js';

const MINUTE_SECONDS = 60;
const input = z.object({
  minutes: numberField.pipe(z.number().int().min(1).max(60)).default(30),
});

export function actingRoutes(api: Api): Route[] {
  return [
    endpoint(api, 'POST /v3/user/:login/become', become, { audit: 'user.become' }),
    endpoint(api, 'POST /v3/session/return', goBack, { audit: 'session.return' }),
  ];
}

async function become(call: Call) {
  const { store } = call.api;
  const hash = requireSession(call);
  const { minutes } = readFields(input, await bodyOf(call), 'become');
  const user = await store.users.byLogin(call.params['login'] ?? '');
  if (!user) throw notFound('user');
  if (user.admin)
    throw unprocessable(`${user.login} is an administrator: what they do is theirs alone.`);
  if (user.suspendedAt !== null) throw unprocessable(`${user.login} is suspended.`);
  await store.sessions.act(hash, { userId: user.id, seconds: minutes * MINUTE_SECONDS });
  await call.exchange.audit({ target: `user/${user.login}`, after: { minutes } });
  return { status: 204 };
}

async function goBack(call: Call) {
  const { principal } = call.access;
  if (principal.kind !== 'user') throw loginRequired();
  if (!principal.by) throw conflict('not_acting', 'You are yourself already.');
  await call.api.store.sessions.act(requireSession(call), undefined);
  await call.exchange.audit({ target: `user/${principal.login}` });
  return { status: 200, body: await renderSession(call, principal.by.userId) };
}

/** Throws InputError for a token: it has no browser to show a banner in. */
function requireSession({ api, access: { principal }, exchange }: Call): string {
  const isSession = principal.kind === 'user' && principal.via === 'session';
  const token = isSession ? sessionToken(exchange.headers['cookie']) : undefined;
  if (token === undefined) throw unprocessable('Only a browser that is logged in can do this.');
  return api.secrets.hash(token);
}
